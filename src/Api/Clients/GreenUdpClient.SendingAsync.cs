using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Sending, awaitably.</content>
public partial class GreenUdpClient
{
    /// <summary>Sends a datagram to the peer.</summary>
    /// <param name="datagram">The bytes, which must not change until the call has ended.</param>
    /// <param name="bytes">How many of them, from 0.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    /// <exception cref="SocketException">In the task: MessageSize, DestinationAddressRequired (no peer) …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public Task<int> SendAsync(byte[] datagram, int bytes) => SendAsync(datagram, bytes, endPoint: null);

    /// <summary>Sends a datagram to the peer.</summary>
    /// <param name="datagram">The bytes, which must not change until the call has ended.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="SocketException">MessageSize, DestinationAddressRequired (no peer) …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancellationToken = default) =>
        SendAsync(datagram, endPoint: null, cancellationToken);

    /// <summary>Sends a datagram to an end point.</summary>
    /// <param name="datagram">The bytes, which must not change until the call has ended.</param>
    /// <param name="bytes">How many of them, from 0.</param>
    /// <param name="endPoint">Whom to; null for the peer.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    /// <exception cref="InvalidOperationException">There is a peer, and another was asked for.</exception>
    /// <exception cref="SocketException">In the task: MessageSize, NetworkUnreachable …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public Task<int> SendAsync(byte[] datagram, int bytes, IPEndPoint? endPoint)
    {
        _ = Open;
        return SendAsync(Memory(datagram, bytes), endPoint).AsTask();
    }

    /// <summary>Sends a datagram to an end point.</summary>
    /// <param name="datagram">The bytes, which must not change until the call has ended.</param>
    /// <param name="endPoint">Whom to; null for the peer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="InvalidOperationException">There is a peer, and another was asked for.</exception>
    /// <exception cref="SocketException">MessageSize, NetworkUnreachable …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public ValueTask<int> SendAsync(
        ReadOnlyMemory<byte> datagram, IPEndPoint? endPoint, CancellationToken cancellationToken = default)
    {
        GreenSocket client = Open;
        RefuseOthersThanPeer(endPoint is not null);
        AllowBroadcastTo(endPoint);
        return endPoint is null
            ? client.SendAsync(datagram, SocketFlags.None, cancellationToken)
            : client.SendToAsync(datagram, SocketFlags.None, endPoint, cancellationToken);
    }

    /// <summary>Sends a datagram to a host: to its first address of the client's family.</summary>
    /// <param name="datagram">The bytes, which must not change until the call has ended.</param>
    /// <param name="bytes">How many of them, from 0.</param>
    /// <param name="hostname">A name, or an address in text form; null for the peer.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many; the port is none.</exception>
    /// <exception cref="ArgumentException">In the task: the host has no address of the client's family.</exception>
    /// <exception cref="InvalidOperationException">There is a peer, and another was asked for.</exception>
    /// <exception cref="SocketException">In the task: HostNotFound, MessageSize, NetworkUnreachable …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks while the name is looked up, and while the kernel's send buffer is full.</remarks>
    public Task<int> SendAsync(byte[] datagram, int bytes, string? hostname, int port)
    {
        _ = Open;
        return SendAsync(Memory(datagram, bytes), hostname, port).AsTask();
    }

    /// <summary>Sends a datagram to a host: to its first address of the client's family.</summary>
    /// <param name="datagram">The bytes, which must not change until the call has ended.</param>
    /// <param name="hostname">A name, or an address in text form; null for the peer.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="ArgumentException">The host has no address of the client's family.</exception>
    /// <exception cref="InvalidOperationException">There is a peer, and another was asked for.</exception>
    /// <exception cref="SocketException">HostNotFound, MessageSize, NetworkUnreachable …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks while the name is looked up, and while the kernel's send buffer is full.</remarks>
    public ValueTask<int> SendAsync(
        ReadOnlyMemory<byte> datagram, string? hostname, int port, CancellationToken cancellationToken = default)
    {
        _ = Open;
        RefuseOthersThanPeer(hostname is not null || port != 0);
        if (hostname is null)
        {
            return SendAsync(datagram, endPoint: null, cancellationToken);
        }

        Port.Check(port);
        return SendToHostAsync(datagram, hostname, port, cancellationToken);
    }

    /// <summary>Begins <see cref="Send(byte[], int)"/>.</summary>
    /// <param name="datagram">The bytes, which must not change until the call has ended.</param>
    /// <param name="bytes">How many of them, from 0.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="ArgumentException">There are no such bytes.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Does not park.</remarks>
    public IAsyncResult BeginSend(byte[] datagram, int bytes, AsyncCallback? requestCallback, object? state) =>
        BegunCall.Begin(SendAsync(datagram, bytes), requestCallback, state);

    /// <summary>Begins <see cref="Send(byte[], int, IPEndPoint)"/>.</summary>
    /// <param name="datagram">The bytes, which must not change until the call has ended.</param>
    /// <param name="bytes">How many of them, from 0.</param>
    /// <param name="endPoint">Whom to; null for the peer.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="ArgumentException">There are no such bytes.</exception>
    /// <exception cref="InvalidOperationException">There is a peer, and another was asked for.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Does not park.</remarks>
    public IAsyncResult BeginSend(byte[] datagram, int bytes, IPEndPoint? endPoint, AsyncCallback? requestCallback, object? state) =>
        BegunCall.Begin(SendAsync(datagram, bytes, endPoint), requestCallback, state);

    /// <summary>Begins <see cref="Send(byte[], int, string, int)"/>.</summary>
    /// <param name="datagram">The bytes, which must not change until the call has ended.</param>
    /// <param name="bytes">How many of them, from 0.</param>
    /// <param name="hostname">A name, or an address in text form; null for the peer.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="ArgumentException">There are no such bytes, or the port is none.</exception>
    /// <exception cref="InvalidOperationException">There is a peer, and another was asked for.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Does not park.</remarks>
    public IAsyncResult BeginSend(
        byte[] datagram, int bytes, string? hostname, int port, AsyncCallback? requestCallback, object? state) =>
        BegunCall.Begin(SendAsync(datagram, bytes, hostname, port), requestCallback, state);

    /// <summary>Ends a BeginSend.</summary>
    /// <param name="asyncResult">What it gave.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentException">The result is another member's, or null.</exception>
    /// <exception cref="SocketException">Why it failed.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">The send has not ended, and here nothing may wait.</exception>
    /// <remarks>Parks until the send has ended.</remarks>
    public int EndSend(IAsyncResult asyncResult)
    {
        _ = Open;
        return BegunCall.End<int>(asyncResult, "GreenUdpClient.EndSend", nameof(SendAsync));
    }

    private async ValueTask<int> SendToHostAsync(
        ReadOnlyMemory<byte> datagram, string hostname, int port, CancellationToken cancellationToken)
    {
        IPAddress address = await AddressAsync(hostname, cancellationToken);
        return await SendAsync(datagram, new IPEndPoint(address, port), cancellationToken);
    }

    private async ValueTask<IPAddress> AddressAsync(string hostname, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await GreenDns.GetHostAddressesAsync(hostname, cancellationToken);
        return addresses.FirstOrDefault(one => one.AddressFamily == _family) ?? throw new ArgumentException(
            $"'{hostname}' has no address of this client's family, {_family}.", nameof(hostname));
    }

    private static ReadOnlyMemory<byte> Memory(byte[] datagram, int bytes)
    {
        ArgumentNullException.ThrowIfNull(datagram);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bytes, (uint)datagram.Length, nameof(bytes));
        return datagram.AsMemory(0, bytes);
    }
}
