using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Sending, synchronously. To the peer where there is one, and then to nobody else.</content>
public partial class GreenUdpClient
{
    /// <summary>Sends a datagram to the peer.</summary>
    /// <param name="dgram">The bytes.</param>
    /// <param name="bytes">How many of them, from 0.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    /// <exception cref="InvalidOperationException">There is no peer.</exception>
    /// <exception cref="SocketException">MessageSize; ConnectionRefused (an earlier datagram reached nobody) …;
    /// TimedOut.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="SendAsync(byte[], int)"/>.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/send.2.html">send(2)</seealso>
    public int Send(byte[] dgram, int bytes)
    {
        _ = Open;
        return Send(Part(dgram, bytes));
    }

    /// <summary>Sends a datagram to the peer.</summary>
    /// <param name="datagram">The bytes.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="InvalidOperationException">There is no peer.</exception>
    /// <exception cref="SocketException">MessageSize; ConnectionRefused (an earlier datagram reached nobody) …;
    /// TimedOut.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="SendAsync(ReadOnlyMemory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public int Send(ReadOnlySpan<byte> datagram)
    {
        GreenSocket client = Open;
        if (!Active)
        {
            throw new InvalidOperationException("GreenUdpClient.Send: there is no peer. Connect to one, or say whom to send to.");
        }

        using var call = SynchronousCall.Begin("GreenUdpClient.Send", nameof(SendAsync));
        return client.Send(datagram);
    }

    /// <summary>Sends a datagram to an end point.</summary>
    /// <param name="dgram">The bytes.</param>
    /// <param name="bytes">How many of them, from 0.</param>
    /// <param name="endPoint">Whom to; null for the peer.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    /// <exception cref="InvalidOperationException">There is a peer, and another was asked for.</exception>
    /// <exception cref="SocketException">MessageSize, DestinationAddressRequired, NetworkUnreachable …; TimedOut.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="SendAsync(byte[], int, IPEndPoint)"/>.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/sendto.2.html">sendto(2)</seealso>
    public int Send(byte[] dgram, int bytes, IPEndPoint? endPoint)
    {
        _ = Open;
        return Send(Part(dgram, bytes), endPoint);
    }

    /// <summary>Sends a datagram to an end point.</summary>
    /// <param name="datagram">The bytes.</param>
    /// <param name="endPoint">Whom to; null for the peer.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="InvalidOperationException">There is a peer, and another was asked for.</exception>
    /// <exception cref="SocketException">MessageSize, DestinationAddressRequired, NetworkUnreachable …; TimedOut.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="SendAsync(ReadOnlyMemory{byte}, IPEndPoint, CancellationToken)"/>.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public int Send(ReadOnlySpan<byte> datagram, IPEndPoint? endPoint)
    {
        GreenSocket client = Open;
        RefuseOthersThanPeer(endPoint is not null);
        using var call = SynchronousCall.Begin("GreenUdpClient.Send", nameof(SendAsync));
        AllowBroadcastTo(endPoint);
        return endPoint is null ? client.Send(datagram) : client.SendTo(datagram, endPoint);
    }

    /// <summary>Sends a datagram to a host: to its first address of the client's family.</summary>
    /// <param name="dgram">The bytes.</param>
    /// <param name="bytes">How many of them, from 0.</param>
    /// <param name="hostname">A name, or an address in text form; null for the peer.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many; the port is none.</exception>
    /// <exception cref="ArgumentException">The host has no address of the client's family.</exception>
    /// <exception cref="InvalidOperationException">There is a peer, and another was asked for.</exception>
    /// <exception cref="SocketException">HostNotFound, MessageSize, DestinationAddressRequired, NetworkUnreachable …;
    /// TimedOut.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="SendAsync(byte[], int, string, int)"/>.</exception>
    /// <remarks>Parks while the name is looked up, and while the kernel's send buffer is full.</remarks>
    public int Send(byte[] dgram, int bytes, string? hostname, int port)
    {
        _ = Open;
        ReadOnlySpan<byte> datagram = Part(dgram, bytes);
        RefuseOthersThanPeer(hostname is not null || port != 0);
        return SendToHost(datagram, hostname, port);
    }

    /// <summary>Sends a datagram to a host: to its first address of the client's family.</summary>
    /// <param name="datagram">The bytes.</param>
    /// <param name="hostname">A name, or an address in text form; null for the peer.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <returns>Their count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="ArgumentException">The host has no address of the client's family.</exception>
    /// <exception cref="InvalidOperationException">There is a peer, and another was asked for.</exception>
    /// <exception cref="SocketException">HostNotFound, MessageSize, DestinationAddressRequired, NetworkUnreachable …;
    /// TimedOut.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="SendAsync(ReadOnlyMemory{byte}, string, int, CancellationToken)"/>.</exception>
    /// <remarks>Parks while the name is looked up, and while the kernel's send buffer is full.</remarks>
    public int Send(ReadOnlySpan<byte> datagram, string? hostname, int port)
    {
        _ = Open;
        RefuseOthersThanPeer(hostname is not null || port != 0);
        return SendToHost(datagram, hostname, port);
    }

    private int SendToHost(ReadOnlySpan<byte> datagram, string? hostname, int port)
    {
        if (hostname is null)
        {
            return Send(datagram, endPoint: null);
        }

        Port.Check(port);
        using var call = SynchronousCall.Begin("GreenUdpClient.Send", nameof(SendAsync));
        return Send(datagram, new IPEndPoint(call.Wait(AddressAsync(hostname, CancellationToken.None)), port));
    }

    private static ReadOnlySpan<byte> Part(byte[] dgram, int size)
    {
        ArgumentNullException.ThrowIfNull(dgram);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)size, (uint)dgram.Length, nameof(size));
        return dgram.AsSpan(0, size);
    }

    private void RefuseOthersThanPeer(bool others)
    {
        if (Active && others)
        {
            throw new InvalidOperationException("GreenUdpClient.Send: there is a peer, and a connected socket sends to nobody else.");
        }
    }
}
