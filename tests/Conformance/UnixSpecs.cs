using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class UnixSpecs
{
    [Theory, Places]
    public void A_path_connects_two(Place place) => place.Run(() =>
    {
        using var pair = Pair.Unix();
        pair.Client.Send([1]);
        Assert.Equal([1], Make.ReceiveExactly(pair.Server, 1));
        pair.Server.Send([2]);
        Assert.Equal([2], Make.ReceiveExactly(pair.Client, 1));
        Assert.True(pair.Client.Connected);
        Assert.True(pair.Server.Connected);
    });

    [Theory, Places]
    public void The_end_points_tell_the_path(Place place) => place.Run(() =>
    {
        string path = Make.SocketPath();
        using Socket listener = Make.Unix();
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        using Socket client = Make.Unix();
        client.Connect(new UnixDomainSocketEndPoint(path));
        using Socket server = listener.Accept();
        Assert.Equal(path, listener.LocalEndPoint!.ToString());
        Assert.Equal(path, client.RemoteEndPoint!.ToString());
        Assert.Equal(path, server.LocalEndPoint!.ToString());
        Assert.Equal("", server.RemoteEndPoint!.ToString());
        Assert.True(listener.IsBound);
    });

    [Theory, Places]
    public void The_file_goes_with_its_listener(Place place) => place.Run(() =>
    {
        string path = Make.SocketPath();
        Socket listener = Make.Unix();
        listener.Bind(new UnixDomainSocketEndPoint(path));
        Assert.True(File.Exists(path));
        listener.Dispose();
        Assert.False(File.Exists(path));
    });

    [Theory, Places]
    public void An_abstract_name_has_no_file(Place place) => place.Run(() =>
    {
        string name = "\0conformance-" + Guid.NewGuid().ToString("N");
        using Socket listener = Make.Unix();
        listener.Bind(new UnixDomainSocketEndPoint(name));
        listener.Listen(1);
        using Socket client = Make.Unix();
        client.Connect(new UnixDomainSocketEndPoint(name));
        using Socket server = listener.Accept();
        Assert.Equal("@" + name[1..], listener.LocalEndPoint!.ToString());
    });

    [Theory, Places]
    public void A_path_that_is_not_there_is_AddressNotAvailable(Place place) => place.Run(() =>
    {
        using Socket client = Make.Unix();
        Fails.With(SocketError.AddressNotAvailable, () => client.Connect(new UnixDomainSocketEndPoint(Make.SocketPath())));
        Assert.False(client.Connected);
    });

    [Theory, Places]
    public void A_path_in_use_is_AddressAlreadyInUse(Place place) => place.Run(() =>
    {
        var path = new UnixDomainSocketEndPoint(Make.SocketPath());
        using Socket one = Make.Unix();
        one.Bind(path);
        using Socket two = Make.Unix();
        Fails.With(SocketError.AddressAlreadyInUse, () => two.Bind(path));
    });

    [Theory, Places]
    public void Nobody_listening_is_ConnectionRefused(Place place) => place.Run(() =>
    {
        var path = new UnixDomainSocketEndPoint(Make.SocketPath());
        using Socket deaf = Make.Unix();
        deaf.Bind(path);
        using Socket client = Make.Unix();
        Fails.With(SocketError.ConnectionRefused, () => client.Connect(path));
    });

    [Theory, Places]
    public void Datagrams_have_return_addresses(Place place) => place.Run(() =>
    {
        var serverPath = new UnixDomainSocketEndPoint(Make.SocketPath());
        var clientPath = new UnixDomainSocketEndPoint(Make.SocketPath());
        using Socket server = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        using Socket client = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        server.Bind(serverPath);
        client.Bind(clientPath);
        client.SendTo([1, 2], serverPath);
        EndPoint from = serverPath;
        Assert.Equal(2, server.ReceiveFrom(new byte[4], ref from));
        Assert.Equal(clientPath.ToString(), from.ToString());
    });

    [Theory, Places]
    public void An_end_point_of_the_internet_is_refused(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Unix();
        Assert.ThrowsAny<Exception>(() => socket.Connect(Make.AnyPort));
        Assert.ThrowsAny<Exception>(() => socket.Connect("localhost", 1));
    });

    [Theory, Places]
    public void The_end_of_the_stream_is_zero(Place place) => place.Run(() =>
    {
        using var pair = Pair.Unix();
        pair.Client.Close();
        Assert.Equal(0, pair.Server.Receive(new byte[1]));
        Fails.With(SocketError.Shutdown, () => pair.Server.Send([1]));
    });
}
