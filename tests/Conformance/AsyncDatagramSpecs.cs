using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class AsyncDatagramSpecs
{
    [Theory, Places]
    public void All_shapes_send_and_receive(Place place) => place.Run(async () =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        EndPoint to = server.LocalEndPoint!;
        byte[] three = Make.Bytes(3);
        byte[] buffer = new byte[8];
        Assert.Equal(3, await client.SendToAsync(three.AsMemory(), to));
        SocketReceiveFromResult result = await server.ReceiveFromAsync(buffer.AsMemory(), Make.AnyPort);
        Assert.Equal((3, client.LocalEndPoint), (result.ReceivedBytes, result.RemoteEndPoint));
        Assert.Equal(2, await client.SendToAsync(three.AsMemory(1), SocketFlags.None, to)); // only now: datagrams may overtake each other
        result = await server.ReceiveFromAsync(buffer.AsMemory(), SocketFlags.None, Make.AnyPort);
        Assert.Equal((2, client.LocalEndPoint), (result.ReceivedBytes, result.RemoteEndPoint));
        Assert.Equal([2, 3], buffer[..2]);
        Assert.Equal(1, await client.SendToAsync(new ArraySegment<byte>(three, 2, 1), to));
        result = await server.ReceiveFromAsync(new ArraySegment<byte>(buffer), Make.AnyPort);
        Assert.Equal((1, client.LocalEndPoint), (result.ReceivedBytes, result.RemoteEndPoint));
        Assert.Equal(3, await client.SendToAsync(new ArraySegment<byte>(three), SocketFlags.None, to));
        result = await server.ReceiveFromAsync(new ArraySegment<byte>(buffer), SocketFlags.None, Make.AnyPort);
        Assert.Equal((3, client.LocalEndPoint), (result.ReceivedBytes, result.RemoteEndPoint));
        Assert.Equal(3, await client.SendToAsync(three.AsMemory(), SocketFlags.None, to.Serialize()));
        var from = new SocketAddress(AddressFamily.InterNetwork);
        Assert.Equal(3, await server.ReceiveFromAsync(buffer.AsMemory(), SocketFlags.None, from));
        Assert.Equal(client.LocalEndPoint, new IPEndPoint(0, 0).Create(from));
    });

    [Theory, Places]
    public void A_receive_waits_for_a_datagram(Place place) => place.Run(async () =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        Task<SocketReceiveFromResult> receiving = server.ReceiveFromAsync(new byte[4].AsMemory(), Make.AnyPort).AsTask();
        Assert.False(receiving.IsCompleted);
        await client.SendToAsync(new byte[1].AsMemory(), server.LocalEndPoint!);
        Assert.Equal(client.LocalEndPoint, (await receiving).RemoteEndPoint);
    });

    [Theory, Places]
    public void ReceiveMessageFrom_tells_that_it_was_cut_off(Place place) => place.Run(async () =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        await client.SendToAsync(Make.Bytes(5).AsMemory(), server.LocalEndPoint!);
        SocketReceiveMessageFromResult result = await server.ReceiveMessageFromAsync(new byte[3].AsMemory(), Make.AnyPort);
        Assert.Equal(3, result.ReceivedBytes);
        Assert.Equal(SocketFlags.Truncated, result.SocketFlags);
        Assert.Equal(client.LocalEndPoint, result.RemoteEndPoint);
        Assert.Equal(IPAddress.Loopback, result.PacketInformation.Address);
    });

    [Theory, Places]
    public void What_does_not_fit_is_cut_off(Place place) => place.Run(async () =>
    {
        using Socket server = Make.BoundUdp();
        using Socket client = Make.BoundUdp();
        await client.SendToAsync(Make.Bytes(5).AsMemory(), server.LocalEndPoint!);
        Assert.Equal(3, (await server.ReceiveFromAsync(new byte[3].AsMemory(), Make.AnyPort)).ReceivedBytes);
    });

    [Theory, Places]
    public void A_close_is_OperationAborted(Place place) => place.Run(async () =>
    {
        Socket server = Make.BoundUdp();
        Task<SocketReceiveFromResult> one = server.ReceiveFromAsync(new byte[4].AsMemory(), Make.AnyPort).AsTask();
        Task<SocketReceiveMessageFromResult> two = server.ReceiveMessageFromAsync(new byte[4].AsMemory(), Make.AnyPort).AsTask();
        server.Dispose();
        await Fails.WithAsync(SocketError.OperationAborted, () => one);
        await Fails.WithAsync(SocketError.OperationAborted, () => two);
    });

    [Theory, Places]
    public void A_receive_can_be_cancelled(Place place) => place.Run(async () =>
    {
        using Socket server = Make.BoundUdp();
        using var cancel = new CancellationTokenSource();
        Task<SocketReceiveFromResult> receiving = server.ReceiveFromAsync(new byte[4].AsMemory(), Make.AnyPort, cancel.Token).AsTask();
        cancel.Cancel();
        await Fails.WithAsync<OperationCanceledException>(() => receiving);
    });

    [Theory, Places]
    public void Arguments_are_named_at_the_call(Place place) => place.Run(() =>
    {
        using Socket socket = Make.BoundUdp();
        byte[] buffer = new byte[4];
        EndPoint v6 = new IPEndPoint(IPAddress.IPv6Any, 0);
        Fails.With<ArgumentNullException>("remoteEndPoint", () => _ = socket.ReceiveFromAsync(buffer.AsMemory(), null!));
        Fails.With<ArgumentException>("remoteEndPoint", () => _ = socket.ReceiveFromAsync(buffer.AsMemory(), v6));
        Fails.With<ArgumentNullException>("remoteEndPoint", () => _ = socket.ReceiveMessageFromAsync(buffer.AsMemory(), null!));
        Fails.With<ArgumentNullException>("remoteEP", () => _ = socket.SendToAsync(buffer.AsMemory(), null!));
    });
}
