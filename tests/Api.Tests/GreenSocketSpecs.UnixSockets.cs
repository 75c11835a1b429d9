using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void A_path_is_listened_on_and_its_file_goes_with_the_socket() => OnHub(async () =>
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("listener");
        GreenSocket listener = UnixListener(new UnixDomainSocketEndPoint(path));
        Assert.True(UnixFiles.Exists(path));
        Assert.Equal(path, listener.LocalEndPoint!.ToString());

        using GreenSocket client = NewUnixSocket();
        await client.ConnectAsync(new UnixDomainSocketEndPoint(path));
        using GreenSocket server = await listener.AcceptAsync();

        Assert.Equal(path, client.RemoteEndPoint!.ToString());
        Assert.Equal(path, server.LocalEndPoint!.ToString());
        Assert.Equal(string.Empty, server.RemoteEndPoint!.ToString()); // who has connected has no name
        await EchoAsync(client, server);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await server.ReceiveAsync(new byte[1]));
        server.Close();
        Assert.True(UnixFiles.Exists(path));
        listener.Close();
        Assert.False(UnixFiles.Exists(path));
    });

    [Fact]
    public void A_peer_that_has_bound_itself_has_its_name() => OnHub(async () =>
    {
        using var folder = new TemporaryFolder();
        using GreenSocket listener = UnixListener(new UnixDomainSocketEndPoint(folder.File("listener")));
        using GreenSocket client = NewUnixSocket();
        client.Bind(new UnixDomainSocketEndPoint(folder.File("client")));
        await client.ConnectAsync(listener.LocalEndPoint!);
        using GreenSocket server = await listener.AcceptAsync();

        Assert.Equal(folder.File("client"), server.RemoteEndPoint!.ToString());
    });

    [Fact]
    public void An_abstract_name_has_no_file() => OnHub(async () =>
    {
        string name = $"\0greensock-{Guid.NewGuid():N}";
        using GreenSocket listener = UnixListener(new UnixDomainSocketEndPoint(name));
        using GreenSocket client = NewUnixSocket();
        await client.ConnectAsync(new UnixDomainSocketEndPoint(name));
        using GreenSocket server = await listener.AcceptAsync();

        Assert.Equal(new UnixDomainSocketEndPoint(name), listener.LocalEndPoint);
        await EchoAsync(client, server);
        listener.Close();
        using GreenSocket late = NewUnixSocket();
        await FailsAsync(SocketError.ConnectionRefused, async () => await late.ConnectAsync(new UnixDomainSocketEndPoint(name)));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bind_removes_nothing_that_it_did_not_make(bool isSocket) => OnHub(async () =>
    {
        if (!isSocket && KernelName == "simulated")
        {
            return; // it has no files but sockets'
        }

        using var folder = new TemporaryFolder();
        string path = folder.File("taken");
        using GreenSocket owner = NewUnixSocket();
        if (isSocket)
        {
            owner.Bind(new UnixDomainSocketEndPoint(path));
        }
        else
        {
            await File.WriteAllTextAsync(path, "precious");
        }

        GreenSocket socket = NewUnixSocket();
        await FailsAsync(SocketError.AddressAlreadyInUse, async () => await socket.BindAsync(new UnixDomainSocketEndPoint(path)));
        Assert.False(socket.IsBound);
        socket.Close();

        Assert.True(UnixFiles.Exists(path));
        if (!isSocket)
        {
            Assert.Equal("precious", await File.ReadAllTextAsync(path));
        }
    });

    [Fact]
    public void A_file_that_was_put_in_the_place_of_the_sockets_stays() => OnHub(async () =>
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("replaced");
        GreenSocket first = NewUnixSocket();
        first.Bind(new UnixDomainSocketEndPoint(path));
        UnixFiles.Remove(path);
        using GreenSocket second = UnixListener(new UnixDomainSocketEndPoint(path));

        first.Close();

        Assert.True(UnixFiles.Exists(path));
        using GreenSocket client = NewUnixSocket();
        await client.ConnectAsync(new UnixDomainSocketEndPoint(path));
        GreenSocket third = NewUnixSocket();
        string another = folder.File("gone");
        third.Bind(new UnixDomainSocketEndPoint(another));
        UnixFiles.Remove(another);
        third.Close(); // which has nothing to remove, and says nothing
    });

    [Fact]
    public void A_detached_or_duplicated_socket_leaves_its_file_to_whoever_has_it() => OnHub(async () =>
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("detached");
        GreenSocket listener = UnixListener(new UnixDomainSocketEndPoint(path));
        GreenSocket duplicate = listener.Duplicate();
        duplicate.Close();
        Assert.True(UnixFiles.Exists(path));

        using GreenSocket taken = GreenSocket.FromDescriptor(listener.Detach());

        Assert.True(UnixFiles.Exists(path));
        using GreenSocket client = NewUnixSocket();
        await client.ConnectAsync(new UnixDomainSocketEndPoint(path));
        using GreenSocket server = await taken.AcceptAsync();
        await EchoAsync(client, server);
    });

    [Fact]
    public void A_path_that_is_no_text_is_a_raw_end_point() => OnHub(async () =>
    {
        if (KernelName == "portable")
        {
            return; // the BCL's end points are text
        }

        using var folder = new TemporaryFolder();
        byte[] path = [.. System.Text.Encoding.UTF8.GetBytes(folder.File("raw")), 0xFF, 0xFE];
        var raw = RawEndPoint.FromUnixName(path);
        using (GreenSocket listener = UnixListener(raw))
        {
            Assert.Equal(raw, Assert.IsType<RawEndPoint>(listener.LocalEndPoint));
            using GreenSocket client = NewUnixSocket();
            await client.ConnectAsync(raw);
            using GreenSocket server = await listener.AcceptAsync();
            Assert.Equal(raw, client.RemoteEndPoint);
            await EchoAsync(client, server);
            Assert.Single(UnixFiles.In(folder.Path));
        }

        Assert.Empty(UnixFiles.In(folder.Path));
    });

    [Fact]
    public void A_path_may_fill_its_room_and_not_a_byte_more() => OnHub(async () =>
    {
        using var folder = new TemporaryFolder();
        string path = folder.File(string.Empty).PadRight(108, 'x');
        Assert.Throws<ArgumentOutOfRangeException>(() => new UnixDomainSocketEndPoint(path + "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => RawEndPoint.FromUnixName(new byte[109]));
        var tooLong = new RawEndPoint([1, 0, .. Enumerable.Repeat((byte)'x', 120)]);
        using GreenSocket socket = NewUnixSocket();
        await ThrowsAsync<SocketException>(async () => await socket.BindAsync(tooLong));
        await ThrowsAsync<SocketException>(async () => await socket.ConnectAsync(tooLong));

        using (GreenSocket listener = UnixListener(new UnixDomainSocketEndPoint(path[..107])))
        {
            Assert.Equal(path[..107], listener.LocalEndPoint!.ToString());
            using GreenSocket client = NewUnixSocket();
            await client.ConnectAsync(listener.LocalEndPoint!);
        }

        Assert.Empty(UnixFiles.In(folder.Path));
    });

    [Fact]
    public void A_connect_to_no_listener_says_why() => OnHub(async () =>
    {
        using var folder = new TemporaryFolder();
        using GreenSocket client = NewUnixSocket();
        SocketException none = await ThrowsAsync<SocketException>(
            async () => await client.ConnectAsync(new UnixDomainSocketEndPoint(folder.File("none"))));
        Assert.Contains(folder.File("none"), none.Message, StringComparison.Ordinal);
        using GreenSocket bound = NewUnixSocket();
        bound.Bind(new UnixDomainSocketEndPoint(folder.File("deaf")));
        await FailsAsync(SocketError.ConnectionRefused, async () => await client.ConnectAsync(bound.LocalEndPoint!));
        var ofAnotherFamily = new IPEndPoint(IPAddress.Loopback, 1);
        await ThrowsAsync<NotSupportedException>(async () => await client.ConnectAsync(ofAnotherFamily));
    });

    private static GreenSocket NewUnixSocket(SocketType type = SocketType.Stream) =>
        new(AddressFamily.Unix, type, ProtocolType.Unspecified);

    private static GreenSocket UnixListener(EndPoint endPoint, int backlog = 128)
    {
        GreenSocket listener = NewUnixSocket();
        listener.Bind(endPoint);
        listener.Listen(backlog);
        return listener;
    }

    /// <summary>A folder for the names of sockets, short enough for them, that goes with all that is in it.</summary>
    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("gs").FullName;

        public string File(string name) => System.IO.Path.Combine(Path, name);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
