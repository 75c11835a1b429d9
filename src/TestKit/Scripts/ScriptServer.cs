using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;

namespace Akka.Greensock.TestKit;

/// <summary>
/// A server that plays scripts: one to the first connection that comes, one to the second, and so on, each in a greenlet of its own. It
/// runs beside the code under test:
/// <code>
/// await using ScriptServer server = await ScriptServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), script);
/// await ClientUnderTestAsync(server.LocalEndPoint);
/// await server.CompleteAsync();
/// </code>
/// </summary>
/// <remarks>The first mismatch ends the other conversations too. One that nobody asks for by <see cref="CompleteAsync"/> is reported by
/// the hub, as a greenlet's failure that nobody waits for.</remarks>
public sealed class ScriptServer : IAsyncDisposable
{
    private readonly GreenSocket _listener;
    private readonly bool _ownsListener;
    private readonly Script[] _scripts;
    private readonly List<Greenlet<ScriptTranscript?>> _conversations = [];
    private readonly Greenlet _serving;
    private Exception? _failure;
    private bool _isTold;

    internal ScriptServer(GreenSocket listener, bool ownsListener, Script[] scripts)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ArgumentNullException.ThrowIfNull(scripts);
        if (Array.Exists(scripts, script => script is null))
        {
            throw new ArgumentNullException(nameof(scripts), "A script is null: give one for each connection.");
        }

        _listener = listener;
        _ownsListener = ownsListener;
        _scripts = [.. scripts];
        LocalEndPoint = listener.LocalEndPoint ?? throw new ArgumentException(
            "The socket is not bound: Bind and Listen first.", nameof(listener));
        _serving = listener.Hub.Spawn(ServeAsync, $"script server {LocalEndPoint}");
    }

    /// <summary>Where it listens, with the port that was found for 0.</summary>
    public EndPoint LocalEndPoint { get; }

    /// <summary>True while connections are awaited or served.</summary>
    public bool IsServing => !_serving.IsDead;

    /// <summary>Binds, listens, and begins to accept one connection for each script.</summary>
    /// <param name="endPoint">Where to listen; port 0 for any free port.</param>
    /// <param name="scripts">What to play to the first connection, the second …</param>
    /// <exception cref="SocketException">AddressAlreadyInUse, AddressNotAvailable …</exception>
    /// <remarks>Does not wait for a connection. A connection has to come within the time that its script's first step has, counted from the
    /// one before it.</remarks>
    public static async Task<ScriptServer> StartAsync(EndPoint endPoint, params Script[] scripts)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        var listener = new GreenSocket(endPoint.AddressFamily, SocketType.Stream, Script.ProtocolOf(endPoint));
        try
        {
            await listener.BindAsync(endPoint);
            await listener.ListenAsync(Math.Max(scripts?.Length ?? 0, 1));
            return new ScriptServer(listener, ownsListener: true, scripts!);
        }
        catch
        {
            await listener.DisposeAsync();
            throw;
        }
    }

    /// <summary>Parks until every script is through.</summary>
    /// <returns>What was said on each connection, in the order of the scripts.</returns>
    /// <exception cref="ScriptMismatchException">A client did something else than its script expects, or did not come in time.</exception>
    /// <exception cref="ObjectDisposedException">The server was disposed of before.</exception>
    /// <remarks>Parks.</remarks>
    public async Task<IReadOnlyList<ScriptTranscript>> CompleteAsync()
    {
        await _serving.JoinAsync();
        _isTold = true;
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return [.. _conversations.Select(conversation => conversation.Value!)];
    }

    /// <summary>Ends what still runs, and closes the listener where the server made it.</summary>
    /// <remarks>Parks until that is done.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (!_serving.IsDead)
        {
            _isTold = true; // what this leaves undone is no peer's fault
            Fail(new ObjectDisposedException(nameof(ScriptServer), "The script server was disposed of before its scripts were through."));
            await _serving.JoinAsync();
        }

        if (_ownsListener)
        {
            await _listener.DisposeAsync(); // also where the server was killed before it began
        }

        if (_failure is { } failure && !_isTold)
        {
            _isTold = true;
            _listener.Hub.Post(() => ExceptionDispatchInfo.Throw(failure));
        }
    }

    private async Task ServeAsync()
    {
        TimeSpan timeout = _listener.Timeout;
        try
        {
            foreach (Script script in _scripts)
            {
                GreenSocket socket = await AcceptAsync(script);
                _conversations.Add(Greenlet.Spawn(() => ConverseAsync(socket, script), $"script with {socket.RemoteEndPoint}"));
            }

            await Greenlet.JoinAllAsync(_conversations);
        }
        catch (Exception e)
        {
            _failure ??= e;
            await Greenlet.KillAllAsync(_conversations); // they would wait for peers in vain
        }

        _listener.Timeout = timeout;
        if (_ownsListener)
        {
            await _listener.DisposeAsync();
        }
    }

    /// <summary>Ends the server, once: whoever comes second finds it ending.</summary>
    private void Fail(Exception failure)
    {
        if (_failure is null)
        {
            _failure = failure;
            _serving.Kill(); // not with the failure: one that has not begun would be reported for it
        }
    }

    private async Task<GreenSocket> AcceptAsync(Script script)
    {
        _listener.Timeout = script.StartTimeout;
        try
        {
            return await _listener.AcceptAsync(CancellationToken.None);
        }
        catch (SocketTimeoutException e)
        {
            var transcript = new ScriptTranscript();
            string step = FormattableString.Invariant($"Accept() of connection {_conversations.Count + 1} of {_scripts.Length}");
            string message = MismatchText.Of(
                "0", step, $"no client connected within {ScriptConversation.Seconds(script.StartTimeout)}", null, [], -1, transcript);
            throw new ScriptMismatchException(message, "0", step, default, -1, transcript, e);
        }
    }

    private async Task<ScriptTranscript?> ConverseAsync(GreenSocket socket, Script script)
    {
        try
        {
            await using (socket)
            {
                return await script.RunAsync(socket);
            }
        }
        catch (Exception e) when (e is not GreenletExitException)
        {
            Fail(e);
            return null;
        }
    }
}
