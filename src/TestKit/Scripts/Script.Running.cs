using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <content>Running over a connection.</content>
public sealed partial class Script
{
    /// <summary>Plays the script over a connection, from the first step to the last.</summary>
    /// <param name="socket">The connection. The script leaves it open, unless its last step closes it.</param>
    /// <param name="cancellationToken">Ends the script where it is.</param>
    /// <returns>What was said.</returns>
    /// <exception cref="ScriptMismatchException">The peer did something else than the script expects.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="GreenletExitException">The greenlet was killed.</exception>
    /// <remarks>Parks. In an async greenlet of the socket's hub it runs right there; called from anywhere else, in a greenlet of its own
    /// on that hub.</remarks>
    public Task<ScriptTranscript> RunAsync(GreenSocket socket, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return Greenlet.Current is { IsThreaded: false } here && here.Hub == socket.Hub
            ? PlayAsync(socket, cancellationToken)
            : socket.Hub.Spawn(() => PlayAsync(socket, cancellationToken), "script").GetAsync().AsTask();
    }

    /// <summary>Connects, and plays the script as the client. The connection is closed afterwards, however that ends.</summary>
    /// <param name="endPoint">The server.</param>
    /// <param name="cancellationToken">Ends the connect, and the script where it is.</param>
    /// <returns>What was said.</returns>
    /// <exception cref="SocketException">ConnectionRefused …: it cannot be connected to.</exception>
    /// <exception cref="ScriptMismatchException">The server did something else than the script expects.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Parks. The connect has as much time as the first step.</remarks>
    public async Task<ScriptTranscript> ConnectAsync(EndPoint endPoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        await using var socket = endPoint is DnsEndPoint { AddressFamily: AddressFamily.Unspecified }
            ? new GreenSocket(SocketType.Stream, ProtocolType.Tcp)
            : new GreenSocket(endPoint.AddressFamily, SocketType.Stream, ProtocolOf(endPoint));
        socket.Timeout = StartTimeout;
        await socket.ConnectAsync(endPoint, cancellationToken);
        return await RunAsync(socket, cancellationToken);
    }

    /// <summary>
    /// Accepts one connection for each script, in order, plays the scripts on them at once, and parks until all are through. Each
    /// connection is closed when its script is over.
    /// </summary>
    /// <param name="listener">A listening socket, which stays open.</param>
    /// <param name="scripts">What to play to the first connection, the second …</param>
    /// <returns>What was said on each connection.</returns>
    /// <exception cref="ScriptMismatchException">A client did something else than its script expects, or did not come in time.</exception>
    /// <remarks>Parks. <see cref="ScriptServer"/> does the same beside the caller.</remarks>
    public static async Task<IReadOnlyList<ScriptTranscript>> ServeAsync(GreenSocket listener, params Script[] scripts)
    {
        await using var server = new ScriptServer(listener, ownsListener: false, scripts);
        return await server.CompleteAsync();
    }

    /// <summary>How long the first step may take, and so what comes before it.</summary>
    internal TimeSpan StartTimeout => (StepList.Count > 0 ? StepList[0].Settings : _settings).Timeout;

    internal static ProtocolType ProtocolOf(EndPoint endPoint) =>
        endPoint is IPEndPoint or DnsEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified;

    private async Task<ScriptTranscript> PlayAsync(GreenSocket socket, CancellationToken cancellationToken)
    {
        TimeSpan timeout = socket.Timeout;
        var conversation = new ScriptConversation(socket, cancellationToken);
        try
        {
            await conversation.RunAsync(StepList, "");
        }
        finally
        {
            socket.Timeout = timeout;
        }

        conversation.Transcript.Unread = conversation.Unread.ToArray();
        return conversation.Transcript;
    }
}
