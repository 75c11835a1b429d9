using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>The one peer that a client may have. It can be changed.</content>
public partial class GreenUdpClient
{
    /// <summary>Gives the client a peer: it sends to nobody else, and receives from nobody else.</summary>
    /// <param name="endPoint">The peer. A broadcast address sets <see cref="EnableBroadcast"/>.</param>
    /// <exception cref="ArgumentNullException">The end point is null.</exception>
    /// <exception cref="SocketException">NetworkUnreachable, AddressFamilyNotSupported …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await <see cref="Client"/>'s
    /// ConnectAsync.</exception>
    /// <remarks>Does not park for long: nobody is asked.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/connect.2.html">connect(2)</seealso>
    public void Connect(IPEndPoint endPoint)
    {
        GreenSocket client = Open;
        ArgumentNullException.ThrowIfNull(endPoint);
        using var call = SynchronousCall.Begin("GreenUdpClient.Connect", "Client.ConnectAsync");
        AllowBroadcastTo(endPoint);
        client.Connect(endPoint);
        Active = true;
    }

    /// <summary>Gives the client a peer.</summary>
    /// <param name="addr">The peer's address.</param>
    /// <param name="port">The peer's port, 0 to 65,535.</param>
    /// <exception cref="ArgumentNullException">The address is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">NetworkUnreachable, AddressFamilyNotSupported …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await <see cref="Client"/>'s
    /// ConnectAsync.</exception>
    /// <remarks>Does not park for long: nobody is asked.</remarks>
    public void Connect(IPAddress addr, int port)
    {
        _ = Open;
        ArgumentNullException.ThrowIfNull(addr);
        Port.Check(port);
        Connect(new IPEndPoint(addr, port));
    }

    /// <summary>Gives the client a peer by name: the first address of the client's family that there is a way to.</summary>
    /// <param name="hostname">A name, an address in text form, or nothing for this machine.</param>
    /// <param name="port">The peer's port, 0 to 65,535.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">HostNotFound; NotConnected: it has no address of the client's family; otherwise why
    /// the last one failed.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await <see cref="Client"/>'s
    /// ConnectAsync.</exception>
    /// <remarks>Parks while the name is looked up.</remarks>
    public void Connect(string hostname, int port)
    {
        GreenSocket client = Open;
        ArgumentNullException.ThrowIfNull(hostname);
        Port.Check(port);
        using var call = SynchronousCall.Begin("GreenUdpClient.Connect", "Client.ConnectAsync");
        SocketException? last = null;
        foreach (IPAddress address in GreenDns.GetHostAddresses(hostname).Where(one => one.AddressFamily == client.AddressFamily))
        {
            try
            {
                Connect(new IPEndPoint(address, port));
                return;
            }
            catch (SocketException e)
            {
                last = e;
            }
        }

        throw last ?? NoWayTo(hostname);
    }

    private void AllowBroadcastTo(IPEndPoint? endPoint)
    {
        if (endPoint is not null && endPoint.Address.Equals(IPAddress.Broadcast) && !EnableBroadcast)
        {
            EnableBroadcast = true;
        }
    }
}
