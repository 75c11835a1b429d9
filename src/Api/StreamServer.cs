using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Akka.Event;

namespace Akka.Greensock;

/// <summary>
/// Accepts connections and runs a greenlet for each: straight-line code that reads and writes its socket. The socket is
/// closed when the handler ends, in whichever way. A handler's failure ends its connection only.
/// </summary>
/// <seealso href="https://www.gevent.org/api/gevent.server.html">gevent.server.StreamServer</seealso>
public sealed class StreamServer : IAsyncDisposable
{
    private readonly EndPoint _endPoint;
    private readonly Delegate _handler;
    private readonly StreamServerOptions _options;
    private readonly Hub[] _hubs;
    private readonly ConnectionSet _connections;
    private readonly int _backlog;
    private readonly TimeSpan _stopTimeout;
    private readonly ILoggingAdapter _log;
    private GreenSocket? _listener;
    private Greenlet? _acceptor;
    private uint _next;
    private int _started;

    /// <summary>Makes a server; <see cref="StartAsync"/> starts it.</summary>
    /// <param name="endPoint">Where it listens: an <see cref="IPEndPoint"/>, port 0 for any free port, or a
    /// <see cref="UnixDomainSocketEndPoint"/>.</param>
    /// <param name="handler">Serves one connection, in a greenlet of its own on the connection's hub.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its bounds.</exception>
    [OverloadResolutionPriority(1)] // for what could be either, such as a lambda that throws
    public StreamServer(EndPoint endPoint, Func<GreenSocket, Task> handler, StreamServerOptions? options = null)
        : this(endPoint, (Delegate)handler, options)
    {
    }

    /// <summary>Makes a server whose handler is synchronous code; <see cref="StartAsync"/> starts it.</summary>
    /// <param name="endPoint">Where it listens: an <see cref="IPEndPoint"/>, port 0 for any free port, or a
    /// <see cref="UnixDomainSocketEndPoint"/>.</param>
    /// <param name="handler">Serves one connection, in a thread greenlet of its own on the connection's hub.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its bounds.</exception>
    public StreamServer(EndPoint endPoint, Action<GreenSocket> handler, StreamServerOptions? options = null)
        : this(endPoint, (Delegate)handler, options)
    {
    }

    private StreamServer(EndPoint endPoint, Delegate handler, StreamServerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        ArgumentNullException.ThrowIfNull(handler);
        _endPoint = endPoint;
        _handler = handler;
        _options = options ?? new StreamServerOptions();
        _hubs = [.. _options.Hubs ?? (Hub.Here is { } here ? [here] : Greensock.Default.Hubs)];
        ArgumentOutOfRangeException.ThrowIfZero(_hubs.Length, nameof(options));
        Greensock greensock = Greensock.PortOf(_hubs[0]).Owner;
        GreensockSettings settings = greensock.Settings;
        _log = greensock.System.Log;
        _backlog = _options.Backlog ?? settings.ServerBacklog;
        _stopTimeout = _options.StopTimeout ?? settings.ServerStopTimeout;
        int maximum = _options.MaximumConnections ?? settings.ServerMaximumConnections;
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_backlog, 1, nameof(options));
        if (_stopTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(_stopTimeout, TimeSpan.Zero, nameof(options));
        }

        _connections = new ConnectionSet(maximum);
    }

    /// <summary>Where the server listens, with the port that was found for 0.</summary>
    /// <exception cref="InvalidOperationException">It has not been started.</exception>
    public EndPoint LocalEndPoint
    {
        get => field ?? throw new InvalidOperationException("The server has not been started: await StartAsync.");
        private set;
    }

    /// <summary>How many connections are being served now. Any thread.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>Binds, listens, and begins to accept.</summary>
    /// <exception cref="SocketException">AddressAlreadyInUse, AddressNotAvailable, AccessDenied …; the server can be
    /// started again.</exception>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    /// <remarks>Any thread.</remarks>
    public async ValueTask StartAsync()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException(
                $"The server was started before, on {_listener?.ToString() ?? _endPoint.ToString()}. Make a new one.");
        }

        ProtocolType protocol = _endPoint is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified;
        GreenSocket? listener = null;
        try
        {
            listener = new GreenSocket(_hubs[0], _endPoint.AddressFamily, SocketType.Stream, protocol);
            await listener.BindAsync(_endPoint);
            await listener.ListenAsync(_backlog);
            LocalEndPoint = (await listener.GetLocalEndPointAsync())!;
        }
        catch
        {
            if (listener is not null)
            {
                await listener.DisposeAsync();
            }

            _started = 0;
            throw;
        }

        _listener = listener;
        _acceptor = _hubs[0].Spawn(() => AcceptAsync(listener), $"accept {LocalEndPoint}");
    }

    /// <summary>
    /// Stops accepting at once, waits for the connections to end by themselves, and kills the greenlets of those that
    /// do not. A second call waits too.
    /// </summary>
    /// <param name="timeout">How long to wait before the rest is killed; null for the options'
    /// <see cref="StreamServerOptions.StopTimeout"/>.</param>
    /// <remarks>Parks. Any thread.</remarks>
    public async ValueTask StopAsync(TimeSpan? timeout = null)
    {
        if (_acceptor is null)
        {
            return;
        }

        await _acceptor.KillAsync();
        await _listener!.DisposeAsync();

        // It waits for the connections and not for their greenlets: a greenlet that somebody joins reports no failure.
        if (!await _connections.WaitForNoneAsync(timeout ?? _stopTimeout))
        {
            ServedConnection[] left = _connections.Snapshot();
            await Greenlet.KillAllAsync(left.Select(connection => connection.Greenlet).OfType<Greenlet>(), _stopTimeout);
            foreach (ServedConnection connection in left)
            {
                await connection.EndAsync();
            }
        }
    }

    /// <summary>Stops the server, as <see cref="StopAsync"/>.</summary>
    public ValueTask DisposeAsync() => StopAsync();

    private async Task AcceptAsync(GreenSocket listener)
    {
        var policy = new AcceptErrorPolicy();
        while (true)
        {
            try
            {
                await _connections.WaitForRoomAsync();
                GreenSocket socket = await listener.AcceptAsync(_hubs[_next++ % (uint)_hubs.Length]);
                policy.Succeeded();
                new ServedConnection(socket, _handler, _options.NoDelay, _connections).Start();
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                switch (AcceptErrorPolicy.Judge(e))
                {
                    case AcceptVerdict.Continue:
                        break;
                    case AcceptVerdict.BackOff:
                        TimeSpan delay = policy.NextDelay();
                        _log.Warning("{0} Accepting pauses for {1} ms.", e.Message, delay.TotalMilliseconds);
                        await Greenlet.SleepAsync(delay);
                        break;
                    default:
                        _log.Error("{0} The server accepts no more.", e.Message);
                        return;
                }
            }
        }
    }
}
