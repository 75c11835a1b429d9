using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>What is called after a close.</summary>
public class ClosedSpecs
{
    private static void Refused(Place place, Action<Socket> call, [CallerMemberName] string spec = "") => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Dispose();
        Fails.With<ObjectDisposedException>(() => call(pair.Client));
    }, spec);

    [Theory, Places]
    public void Receive_is_refused(Place place) => Refused(place, socket => socket.Receive(new byte[1]));

    [Theory, Places]
    public void Receive_with_an_error_code_is_refused(Place place) =>
        Refused(place, socket => socket.Receive(new byte[1], SocketFlags.None, out _));

    [Theory, Places]
    public void Receive_into_a_list_is_refused(Place place) => Refused(place, socket => socket.Receive(Make.List(new byte[1])));

    [Theory, Places]
    public void Send_is_refused(Place place) => Refused(place, socket => socket.Send([1]));

    [Theory, Places]
    public void Send_with_an_error_code_is_refused(Place place) => Refused(place, socket => socket.Send([1], SocketFlags.None, out _));

    [Theory, Places]
    public void Accept_is_refused(Place place) => Refused(place, socket => socket.Accept());

    [Theory, Places]
    public void Connect_is_refused(Place place) => Refused(place, socket => socket.Connect(Make.AnyPort));

    [Theory, Places]
    public void Connect_by_name_is_refused(Place place) => Refused(place, socket => socket.Connect("localhost", 1));

    [Theory, Places]
    public void Bind_is_refused(Place place) => Refused(place, socket => socket.Bind(Make.AnyPort));

    [Theory, Places]
    public void Listen_is_refused(Place place) => Refused(place, socket => socket.Listen(1));

    [Theory, Places]
    public void Poll_is_refused(Place place) => Refused(place, socket => socket.Poll(0, SelectMode.SelectRead));

    [Theory, Places]
    public void SendTo_is_refused(Place place) => Refused(place, socket => socket.SendTo([1], Make.AnyPort));

    [Theory, Places]
    public void ReceiveFrom_is_refused(Place place) => Refused(place, socket =>
    {
        EndPoint from = Make.AnyPort;
        socket.ReceiveFrom(new byte[1], ref from);
    });

    [Theory, Places]
    public void SendFile_is_refused(Place place) => Refused(place, socket => socket.SendFile("no-such-file"));

    [Theory, Places]
    public void IOControl_is_refused(Place place) =>
        Refused(place, socket => socket.IOControl(IOControlCode.DataToRead, null, new byte[4]));

    [Theory, Places]
    public void Select_is_refused(Place place) => Refused(place, socket => Socket.Select(new List<Socket> { socket }, null, null, 0));

    [Theory, Places]
    public void ReceiveAsync_is_refused(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        pair.Client.Dispose();
        await Fails.WithAsync<ObjectDisposedException>(async () => await pair.Client.ReceiveAsync(new byte[1].AsMemory()));
        await Fails.WithAsync<ObjectDisposedException>(async () => await pair.Client.ReceiveAsync(new ArraySegment<byte>(new byte[1])));
    });

    [Theory, Places]
    public void SendAsync_is_refused(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        pair.Client.Dispose();
        await Fails.WithAsync<ObjectDisposedException>(async () => await pair.Client.SendAsync(new byte[1].AsMemory()));
    });

    [Theory, Places]
    public void AcceptAsync_is_refused(Place place) => place.Run(async () =>
    {
        Socket listener = Make.Listener();
        listener.Dispose();
        await Fails.WithAsync<ObjectDisposedException>(async () => await listener.AcceptAsync());
    });

    [Theory, Places]
    public void ConnectAsync_is_refused(Place place) => place.Run(async () =>
    {
        Socket socket = Make.Tcp();
        socket.Dispose();
        await Fails.WithAsync<ObjectDisposedException>(async () => await socket.ConnectAsync(Make.AnyPort));
    });
}
