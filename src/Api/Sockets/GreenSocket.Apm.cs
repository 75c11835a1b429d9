using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// Begin and End of connections: the form that .NET began with. Each is the awaitable member and what became of it.
/// </content>
/// <remarks>
/// A callback is called in the greenlet that began the call, and otherwise by the thread pool. An <c>End…</c> whose call has
/// not ended waits, as a synchronous member does.
/// </remarks>
public sealed partial class GreenSocket
{
    /// <summary>Begins to accept a connection.</summary>
    /// <param name="callback">Called once there is one; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndAccept(IAsyncResult)"/> wants.</returns>
    /// <exception cref="InvalidOperationException">The socket does not listen.</exception>
    public IAsyncResult BeginAccept(AsyncCallback? callback, object? state) =>
        PendingCall<GreenSocket>.Begin(AcceptAsync(), callback, state);

    /// <summary>Begins to accept a connection, and to receive what its peer sends first.</summary>
    /// <param name="receiveSize">At most so many bytes, from 0, which is not to receive.</param>
    /// <param name="callback">Called once they are there; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndAccept(out byte[], out int, IAsyncResult)"/> wants.</returns>
    /// <exception cref="InvalidOperationException">The socket does not listen.</exception>
    public IAsyncResult BeginAccept(int receiveSize, AsyncCallback? callback, object? state) =>
        BeginAccept(null, receiveSize, callback, state);

    /// <inheritdoc cref="BeginAccept(int, AsyncCallback, object)"/>
    /// <param name="acceptSocket">What takes the connection over; null for a new socket.</param>
    /// <param name="receiveSize">At most so many bytes, from 0, which is not to receive.</param>
    /// <param name="callback">Called once they are there; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    public IAsyncResult BeginAccept(GreenSocket? acceptSocket, int receiveSize, AsyncCallback? callback, object? state)
    {
        CheckAccept();
        return PendingCall<(GreenSocket, byte[], int)>.Begin(AcceptAndReceiveAsync(acceptSocket, receiveSize), callback, state);
    }

    /// <summary>Ends an accept.</summary>
    /// <param name="asyncResult">What <see cref="BeginAccept(AsyncCallback, object)"/> gave.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">It is nothing of the kind.</exception>
    /// <exception cref="SocketException">The accept has failed; OperationAborted: the socket was closed meanwhile.</exception>
    /// <exception cref="BlockingSwitchOutException">It has not ended, and this is an async greenlet or an actor of a
    /// hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public GreenSocket EndAccept(IAsyncResult asyncResult) =>
        PendingCall<GreenSocket>.End(asyncResult, "GreenSocket.EndAccept", nameof(AcceptAsync));

    /// <summary>Ends an accept that received.</summary>
    /// <param name="buffer">What was received.</param>
    /// <param name="asyncResult">What <see cref="BeginAccept(int, AsyncCallback, object)"/> gave.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">It is nothing of the kind.</exception>
    /// <exception cref="SocketException">The accept or the receive has failed.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public GreenSocket EndAccept(out byte[] buffer, IAsyncResult asyncResult)
    {
        GreenSocket accepted = EndAccept(out byte[] whole, out int bytes, asyncResult);
        buffer = whole[..bytes];
        return accepted;
    }

    /// <summary>Ends an accept that received.</summary>
    /// <param name="buffer">What was received, and room that is left.</param>
    /// <param name="bytesTransferred">How much of it was received.</param>
    /// <param name="asyncResult">What <see cref="BeginAccept(int, AsyncCallback, object)"/> gave.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ArgumentException">It is nothing of the kind.</exception>
    /// <exception cref="SocketException">The accept or the receive has failed.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public GreenSocket EndAccept(out byte[] buffer, out int bytesTransferred, IAsyncResult asyncResult)
    {
        (GreenSocket accepted, buffer, bytesTransferred) =
            PendingCall<(GreenSocket, byte[], int)>.End(asyncResult, "GreenSocket.EndAccept", nameof(AcceptAsync));
        return accepted;
    }

    /// <summary>Begins to connect to an end point.</summary>
    /// <param name="remoteEP">As for <see cref="ConnectAsync(EndPoint)"/>.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndConnect"/> wants.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="remoteEP"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The socket listens.</exception>
    public IAsyncResult BeginConnect(EndPoint remoteEP, AsyncCallback? callback, object? state) =>
        Begun(ConnectAsync(remoteEP), callback, state);

    /// <summary>Begins to connect to a host by name.</summary>
    /// <param name="host">A name, or an address in its text form.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndConnect"/> wants.</returns>
    public IAsyncResult BeginConnect(string host, int port, AsyncCallback? requestCallback, object? state) =>
        Begun(ConnectAsync(host, port), requestCallback, state);

    /// <summary>Begins to connect to an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndConnect"/> wants.</returns>
    /// <exception cref="NotSupportedException">The address is of a family that the socket does not speak.</exception>
    public IAsyncResult BeginConnect(IPAddress address, int port, AsyncCallback? requestCallback, object? state)
    {
        CheckConnect(address, port);
        CheckSpeaks(address.AddressFamily);
        return Begun(ConnectAsync(address, port), requestCallback, state);
    }

    /// <summary>Begins to connect to the first of several addresses that takes it.</summary>
    /// <param name="addresses">The addresses, at least one that the socket speaks.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndConnect"/> wants.</returns>
    public IAsyncResult BeginConnect(IPAddress[] addresses, int port, AsyncCallback? requestCallback, object? state) =>
        Begun(ConnectAsync(addresses, port), requestCallback, state);

    /// <summary>Ends a connect.</summary>
    /// <param name="asyncResult">What a <c>BeginConnect</c> gave.</param>
    /// <exception cref="ArgumentException">It is nothing of the kind.</exception>
    /// <exception cref="SocketException">The connect has failed.</exception>
    /// <exception cref="BlockingSwitchOutException">It has not ended, and this is an async greenlet or an actor of a
    /// hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public void EndConnect(IAsyncResult asyncResult) =>
        PendingCall<bool>.End(asyncResult, "GreenSocket.EndConnect", nameof(ConnectAsync));

    /// <summary>Begins to disconnect.</summary>
    /// <param name="reuseSocket">Whether the socket is to connect again.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndDisconnect"/> wants.</returns>
    public IAsyncResult BeginDisconnect(bool reuseSocket, AsyncCallback? callback, object? state) =>
        Begun(DisconnectAsync(reuseSocket).AsTask(), callback, state);

    /// <summary>Ends a disconnect.</summary>
    /// <param name="asyncResult">What <see cref="BeginDisconnect"/> gave.</param>
    /// <exception cref="ArgumentException">It is nothing of the kind.</exception>
    /// <exception cref="SocketException">NotConnected.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public void EndDisconnect(IAsyncResult asyncResult) =>
        PendingCall<bool>.End(asyncResult, "GreenSocket.EndDisconnect", nameof(DisconnectAsync));

    private static IAsyncResult Begun(Task task, AsyncCallback? callback, object? state) =>
        PendingCall<bool>.Begin(
            task.IsCompletedSuccessfully ? Task.FromResult(true) : DoneAsync(new ValueTask(task)).AsTask(), callback, state);

    private async Task<(GreenSocket Accepted, byte[] Buffer, int Bytes)> AcceptAndReceiveAsync(GreenSocket? acceptSocket, int receiveSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(receiveSize);
        GreenSocket accepted = await AcceptAsync(acceptSocket);
        try
        {
            byte[] buffer = new byte[receiveSize];
            return (accepted, buffer, receiveSize == 0 ? 0 : await accepted.ReceiveAsync(buffer.AsMemory()));
        }
        catch
        {
            accepted.Dispose();
            throw;
        }
    }
}
