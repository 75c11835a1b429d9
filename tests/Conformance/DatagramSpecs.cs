using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class DatagramSpecs
{
    [Theory, Places]
    public void All_shapes_send_and_receive(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        byte[] four = Make.Bytes(4);
        EndPoint to = server.LocalEndPoint!;
        byte[] buffer = new byte[8];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        Assert.Equal(4, client.SendTo(four, to));
        Assert.Equal(4, server.ReceiveFrom(buffer, ref from)); // each in its turn, because datagrams may overtake each other
        Assert.Equal(client.LocalEndPoint, from);
        Assert.Equal(3, client.SendTo(four, 1, 3, SocketFlags.None, to));
        Assert.Equal(3, server.ReceiveFrom(buffer, 1, 4, SocketFlags.None, ref from));
        Assert.Equal([1, 2, 3, 4, 0], buffer[..5]);
        Assert.Equal(2, client.SendTo(four, 2, SocketFlags.None, to));
        Assert.Equal(2, server.ReceiveFrom(buffer, 8, SocketFlags.None, ref from));
        Assert.Equal(4, client.SendTo(four, SocketFlags.None, to));
        Assert.Equal(4, server.ReceiveFrom(buffer, SocketFlags.None, ref from));
        Assert.Equal(1, client.SendTo(four.AsSpan(3), to));
        Assert.Equal(1, server.ReceiveFrom(buffer.AsSpan(), ref from));
        Assert.Equal(4, buffer[0]);
        Assert.Equal(2, client.SendTo(four.AsSpan(2), SocketFlags.None, to));
        Assert.Equal(2, server.ReceiveFrom(buffer.AsSpan(), SocketFlags.None, ref from));
        Assert.Equal(client.LocalEndPoint, from);
    });

    [Theory, Places]
    public void It_waits_for_a_datagram(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        Started<EndPoint> receiver = place.Start(() =>
        {
            EndPoint from = Make.AnyPort;
            Assert.Equal(1, server.ReceiveFrom(new byte[4], ref from));
            return from;
        }).Blocked();
        client.SendTo([1], server.LocalEndPoint!);
        Assert.Equal(client.LocalEndPoint, receiver.Join());
    });

    [Theory, Places]
    public void What_does_not_fit_is_cut_off(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.Udp();
        client.SendTo(Make.Bytes(5), server.LocalEndPoint!);
        byte[] buffer = new byte[3];
        EndPoint from = Make.AnyPort;
        Assert.Equal(3, server.ReceiveFrom(buffer, ref from));
        client.SendTo([9], server.LocalEndPoint!);
        Assert.Equal(1, server.ReceiveFrom(buffer, ref from));
        Assert.Equal([9, 2, 3], buffer);
    });

    [Theory, Places]
    public void ReceiveMessageFrom_tells_that_it_was_cut_off(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        server.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.PacketInformation, true); // from the first datagram on
        client.SendTo(Make.Bytes(5), server.LocalEndPoint!);
        byte[] buffer = new byte[3];
        EndPoint from = Make.AnyPort;
        SocketFlags flags = SocketFlags.None;
        Assert.Equal(3, server.ReceiveMessageFrom(buffer, 0, 3, ref flags, ref from, out IPPacketInformation information));
        Assert.Equal(SocketFlags.Truncated, flags);
        Assert.Equal(client.LocalEndPoint, from);
        Assert.Equal(IPAddress.Loopback, information.Address);
        Assert.NotEqual(0, information.Interface);
    });

    [Theory, Places]
    public void ReceiveMessageFrom_a_whole_datagram(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        client.SendTo(Make.Bytes(3), server.LocalEndPoint!);
        byte[] buffer = new byte[3];
        EndPoint from = Make.AnyPort;
        SocketFlags flags = SocketFlags.None;
        Assert.Equal(3, server.ReceiveMessageFrom(buffer.AsSpan(), ref flags, ref from, out _));
        Assert.Equal(SocketFlags.None, flags);
        Assert.Equal(Make.Bytes(3), buffer);
    });

    [Theory, Places]
    public void Peek_leaves_the_datagram(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        client.SendTo(Make.Bytes(3), server.LocalEndPoint!);
        EndPoint from = Make.AnyPort;
        Assert.Equal(2, server.ReceiveFrom(new byte[2], SocketFlags.Peek, ref from));
        Assert.Equal(3, server.ReceiveFrom(new byte[4], ref from));
    });

    [Theory, Places]
    public void An_empty_datagram_is_one(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        Assert.Equal(0, client.SendTo(Array.Empty<byte>(), server.LocalEndPoint!));
        EndPoint from = Make.AnyPort;
        Assert.Equal(0, server.ReceiveFrom(new byte[4], ref from));
        Assert.Equal(client.LocalEndPoint, from);
        client.SendTo([1], server.LocalEndPoint!);
        Assert.Equal(1, server.ReceiveFrom(new byte[4], ref from));
    });

    [Theory, Places]
    public void A_datagram_that_is_too_long_is_MessageSize(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.Udp();
        Fails.With(SocketError.MessageSize, () => client.SendTo(new byte[66_000], server.LocalEndPoint!));
    });

    [Theory, Places]
    public void Addresses_can_be_kept_in_a_SocketAddress(Place place) => place.Run(() =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        client.SendTo([1], SocketFlags.None, server.LocalEndPoint!.Serialize());
        var from = new SocketAddress(AddressFamily.InterNetwork);
        Assert.Equal(1, server.ReceiveFrom(new byte[4], SocketFlags.None, from));
        Assert.Equal(client.LocalEndPoint, new IPEndPoint(0, 0).Create(from));
    });

    [Theory, Places]
    public void Connected_sockets_send_and_receive(Place place) => place.Run(() =>
    {
        using var pair = Pair.Udp();
        byte[] buffer = new byte[4];
        Assert.Equal(2, pair.Client.Send([1, 2]));
        Assert.Equal(2, pair.Server.Receive(buffer));
        Assert.Equal(1, pair.Client.Send(Make.List(new byte[] { 3 })));
        Assert.Equal(1, pair.Server.Receive(buffer));
        Assert.Equal(3, buffer[0]);
    });

    [Theory, Places]
    public void A_connected_socket_hears_its_peer_alone(Place place) => place.Run(() =>
    {
        using var pair = Pair.Udp();
        using Socket stranger = Make.Udp();
        stranger.SendTo([1], pair.Server.LocalEndPoint!);
        pair.Client.Send([2]);
        byte[] buffer = new byte[4];
        Assert.Equal(1, pair.Server.Receive(buffer));
        Assert.Equal(2, buffer[0]);
        Assert.False(pair.Server.Poll(0, SelectMode.SelectRead));
    });

    [Theory, Places]
    public void A_connected_socket_can_send_elsewhere_all_the_same(Place place) => place.Run(() =>
    {
        using var pair = Pair.Udp();
        using Socket other = Make.BoundUdp();
        Assert.Equal(1, pair.Client.SendTo([7], other.LocalEndPoint!));
        EndPoint from = Make.AnyPort;
        Assert.Equal(1, other.ReceiveFrom(new byte[4], ref from));
        Assert.Equal(pair.Client.LocalEndPoint, from);
    });

    [Theory, Places]
    public void A_datagram_socket_connects_anew(Place place) => place.Run(() =>
    {
        using Socket one = Make.BoundUdp();
        using Socket two = Make.BoundUdp();
        using Socket client = Make.Udp();
        client.Connect(one.LocalEndPoint!);
        client.Connect(two.LocalEndPoint!);
        client.Send([1]);
        Assert.Equal(1, two.Receive(new byte[4]));
        Assert.Equal(two.LocalEndPoint, client.RemoteEndPoint);
    });

    [Theory, Places]
    public void Nobody_there_is_told_by_the_next_call(Place place) => place.Run(() =>
    {
        using Socket client = Make.Udp();
        using Socket deaf = Make.BoundUdp();
        deaf.Connect(deaf.LocalEndPoint!); // so it hears itself alone
        client.Connect(deaf.LocalEndPoint!);
        client.Send([1]);
        Fails.With(SocketError.ConnectionRefused, () => client.Receive(new byte[1]));
    });

    [Theory, Places]
    public void A_send_without_an_address_fails(Place place) => place.Run(() =>
    {
        using Socket client = Make.Udp();
        Fails.With(SocketError.DestinationAddressRequired, () => client.Send([1]));
    });

    [Theory, Places]
    public void An_address_of_another_family_fails(Place place) => place.Run(() =>
    {
        using Socket client = Make.Udp();
        Fails.With(SocketError.AddressFamilyNotSupported, () => client.SendTo([1], new IPEndPoint(IPAddress.IPv6Loopback, 1)));
    });

    [Theory, Places]
    public void The_dual_mode_sends_to_and_hears_from_both(Place place) => place.Run(() =>
    {
        using Socket server = new(SocketType.Dgram, ProtocolType.Udp);
        server.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        using Socket client = Make.BoundUdp();
        client.SendTo([1], new IPEndPoint(IPAddress.Loopback, Make.PortOf(server)));
        EndPoint from = new IPEndPoint(IPAddress.IPv6Any, 0);
        Assert.Equal(1, server.ReceiveFrom(new byte[4], ref from));
        Assert.Equal(IPAddress.Loopback.MapToIPv6(), ((IPEndPoint)from).Address);
        server.SendTo([2], client.LocalEndPoint!);
        Assert.Equal(1, client.Receive(new byte[4]));
    });

    [Theory, Places]
    public void ReceiveFrom_on_a_stream_is_Receive(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send([1]);
        EndPoint from = Make.AnyPort;
        Assert.Equal(1, pair.Server.ReceiveFrom(new byte[4], ref from));
    });
}
