using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Accepting connections.</content>
public sealed partial class GreenSocket
{
    /// <summary>Accepts a connection. It belongs to the listening socket's hub.</summary>
    /// <exception cref="InvalidOperationException">The socket does not listen.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets: the connection waits in the backlog, back off and try again.
    /// Interrupted: the socket was closed meanwhile. WouldBlock: there is none, and the socket is non-blocking.</exception>
    /// <exception cref="SocketTimeoutException">There was none within <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="AcceptAsync()"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until there is a connection. <see cref="ReceiveTimeout"/> does not
    /// bound it.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/accept.2.html">accept(2)</seealso>
    public GreenSocket Accept()
    {
        CheckAccept();
        using var call = SynchronousCall.Begin("GreenSocket.Accept", nameof(AcceptAsync));
        try
        {
            return call.Wait(AcceptAsync(_socket.Port, CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder("accept", SocketError.Interrupted);
        }
    }

    /// <summary>Accepts a connection. It belongs to the listening socket's hub.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The socket does not listen.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets: the connection waits in the backlog, back off and try
    /// again. OperationAborted: closed meanwhile.</exception>
    /// <exception cref="SocketTimeoutException">There was none within <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks until there is a connection. Cancelled: nothing is lost.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/accept.2.html">accept(2)</seealso>
    public ValueTask<GreenSocket> AcceptAsync(CancellationToken cancellationToken)
    {
        CheckAccept();
        return AcceptAsync(_socket.Port, cancellationToken);
    }

    /// <inheritdoc cref="AcceptAsync(CancellationToken)"/>
    public Task<GreenSocket> AcceptAsync() => AcceptAsync(CancellationToken.None).AsTask();

    /// <summary>Accepts a connection into a socket that was made for it, and is neither bound nor connected.</summary>
    /// <param name="acceptSocket">It takes the connection over, with the hub that it was made on; its own descriptor is
    /// closed. Null for a new one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The socket does not listen, or <paramref name="acceptSocket"/> is bound,
    /// connected or used.</exception>
    /// <exception cref="SocketException">As for the other overloads.</exception>
    /// <remarks>Parks until there is a connection. Cancelled: nothing is lost.</remarks>
    public ValueTask<GreenSocket> AcceptAsync(GreenSocket? acceptSocket, CancellationToken cancellationToken)
    {
        CheckAccept();
        CheckSpare(acceptSocket);
        return acceptSocket is null
            ? AcceptAsync(_socket.Port, cancellationToken)
            : acceptSocket.TakeAsync(this, cancellationToken);
    }

    /// <inheritdoc cref="AcceptAsync(GreenSocket, CancellationToken)"/>
    public Task<GreenSocket> AcceptAsync(GreenSocket? acceptSocket) => AcceptAsync(acceptSocket, CancellationToken.None).AsTask();

    /// <summary>Accepts a connection for another hub, which owns it from then on.</summary>
    /// <param name="owner">The hub that is to own the connection.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The socket does not listen.</exception>
    /// <exception cref="SocketException">As for the other overloads; OperationAborted also where that hub has
    /// ended.</exception>
    /// <remarks>Parks until there is a connection. Cancelled: nothing is lost.</remarks>
    public ValueTask<GreenSocket> AcceptAsync(Hub owner, CancellationToken cancellationToken = default)
    {
        HubPort port = PortOf(owner);
        CheckAccept();
        return AcceptAsync(port, cancellationToken);
    }

    private async ValueTask<GreenSocket> AcceptAsync(HubPort owner, CancellationToken cancellationToken) =>
        new(await _socket.AcceptAsync(owner, _timeout, cancellationToken), TimeoutOfAccepted);

    // With the BCL an accepted socket blocks or not as its listener does; with gevent a timeout is not inherited. So it is a
    // matter of which of the two the listener was told.
    private TimeSpan TimeoutOfAccepted => _hasBlockingOff ? TimeSpan.Zero : DefaultTimeout;

    // At the call, as the BCL does: whoever starts an accept and awaits it much later would hear of it too late.
    private void CheckAccept()
    {
        if (_socket.RefusalToAccept("accept") is { } refusal)
        {
            throw refusal;
        }
    }

    private static void CheckSpare(GreenSocket? acceptSocket)
    {
        if (acceptSocket?._owned is { } spare && (spare.IsClosed || spare.IsBound || spare.Phase != SocketPhase.Open))
        {
            throw new InvalidOperationException($"accept into a socket {spare}: it must be open, and neither bound nor connected.");
        }
    }

    private async ValueTask<GreenSocket> TakeAsync(GreenSocket listener, CancellationToken cancellationToken)
    {
        OwnedSocket spare = _owned;
        _socket = await listener._socket.AcceptAsync(spare.Port, listener._timeout, cancellationToken);
        _owned = _socket;
        _timeout = listener.TimeoutOfAccepted;
        spare.CloseFromAnywhere();
        return this;
    }
}
