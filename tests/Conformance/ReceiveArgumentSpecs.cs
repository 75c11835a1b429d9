using System.Net.Sockets;

namespace Conformance;

public class ReceiveArgumentSpecs
{
    private static readonly byte[] Four = new byte[4];

    [Theory, Places]
    public void A_null_buffer_is_named(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With<ArgumentNullException>("buffer", () => pair.Server.Receive((byte[])null!, 0, 0, SocketFlags.None));
        Fails.With<ArgumentNullException>("buffer", () => pair.Server.Receive((byte[])null!, 0, 0, SocketFlags.None, out _));
    });

    [Theory, Places]
    public void A_null_array_alone_is_no_buffer_at_all(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With<ArgumentNullException>("buffer", () => pair.Server.Receive((byte[])null!, SocketFlags.None));
    });

    [Theory, Places]
    public void A_null_list_is_named(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With<ArgumentNullException>("buffers", () => pair.Server.Receive((IList<ArraySegment<byte>>)null!));
        Fails.With<ArgumentNullException>("buffers", () => pair.Server.Receive((IList<ArraySegment<byte>>)null!, SocketFlags.None));
    });

    [Theory, Places]
    public void An_empty_list_is_refused(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With<ArgumentException>("buffers", () => pair.Server.Receive(new List<ArraySegment<byte>>()));
    });

    [Theory, Places]
    public void An_offset_outside_the_buffer_is_named(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With<ArgumentOutOfRangeException>("offset", () => pair.Server.Receive(Four, -1, 1, SocketFlags.None));
        Fails.With<ArgumentOutOfRangeException>("offset", () => pair.Server.Receive(Four, 5, 0, SocketFlags.None, out _));
    });

    [Theory, Places]
    public void A_size_outside_the_buffer_is_named(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With<ArgumentOutOfRangeException>("size", () => pair.Server.Receive(Four, 0, -1, SocketFlags.None));
        Fails.With<ArgumentOutOfRangeException>("size", () => pair.Server.Receive(Four, 0, 5, SocketFlags.None));
        Fails.With<ArgumentOutOfRangeException>("size", () => pair.Server.Receive(Four, 3, 2, SocketFlags.None, out _));
        Fails.With<ArgumentOutOfRangeException>("size", () => pair.Server.Receive(Four, 5, SocketFlags.None));
    });

    [Theory, Places]
    public void ReceiveFrom_names_what_is_wrong(Place place) => place.Run(() =>
    {
        using Socket socket = Make.BoundUdp();
        System.Net.EndPoint? none = null;
        System.Net.EndPoint any = Make.AnyPort;
        System.Net.EndPoint v6 = new System.Net.IPEndPoint(System.Net.IPAddress.IPv6Any, 0);
        Fails.With<ArgumentNullException>("buffer", () => socket.ReceiveFrom((byte[])null!, 0, 0, SocketFlags.None, ref any));
        Fails.With<ArgumentNullException>("remoteEP", () => socket.ReceiveFrom(Four, ref none!));
        Fails.With<ArgumentNullException>("remoteEP", () => socket.ReceiveFrom(Four.AsSpan(), ref none!));
        Fails.With<ArgumentException>("remoteEP", () => socket.ReceiveFrom(Four, ref v6));
        Fails.With<ArgumentOutOfRangeException>("offset", () => socket.ReceiveFrom(Four, 5, 0, SocketFlags.None, ref any));
        Fails.With<ArgumentOutOfRangeException>("size", () => socket.ReceiveFrom(Four, 1, 4, SocketFlags.None, ref any));
    });

    [Theory, Places]
    public void ReceiveFrom_wants_a_socket_with_an_address(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Udp();
        System.Net.EndPoint any = Make.AnyPort;
        Fails.With<InvalidOperationException>(() => socket.ReceiveFrom(Four, ref any));
    });

    [Theory, Places]
    public void ReceiveMessageFrom_names_what_is_wrong(Place place) => place.Run(() =>
    {
        using Socket socket = Make.BoundUdp();
        SocketFlags flags = SocketFlags.None;
        System.Net.EndPoint? none = null;
        System.Net.EndPoint any = Make.AnyPort;
        System.Net.EndPoint v6 = new System.Net.IPEndPoint(System.Net.IPAddress.IPv6Any, 0);
        Fails.With<ArgumentNullException>("buffer", () => socket.ReceiveMessageFrom(null!, 0, 0, ref flags, ref any, out _));
        Fails.With<ArgumentNullException>("remoteEP", () => socket.ReceiveMessageFrom(Four, ref flags, ref none!, out _));
        Fails.With<ArgumentException>("remoteEP", () => socket.ReceiveMessageFrom(Four, ref flags, ref v6, out _));
        Fails.With<ArgumentOutOfRangeException>("size", () => socket.ReceiveMessageFrom(Four, 2, 3, ref flags, ref any, out _));
    });

    [Theory, Places]
    public void Arguments_are_looked_at_before_the_connection(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With<ArgumentOutOfRangeException>("size", () => socket.Receive(Four, 0, 5, SocketFlags.None));
        Fails.With<ArgumentOutOfRangeException>("size", () => socket.Send(Four, 0, 5, SocketFlags.None));
    });

    [Theory, Places]
    public void A_closed_socket_comes_before_arguments(Place place) => place.Run(() =>
    {
        Socket socket = Make.Tcp();
        socket.Dispose();
        Fails.With<ObjectDisposedException>(() => socket.Receive(null!, 0, 0, SocketFlags.None));
        Fails.With<ObjectDisposedException>(() => socket.Send(Four, 0, 5, SocketFlags.None));
        Fails.With<ObjectDisposedException>(() => socket.Connect((string)null!, 5));
        Fails.With<ObjectDisposedException>(() => socket.Bind(null!));
    });
}
