using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    private static readonly IPAddress GroupV6 = IPAddress.Parse("ff01::77:1"); // of the scope that stays within the machine

    // Of the scope that stays within a site. One for each kernel: a group that another socket has joined is still heard by one that
    // has left it (IP_MULTICAST_ALL).
    private IPAddress Group => IPAddress.Parse(KernelName == "linux" ? "239.255.77.1" : "239.255.77.2");

    [Fact]
    public void What_does_not_fit_is_cut_off_and_a_message_tells() => OnHub(async () =>
    {
        using GreenSocket one = BoundDatagramSocket();
        using GreenSocket two = BoundDatagramSocket();
        for (int i = 0; i < 2; i++)
        {
            await one.SendToAsync(new byte[] { 1, 2, 3, 4 }, two.LocalEndPoint!);
            await one.SendToAsync(new byte[] { 5 }, two.LocalEndPoint!);
        }

        byte[] buffer = new byte[2];
        Came(2, one.LocalEndPoint!, await two.ReceiveFromAsync(buffer));
        Assert.Equal([1, 2], buffer);
        Came(1, one.LocalEndPoint!, await two.ReceiveFromAsync(buffer));
        ReceivedMessage message = await two.ReceiveMessageAsync(buffer);
        Assert.Equal((2, SocketFlags.Truncated), (message.ReceivedBytes, message.SocketFlags & SocketFlags.Truncated));
        message = await two.ReceiveMessageAsync(buffer);
        Assert.Equal((1, SocketFlags.None), (message.ReceivedBytes, message.SocketFlags & SocketFlags.Truncated));
    });

    [Fact]
    public void Broadcast_has_to_be_asked_for() => OnHub(async () =>
    {
        using GreenSocket socket = BoundDatagramSocket();
        using GreenSocket hears = NewDatagramSocket();
        hears.Bind(new IPEndPoint(IPAddress.Any, 0));
        var all = new IPEndPoint(IPAddress.Parse("127.255.255.255"), ((IPEndPoint)hears.LocalEndPoint!).Port);
        Assert.False(socket.EnableBroadcast);

        await FailsAsync(SocketError.AccessDenied, async () => await socket.SendToAsync(new byte[1], all));

        socket.EnableBroadcast = true;
        Assert.Equal(1, await socket.SendToAsync(new byte[1], all));
        Came(1, socket.LocalEndPoint!, await hears.ReceiveFromAsync(new byte[8]));
    });

    [Fact]
    public void A_multicast_group_is_heard_from_join_to_leave() => OnHub(async () =>
    {
        using GreenSocket socket = NewDatagramSocket();
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        var membership = new MulticastOption(Group, IPAddress.Loopback);
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        var to = new IPEndPoint(Group, ((IPEndPoint)socket.LocalEndPoint!).Port);
        using GreenSocket sender = BoundDatagramSocket();
        sender.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());

        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, membership);
        await sender.SendToAsync(new byte[] { 1 }, to);
        Came(1, sender.LocalEndPoint!, await socket.ReceiveFromAsync(new byte[8]));

        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.DropMembership, membership);
        await sender.SendToAsync(new byte[] { 2, 2 }, to);
        await sender.SendToAsync(new byte[] { 3, 3, 3 }, new IPEndPoint(IPAddress.Loopback, to.Port));
        Came(3, sender.LocalEndPoint!, await socket.ReceiveFromAsync(new byte[8]));
        await FailsAsync(SocketError.AddressNotAvailable, () =>
        {
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.DropMembership, membership);
            return Task.CompletedTask;
        });
    });

    // Membership alone: Linux has no route for IPv6 multicast over its loopback interface, and nothing here goes further.
    [Fact]
    public void An_IPv6_multicast_group_is_joined_once_and_left_once() => OnHub(async () =>
    {
        using GreenSocket socket = BoundDatagramSocket(IPAddress.IPv6Loopback);
        var membership = new IPv6MulticastOption(GroupV6, LoopbackIndex());

        socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership, membership);
        await FailsAsync(SocketError.AddressAlreadyInUse, () => SetAsync(SocketOptionName.AddMembership));
        socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.DropMembership, membership);
        await FailsAsync(SocketError.AddressNotAvailable, () => SetAsync(SocketOptionName.DropMembership));

        Task SetAsync(SocketOptionName name)
        {
            socket.SetSocketOption(SocketOptionLevel.IPv6, name, membership);
            return Task.CompletedTask;
        }
    });

    [Fact]
    public void A_dual_mode_socket_hears_IPv4_from_a_mapped_address_and_answers_there() => OnHub(async () =>
    {
        using var both = new GreenSocket(SocketType.Dgram, ProtocolType.Udp);
        both.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        int port = ((IPEndPoint)both.LocalEndPoint!).Port;
        using GreenSocket four = BoundDatagramSocket();
        using GreenSocket six = BoundDatagramSocket(IPAddress.IPv6Loopback);
        var mapped = new IPEndPoint(IPAddress.Loopback.MapToIPv6(), ((IPEndPoint)four.LocalEndPoint!).Port);
        byte[] buffer = new byte[8];

        await four.SendToAsync(new byte[4], new IPEndPoint(IPAddress.Loopback, port));
        Came(4, mapped, await both.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0)));
        await six.SendToAsync(new byte[6], new IPEndPoint(IPAddress.IPv6Loopback, port));
        Came(6, six.LocalEndPoint!, await both.ReceiveFromAsync(buffer));

        await both.SendToAsync(new byte[1], mapped);
        await both.SendToAsync(new byte[2], four.LocalEndPoint!);
        var sender = new IPEndPoint(IPAddress.Loopback, port);
        Came(1, sender, await four.ReceiveFromAsync(buffer));
        Came(2, sender, await four.ReceiveFromAsync(buffer));
    });

    [Fact]
    public void A_scope_id_comes_along_with_its_address() => OnHub(async () =>
    {
        if (KernelName == "simulated")
        {
            return; // it has neither this machine's addresses nor scopes
        }

        // The machine's own link-local address, where it has one: what is sent to it does not leave the machine.
        IPAddress address = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(candidate => candidate.IsIPv6LinkLocal)
            ?? new IPAddress(IPAddress.IPv6Loopback.GetAddressBytes(), LoopbackIndex());
        using GreenSocket one = BoundDatagramSocket(address);
        using GreenSocket two = BoundDatagramSocket(address);

        await one.SendToAsync(new byte[1], two.LocalEndPoint!);
        SocketReceiveFromResult came = await two.ReceiveFromAsync(new byte[8]);

        Came(1, one.LocalEndPoint!, came);
        long expected = address.IsIPv6LinkLocal ? address.ScopeId : 0; // a loopback address needs no scope, and gets none
        Assert.Equal(expected, ((IPEndPoint)came.RemoteEndPoint).Address.ScopeId);
        await two.SendToAsync(new byte[2], came.RemoteEndPoint);
        Assert.Equal(2, (await one.ReceiveFromAsync(new byte[8])).ReceivedBytes);
    });

    private static int LoopbackIndex() => NetworkInterface.IPv6LoopbackInterfaceIndex;
}
