using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>The awaitable members once more, for <see cref="GreenSocketAsyncEventArgs"/>.</content>
public sealed partial class GreenSocket
{
    /// <summary>Receives into the buffer, or the list of buffers, of a call.</summary>
    /// <param name="e">The call.</param>
    /// <returns>True: <see cref="GreenSocketAsyncEventArgs.Completed"/> will tell of its end. False: it has ended, well or
    /// not.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="e"/> is null.</exception>
    /// <exception cref="InvalidOperationException">It is at a call already.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed, or the call was disposed of.</exception>
    /// <remarks>Does not park.</remarks>
    public bool ReceiveAsync(GreenSocketAsyncEventArgs e)
    {
        CheckArgs(e, ReceiveOperation.Name);
        e.Begin(this, SocketAsyncOperation.Receive);
        ValueTask<int> call = e.BufferList is { Count: > 0 } buffers
            ? ReceiveAsync(buffers, e.SocketFlags, LimitOfReceive(e.SocketFlags))
            : ReceiveAsync(e.Part, e.SocketFlags);
        return e.Follow(call, static (e, bytes) => e.Transferred(bytes));
    }

    /// <summary>Sends all of the buffer, or of the list of buffers, of a call.</summary>
    /// <param name="e">The call.</param>
    /// <returns>Whether <see cref="GreenSocketAsyncEventArgs.Completed"/> will tell of its end.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="e"/> is null.</exception>
    /// <exception cref="InvalidOperationException">It is at a call already.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed, or the call was disposed of.</exception>
    /// <remarks>Does not park.</remarks>
    public bool SendAsync(GreenSocketAsyncEventArgs e)
    {
        CheckArgs(e, SendOperation.Name);
        e.Begin(this, SocketAsyncOperation.Send);
        ValueTask<int> call = e.BufferList is { Count: > 0 } buffers
            ? SendAsync(buffers, e.SocketFlags, Limit(e.SocketFlags))
            : SendAsync(e.Part, e.SocketFlags);
        return e.Follow(call, static (e, bytes) => e.Transferred(bytes));
    }

    /// <summary>Accepts a connection, into <see cref="GreenSocketAsyncEventArgs.AcceptSocket"/> where there is one.</summary>
    /// <param name="e">The call, without a buffer.</param>
    /// <returns>Whether <see cref="GreenSocketAsyncEventArgs.Completed"/> will tell of its end.</returns>
    /// <exception cref="ArgumentException"><paramref name="e"/> is null, or has buffers.</exception>
    /// <exception cref="PlatformNotSupportedException">It has a buffer to receive into.</exception>
    /// <exception cref="InvalidOperationException">It is at a call already; the socket does not listen; the socket that is to
    /// take the connection over is bound or connected.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed, or the call was disposed of.</exception>
    /// <remarks>Does not park.</remarks>
    public bool AcceptAsync(GreenSocketAsyncEventArgs e)
    {
        const int addresses = 288; // what the BCL asks for beside the data, as Windows does: two addresses
        CheckArgs(e, AcceptOperation.Name);
        CheckSingle(e, nameof(e));
        CheckAccept();
        if (e.Count is > 0 and < addresses)
        {
            throw TooSmall(nameof(e.Count));
        }

        if (e.Count > 0)
        {
            throw new PlatformNotSupportedException("accept into a buffer: only Windows receives with an accept. Receive afterwards.");
        }

        CheckSpare(e.AcceptSocket);
        e.Begin(this, SocketAsyncOperation.Accept);
        return e.Follow(AcceptAsync(e.AcceptSocket, CancellationToken.None), static (e, accepted) => e.Accepted(accepted));

        static ArgumentException TooSmall(string name) => new($"accept: a buffer needs at least {addresses} bytes.", name);
    }

    /// <summary>Connects to <see cref="GreenSocketAsyncEventArgs.RemoteEndPoint"/>, and sends the buffer where there is
    /// one.</summary>
    /// <param name="e">The call.</param>
    /// <returns>Whether <see cref="GreenSocketAsyncEventArgs.Completed"/> will tell of its end.</returns>
    /// <exception cref="ArgumentException"><paramref name="e"/> is null, has no end point, or a list of buffers.</exception>
    /// <exception cref="InvalidOperationException">It is at a call already, or the socket listens.</exception>
    /// <exception cref="NotSupportedException">The end point is of a family that the socket does not speak.</exception>
    /// <exception cref="SocketException">IsConnected.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed, or the call was disposed of.</exception>
    /// <remarks>Does not park.</remarks>
    public bool ConnectAsync(GreenSocketAsyncEventArgs e)
    {
        CheckArgs(e, ConnectOperation.Name);
        CheckSingle(e, nameof(e.BufferList));
        EndPoint remoteEP = e.RemoteEndPoint!;
        CheckConnect(remoteEP);
        CheckSpeaks(remoteEP);
        if (Connected && SocketType == SocketType.Stream)
        {
            throw SocketErrorText.Exception(ConnectOperation.Name, _socket.ToString(), SocketError.IsConnected);
        }

        e.Begin(this, SocketAsyncOperation.Connect, canBeCancelled: true);
        return e.Follow(ConnectAndSendAsync(e, remoteEP), static (e, end) => e.Connected(end.Socket, end.Sent));
    }

    /// <summary>Makes a socket and connects it.</summary>
    /// <param name="socketType">Stream, Dgram …</param>
    /// <param name="protocolType">Tcp, Udp …</param>
    /// <param name="e">The call; <see cref="GreenSocketAsyncEventArgs.ConnectSocket"/> is the socket.</param>
    /// <returns>Whether <see cref="GreenSocketAsyncEventArgs.Completed"/> will tell of its end.</returns>
    /// <exception cref="ArgumentException"><paramref name="e"/> is null, has no end point, or a list of buffers.</exception>
    /// <exception cref="InvalidOperationException">It is at a call already.</exception>
    /// <exception cref="ObjectDisposedException">The call was disposed of.</exception>
    /// <remarks>Does not park. The socket is closed where it fails.</remarks>
    public static bool ConnectAsync(SocketType socketType, ProtocolType protocolType, GreenSocketAsyncEventArgs e)
    {
        ArgumentNullException.ThrowIfNull(e);
        CheckSingle(e, nameof(e));
        EndPoint remoteEP = e.RemoteEndPoint
            ?? throw new ArgumentException("connect: RemoteEndPoint is null, and says whereto.", nameof(e));
        GreenSocket socket = remoteEP.AddressFamily == AddressFamily.Unspecified
            ? new GreenSocket(socketType, protocolType)
            : new GreenSocket(remoteEP.AddressFamily, socketType, protocolType);
        try
        {
            e.Begin(socket, SocketAsyncOperation.Connect, canBeCancelled: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return e.Follow(socket.ConnectOrCloseAsync(e, remoteEP), static (e, end) => e.Connected(end.Socket, end.Sent));
    }

    /// <summary>Ends a connect that is under way: it fails with <see cref="SocketError.OperationAborted"/>.</summary>
    /// <param name="e">The call. Where it is at nothing, nothing happens.</param>
    /// <exception cref="ArgumentNullException"><paramref name="e"/> is null.</exception>
    /// <remarks>Does not park.</remarks>
    public static void CancelConnectAsync(GreenSocketAsyncEventArgs e)
    {
        ArgumentNullException.ThrowIfNull(e);
        e.Cancel();
    }

    /// <summary>Disconnects, as <see cref="Disconnect"/> does.</summary>
    /// <param name="e">The call; <see cref="GreenSocketAsyncEventArgs.DisconnectReuseSocket"/> counts.</param>
    /// <returns>Whether <see cref="GreenSocketAsyncEventArgs.Completed"/> will tell of its end.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="e"/> is null.</exception>
    /// <exception cref="InvalidOperationException">It is at a call already.</exception>
    /// <exception cref="SocketException">NotConnected.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed, or the call was disposed of.</exception>
    /// <remarks>Does not park.</remarks>
    public bool DisconnectAsync(GreenSocketAsyncEventArgs e)
    {
        CheckArgs(e, "disconnect");
        if (_socket.Phase != SocketPhase.Connected)
        {
            throw SocketErrorText.Exception("disconnect", _socket.ToString(), SocketError.NotConnected);
        }

        e.Begin(this, SocketAsyncOperation.Disconnect);
        return e.Follow(DoneAsync(DisconnectAsync(e.DisconnectReuseSocket)), static (_, _) => { });
    }

    private void CheckArgs(GreenSocketAsyncEventArgs e, string operation)
    {
        ThrowIfClosed(operation);
        ArgumentNullException.ThrowIfNull(e);
        e.ThrowIfBusy();
    }

    private static void CheckSingle(GreenSocketAsyncEventArgs e, string name)
    {
        if (e.BufferList is not null)
        {
            throw new ArgumentException("This call takes no list of buffers.", name);
        }
    }

    private async ValueTask<(GreenSocket Socket, int Sent)> ConnectAndSendAsync(GreenSocketAsyncEventArgs e, EndPoint remoteEP)
    {
        CancellationToken cancellationToken = e.Cancellation;
        await ConnectAsync(remoteEP, _timeout, cancellationToken);
        int sent = e.Count == 0 ? 0 : await SendAsync(e.Part, cancellationToken);
        return (this, sent);
    }

    private async ValueTask<(GreenSocket Socket, int Sent)> ConnectOrCloseAsync(GreenSocketAsyncEventArgs e, EndPoint remoteEP)
    {
        try
        {
            return await ConnectAndSendAsync(e, remoteEP);
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
