using System.Net.Sockets;
using System.Text;

namespace Akka.Greensock.Tests;

public abstract partial class KernelSpecs
{
    public static TheoryData<string> UnixNames =>
        ["path", "path of full length", "path that is no text", "abstract", "abstract of full length"];

    [Theory]
    [MemberData(nameof(UnixNames))]
    public void A_Unix_name_is_the_same_bytes_wherever_it_is_read(string kind)
    {
        KernelAddress name = UnixName(kind);
        int listener = ListeningAt(name);
        int client = OpenUnix();
        KernelAddress own = UnixPath("client");
        Expect.Ok(Kernel.Bind(client, own));
        Connect(client, name);

        int server = Accept(listener, out KernelAddress peer);

        Assert.Equal(name, LocalAddress(listener));
        Assert.Equal(name, LocalAddress(server));
        Assert.Equal(own, LocalAddress(client));
        Assert.Equal(own, peer);
        Expect.Ok(Kernel.GetPeerAddress(client, out KernelAddress clientPeer));
        Assert.Equal(name, clientPeer);
        Expect.Ok(Kernel.GetPeerAddress(server, out KernelAddress serverPeer));
        Assert.Equal(own, serverPeer);
        Echo(client, server);
    }

    [Theory]
    [MemberData(nameof(UnixNames))]
    public void Every_Unix_name_is_an_end_point_and_back(string kind)
    {
        KernelAddress name = UnixName(kind);

        Assert.Equal(name, KernelEndPoints.ToAddress(name.ToEndPoint()!));
    }

    [Fact]
    public void A_Unix_client_without_a_name_has_an_address_without_a_name()
    {
        int listener = ListeningAt(UnixPath("l"));
        int client = OpenUnix();
        Connect(client, LocalAddress(listener));

        int server = Accept(listener, out KernelAddress peer);

        KernelAddress unnamed = KernelAddress.FromUnixName([]);
        Assert.False(peer.IsNone);
        Assert.Equal(unnamed, peer);
        Assert.Equal(unnamed, LocalAddress(client));
        Expect.Ok(Kernel.GetPeerAddress(server, out peer));
        Assert.Equal(unnamed, peer);
        Echo(client, server);
    }

    [Fact]
    public void Binding_to_no_name_gets_an_abstract_one()
    {
        int descriptor = OpenUnix();

        Expect.Ok(Kernel.Bind(descriptor, KernelAddress.FromUnixName([])));

        KernelAddress address = LocalAddress(descriptor);
        Assert.Equal(0, address.Name[0]);
        Assert.Equal(6, address.Name.Length); // unix(7): a null byte and five of [0-9a-f]
    }

    [Fact]
    public void A_Unix_name_that_is_too_long_is_refused_and_not_cut()
    {
        KernelAddress path = UnixPath("x", 109);
        KernelAddress abstractName = KernelAddress.FromUnixName(new byte[109]);
        int datagram = OpenUnix(SocketType.Dgram);
        foreach (KernelAddress name in new[] { path, abstractName })
        {
            Expect.Fails(Errno.NameTooLong, Kernel.Bind(OpenUnix(), name));
            Expect.Fails(Errno.NameTooLong, Kernel.Connect(OpenUnix(), name));
            Expect.Fails(Errno.NameTooLong, Kernel.SendTo(datagram, [1], SocketFlags.None, name));
            Expect.Fails(Errno.NameTooLong, Kernel.SendMessage(datagram, [new byte[1]], [], SocketFlags.None, name));
        }

        Assert.Empty(FilesOfNames());
    }

    [Fact]
    public void No_address_at_all_is_invalid()
    {
        Expect.Fails(Errno.Inval, Kernel.Bind(OpenUnix(), default));
        Expect.Fails(Errno.Inval, Kernel.Connect(OpenUnix(), default));
    }

    [Fact]
    public void A_Unix_datagram_names_its_sender_if_it_has_a_name()
    {
        (int one, int two, int nameless) = (OpenUnix(SocketType.Dgram), OpenUnix(SocketType.Dgram), OpenUnix(SocketType.Dgram));
        Expect.Ok(Kernel.Bind(one, UnixPath("one", 108)));
        Expect.Ok(Kernel.Bind(two, UnixName("path that is no text")));
        Expect.Ok(Kernel.SendTo(one, [1, 2], SocketFlags.None, LocalAddress(two)));
        Expect.Ok(Kernel.SendTo(nameless, [3], SocketFlags.None, LocalAddress(two)));
        byte[] buffer = new byte[8];

        Assert.Equal(2, Expect.Ok(Kernel.ReceiveFrom(two, buffer, SocketFlags.None, out KernelAddress sender)));
        Assert.Equal(LocalAddress(one), sender);
        Assert.Equal(1, Expect.Ok(Kernel.ReceiveFrom(two, buffer, SocketFlags.None, out KernelAddress unnamed)));
        Assert.True(unnamed.Name.IsEmpty);
        Expect.WouldBlock(Kernel.ReceiveFrom(two, buffer, SocketFlags.None, out _));

        Expect.Ok(Kernel.SendTo(two, [4], SocketFlags.None, sender));
        Assert.Equal(1, Expect.Ok(Receive(one, buffer)));
    }

    [Fact]
    public void Nobody_at_a_Unix_name_is_told_apart_from_no_such_name()
    {
        int client = OpenUnix();
        int bound = OpenUnix();
        Expect.Ok(Kernel.Bind(bound, UnixPath("b")));

        Expect.Fails(Errno.ConnRefused, Kernel.Connect(client, UnixPath("b")));
        Assert.Equal(SocketError.AddressNotAvailable, Kernel.Connect(client, UnixPath("nothing")).Errno.ToSocketError());
        Expect.Fails(Errno.AddrInUse, Kernel.Bind(OpenUnix(), UnixPath("b")));
    }

    [Fact]
    public void After_a_failed_connect_a_bound_Unix_socket_keeps_its_name()
    {
        int client = OpenUnix();
        Expect.Ok(Kernel.Bind(client, UnixPath("client")));
        Assert.False(Kernel.Connect(client, UnixPath("l")).IsOk);
        int listener = ListeningAt(UnixPath("l"));

        Connect(client, UnixPath("l"));

        Echo(client, Accept(listener, out KernelAddress peer));
        Assert.Equal(UnixPath("client"), peer);
    }

    [Fact]
    public void A_full_Unix_backlog_says_again_and_connects_no_one_to_nobody()
    {
        int listener = OpenUnix();
        Expect.Ok(Kernel.Bind(listener, UnixPath("l")));
        Expect.Ok(Kernel.Listen(listener, 1));
        int late = OpenUnix();
        KernelResult result;
        while ((result = Kernel.Connect(late, UnixPath("l"))).IsOk)
        {
            late = OpenUnix();
        }

        Expect.Fails(Errno.Again, result);
        Expect.Fails(Errno.NotConn, Kernel.GetPeerAddress(late, out _));

        Accept(listener, out _);
        Expect.Ok(Kernel.Connect(late, UnixPath("l")));
        Send(late, 1);
    }

    [Fact]
    public void The_file_of_a_Unix_name_is_removed_by_who_made_it()
    {
        KernelAddress name = UnixPath("s");
        int descriptor = ListeningAt(name);
        Expect.Ok(Kernel.IdentifyUnixName(name, out UInt128 identity));

        Close(descriptor);
        Assert.Single(FilesOfNames());
        Expect.Ok(Kernel.RemoveUnixName(name, identity));

        Assert.Empty(FilesOfNames());
        Expect.Fails(Errno.NoEnt, Kernel.RemoveUnixName(name, identity));
    }

    [Fact]
    public void A_file_that_took_the_place_of_ours_is_left_alone()
    {
        KernelAddress name = UnixPath("s");
        int first = ListeningAt(name);
        Expect.Ok(Kernel.IdentifyUnixName(name, out UInt128 identity));
        RemoveFile("s");
        int second = ListeningAt(name);

        Expect.Ok(Kernel.RemoveUnixName(name, identity));
        Close(first);

        Connect(OpenUnix(), name);
        Accept(second, out _);
    }

    [Fact]
    public void What_is_no_path_stands_for_no_file()
    {
        foreach (KernelAddress address in new[] { default, Loopback, UnixName("abstract"), KernelAddress.FromUnixName([]) })
        {
            Expect.Fails(Errno.NoEnt, Kernel.IdentifyUnixName(address, out UInt128 identity));
            Expect.Fails(Errno.NoEnt, Kernel.RemoveUnixName(address, identity));
        }

        Expect.Fails(Errno.NameTooLong, Kernel.IdentifyUnixName(UnixPath("x", 109), out _));
        File.WriteAllText(Path.Combine(DirectoryPath, "foreign"), string.Empty);
        byte[] foreign = Encoding.UTF8.GetBytes(Path.Combine(DirectoryPath, "foreign"));
        Expect.Fails(Errno.NoEnt, Kernel.IdentifyUnixName(KernelAddress.FromNative(foreign), out _));
    }

    [Fact]
    public void Options_are_there_under_a_Unix_name_of_full_length()
    {
        int descriptor = OpenUnix();
        Expect.Ok(Kernel.Bind(descriptor, UnixPath("o", 108)));

        Expect.Ok(Kernel.GetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.Type, out int type));
        Expect.Ok(Kernel.GetOption(descriptor, SocketOptionLevel.Socket, SocketOptionName.Error, out int error));

        Assert.Equal((SocketType.Stream, SocketError.Success), ((SocketType)type, (SocketError)error));
    }

    /// <summary>The files in the test's directory.</summary>
    private protected virtual IEnumerable<string> FilesOfNames() => Directory.GetFileSystemEntries(DirectoryPath);

    /// <summary>Removes a file from the test's directory, as anybody may.</summary>
    private protected virtual void RemoveFile(string file) => File.Delete(Path.Combine(DirectoryPath, file));

    private protected int OpenUnix(SocketType type = SocketType.Stream) =>
        Open(AddressFamily.Unix, type, ProtocolType.Unspecified);

    private protected int ListeningAt(in KernelAddress name)
    {
        int descriptor = OpenUnix();
        Expect.Ok(Kernel.Bind(descriptor, name));
        Expect.Ok(Kernel.Listen(descriptor, 16));
        return descriptor;
    }

    /// <summary>A path in the test's directory, filled up to a length in bytes.</summary>
    private protected KernelAddress UnixPath(string file, int length = 0) =>
        KernelAddress.FromUnixName(Encoding.UTF8.GetBytes(Path.Combine(DirectoryPath, file).PadRight(length, '_')));

    private KernelAddress UnixName(string kind)
    {
        byte[] unique = [0, .. Guid.NewGuid().ToByteArray()]; // zeros in between and at the end belong to it
        return kind switch
        {
            "path" => UnixPath("path"),
            "path of full length" => UnixPath("full", 108),
            "path that is no text" => ForRemoval(KernelAddress.FromUnixName([.. UnixPath("x").Name, 0xFF, 0xFE, 0xC0])),
            "abstract" => KernelAddress.FromUnixName([.. unique, 0, 1, 0]),
            _ => KernelAddress.FromUnixName([.. unique, .. new byte[108 - unique.Length]]),
        };
    }

    private KernelAddress ForRemoval(in KernelAddress name)
    {
        _names.Add(name);
        return name;
    }
}
