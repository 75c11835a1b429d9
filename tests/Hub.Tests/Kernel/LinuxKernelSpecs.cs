using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>The seam's contract on Linux's own calls, and what is theirs alone.</summary>
public sealed partial class LinuxKernelSpecs : SystemKernelSpecs
{
    private const int Netlink = 16; // AF_NETLINK

    [Fact]
    public void An_address_of_a_family_that_dotnet_does_not_know_reads_back_as_it_is()
    {
        int descriptor = Keep(Expect.Ok(Kernel.Socket(Netlink, (int)SocketType.Raw, 0)));
        byte[] any = new byte[12]; // struct sockaddr_nl: the kernel gives a port to who asks for none
        any[0] = Netlink;
        Expect.Ok(Kernel.Bind(descriptor, KernelAddress.FromNative(any)));

        RawEndPoint endPoint = Assert.IsType<RawEndPoint>(LocalAddress(descriptor).ToEndPoint());

        Assert.Equal(12, endPoint.Bytes.Length);
        Assert.Equal(Netlink, BitConverter.ToUInt16(endPoint.Bytes.Span));
        Assert.NotEqual(0, BitConverter.ToInt32(endPoint.Bytes.Span[4..]));
        Assert.Equal(LocalAddress(descriptor), KernelEndPoints.ToAddress(endPoint));
        Assert.Equal(AddressFamily.Unknown, Described(descriptor).Family);
    }

    [Fact]
    public void A_descriptor_that_is_no_socket_says_so()
    {
        using FileStream file = File.OpenRead("/dev/null");
        int handle = (int)file.SafeFileHandle.DangerousGetHandle();

        Expect.Fails(Errno.NotSock, Kernel.Describe(handle, out _));
        Expect.Fails(Errno.NotSock, Kernel.SetOption(handle, SocketOptionLevel.IP, SocketOptionName.IpTimeToLive, 3));
        Expect.Fails(Errno.NotSock, Kernel.GetOption(handle, SocketOptionLevel.IP, SocketOptionName.IpTimeToLive, out _));
    }

    [Fact]
    public void Linux_makes_pairs_of_Unix_sockets_only()
    {
        Expect.Fails(Errno.OpNotSupp, Kernel.SocketPair(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, out int other));
        Assert.Equal(-1, other);
        Expect.Fails(Errno.AfNoSupport, Kernel.SocketPair(AddressFamily.Ipx, SocketType.Stream, ProtocolType.Unspecified, out _));
    }

    [Fact]
    public void A_peer_whose_name_has_the_full_length_is_accepted_under_it()
    {
        int listener = ListeningAt(UnixPath("l"));
        int client = OpenUnix();
        Expect.Ok(Kernel.Bind(client, UnixPath("c", 108)));
        Connect(client, LocalAddress(listener));

        Accept(listener, out KernelAddress peer);

        Assert.Equal(UnixPath("c", 108), peer);
    }

    private protected override uint AvailableRequest => 0x541B;

    private protected override IKernel CreateKernel() => new LinuxKernel();
}
