using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Multicast groups. None of it parks.</content>
public partial class GreenUdpClient
{
    /// <summary>Joins a multicast group, on an interface of the system's choice.</summary>
    /// <param name="multicastAddr">The group, of the client's family.</param>
    /// <exception cref="ArgumentNullException">The group is null.</exception>
    /// <exception cref="ArgumentException">The group is of another family.</exception>
    /// <exception cref="SocketException">InvalidArgument: that is no group; AddressAlreadyInUse: joined before …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub than the socket's.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7), IP_ADD_MEMBERSHIP</seealso>
    public void JoinMulticastGroup(IPAddress multicastAddr)
    {
        GreenSocket client = Open;
        CheckGroup(multicastAddr);
        SetMembership(client, SocketOptionName.AddMembership, multicastAddr);
    }

    /// <summary>Joins an IPv4 multicast group, on the interface with an address.</summary>
    /// <param name="multicastAddr">The group.</param>
    /// <param name="localAddress">An address of the interface.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="SocketException">OperationNotSupported: an IPv6 client; use
    /// <see cref="JoinMulticastGroup(int, IPAddress)"/>. InvalidArgument, NoSuchDevice …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub than the socket's.</exception>
    public void JoinMulticastGroup(IPAddress multicastAddr, IPAddress localAddress)
    {
        GreenSocket client = Open;
        Only(AddressFamily.InterNetwork, client);
        client.SetSocketOption(
            SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(multicastAddr, localAddress));
    }

    /// <summary>Joins an IPv6 multicast group, on an interface by its number.</summary>
    /// <param name="ifindex">The interface, from 0 for one of the system's choice.</param>
    /// <param name="multicastAddr">The group.</param>
    /// <exception cref="ArgumentNullException">The group is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="SocketException">OperationNotSupported: an IPv4 client; use
    /// <see cref="JoinMulticastGroup(IPAddress, IPAddress)"/>. InvalidArgument, NoSuchDevice …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub than the socket's.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7), IPV6_ADD_MEMBERSHIP</seealso>
    public void JoinMulticastGroup(int ifindex, IPAddress multicastAddr) =>
        SetMembership(SocketOptionName.AddMembership, multicastAddr, ifindex);

    /// <summary>Joins a multicast group, and says how far what is sent to one may go.</summary>
    /// <param name="multicastAddr">The group, of the client's family.</param>
    /// <param name="timeToLive">In hops, 0 to 255.</param>
    /// <exception cref="ArgumentNullException">The group is null.</exception>
    /// <exception cref="ArgumentException">The group is of another family.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many hops.</exception>
    /// <exception cref="SocketException">As for <see cref="JoinMulticastGroup(IPAddress)"/>.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub than the socket's.</exception>
    public void JoinMulticastGroup(IPAddress multicastAddr, int timeToLive)
    {
        GreenSocket client = Open;
        ArgumentNullException.ThrowIfNull(multicastAddr);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeToLive, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeToLive, 255);
        JoinMulticastGroup(multicastAddr);
        SocketOptionLevel level = _family == AddressFamily.InterNetwork ? SocketOptionLevel.IP : SocketOptionLevel.IPv6;
        client.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, timeToLive);
    }

    /// <summary>Leaves a multicast group.</summary>
    /// <param name="multicastAddr">The group, of the client's family.</param>
    /// <exception cref="ArgumentNullException">The group is null.</exception>
    /// <exception cref="ArgumentException">The group is of another family.</exception>
    /// <exception cref="SocketException">AddressNotAvailable: it was not joined …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub than the socket's.</exception>
    public void DropMulticastGroup(IPAddress multicastAddr)
    {
        GreenSocket client = Open;
        CheckGroup(multicastAddr);
        SetMembership(client, SocketOptionName.DropMembership, multicastAddr);
    }

    /// <summary>Leaves an IPv6 multicast group, on an interface by its number.</summary>
    /// <param name="multicastAddr">The group.</param>
    /// <param name="ifindex">The interface, from 0.</param>
    /// <exception cref="ArgumentNullException">The group is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="SocketException">OperationNotSupported: an IPv4 client. AddressNotAvailable: it was not joined …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub than the socket's.</exception>
    public void DropMulticastGroup(IPAddress multicastAddr, int ifindex) =>
        SetMembership(SocketOptionName.DropMembership, multicastAddr, ifindex);

    private void SetMembership(GreenSocket client, SocketOptionName name, IPAddress group)
    {
        if (_family == AddressFamily.InterNetwork)
        {
            client.SetSocketOption(SocketOptionLevel.IP, name, new MulticastOption(group));
        }
        else
        {
            client.SetSocketOption(SocketOptionLevel.IPv6, name, new IPv6MulticastOption(group));
        }
    }

    private void SetMembership(SocketOptionName name, IPAddress multicastAddr, int ifindex)
    {
        GreenSocket client = Open;
        ArgumentNullException.ThrowIfNull(multicastAddr);
        ArgumentOutOfRangeException.ThrowIfNegative(ifindex);
        Only(AddressFamily.InterNetworkV6, client);
        if (multicastAddr.AddressFamily != AddressFamily.InterNetworkV6)
        {
            throw new SocketException((int)SocketError.InvalidArgument, $"{multicastAddr} is no IPv6 group.");
        }

        client.SetSocketOption(SocketOptionLevel.IPv6, name, new IPv6MulticastOption(multicastAddr, ifindex));
    }

    private void CheckGroup(IPAddress multicastAddr)
    {
        ArgumentNullException.ThrowIfNull(multicastAddr);
        if (multicastAddr.AddressFamily != _family)
        {
            throw new ArgumentException(
                $"The group {multicastAddr} is not of this client's family, {_family}.", nameof(multicastAddr));
        }
    }

    private void Only(AddressFamily family, GreenSocket client)
    {
        if (_family != family)
        {
            throw new SocketException(
                (int)SocketError.OperationNotSupported, $"Join or leave group, {client}: this form is for {family} alone.");
        }
    }
}
