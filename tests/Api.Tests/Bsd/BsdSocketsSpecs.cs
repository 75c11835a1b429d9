using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract class BsdSocketsSpecs(string kernelName) : SocketSpecs(kernelName)
{
    [Fact]
    public void A_pair_is_connected_to_each_other() => OnHub(async () =>
    {
        (GreenSocket first, GreenSocket second) = Bsd.SocketPair();
        using (first)
        using (second)
        {
            Assert.Equal((AddressFamily.Unix, SocketType.Stream), (first.AddressFamily, first.SocketType));
            Assert.Equal(GreenSocket.DefaultTimeout, first.Timeout);
            await EchoAsync(first, second);
        }
    });

    [Fact]
    public void A_socket_made_of_a_descriptor_lives_on_when_the_original_is_closed() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        pair.Client.Timeout = TimeSpan.FromMinutes(1);
        GreenSocket copy = Bsd.FromFd(pair.Client.Descriptor, AddressFamily.InterNetwork, SocketType.Stream);
        using (copy)
        {
            Assert.NotEqual(pair.Client.Descriptor, copy.Descriptor);
            Assert.Equal(GreenSocket.DefaultTimeout, copy.Timeout);
            Assert.Equal(pair.Client.RemoteEndPoint, copy.RemoteEndPoint);
            Assert.False(copy.Inheritable);
            await EchoAsync(pair.Client, pair.Server);
            pair.Client.Dispose();
            await EchoAsync(copy, pair.Server);
        }
    });

    [Fact]
    public void A_socket_made_of_a_descriptor_has_to_be_what_the_caller_says()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                using Pair pair = await ConnectionAsync();
                int descriptor = pair.Client.Descriptor;
                int open = kernel.Open;
                Assert.Throws<ArgumentException>(() => Bsd.FromFd(descriptor, AddressFamily.InterNetworkV6, SocketType.Stream));
                Assert.Throws<ArgumentException>(() => Bsd.FromFd(descriptor, AddressFamily.InterNetwork, SocketType.Dgram));
                Assert.Throws<ArgumentException>(
                    () => Bsd.FromFd(descriptor, AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Udp));
                Assert.Equal(open, kernel.Open);
                await EchoAsync(pair.Client, pair.Server);
            },
            With(kernel));
    }

    [Fact]
    public void A_duplicate_descriptor_is_the_callers() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        int duplicate = Bsd.Dup(pair.Client.Descriptor);
        Assert.NotEqual(pair.Client.Descriptor, duplicate);
        pair.Client.Dispose();
        using GreenSocket copy = GreenSocket.FromDescriptor(duplicate);
        await EchoAsync(copy, pair.Server);
    });

    [Fact]
    public void What_is_no_socket_is_refused() => OnHub(() =>
    {
        if (KernelName == "simulated")
        {
            return Task.CompletedTask; // it has none of the system's files
        }

        using FileStream file = File.OpenRead(typeof(BsdSocketsSpecs).Assembly.Location);
        int descriptor = (int)file.SafeFileHandle.DangerousGetHandle();
        Assert.Equal(
            SocketError.NotSocket,
            Assert.Throws<SocketException>(() => Bsd.FromFd(descriptor, AddressFamily.Unix, SocketType.Stream)).SocketErrorCode);
        Assert.Equal(SocketError.NotSocket, Assert.Throws<SocketException>(() => Bsd.Dup(descriptor)).SocketErrorCode);
        Assert.Throws<SocketException>(() => Bsd.Dup(1_000_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.Dup(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.FromFd(-1, AddressFamily.Unix, SocketType.Stream));
        Assert.Equal((byte)'M', file.ReadByte()); // it is open still
        return Task.CompletedTask;
    });

    [Fact]
    public void The_default_timeout_is_that_of_the_socket_type()
    {
        Assert.Equal(GreenSocket.DefaultTimeout, Bsd.GetDefaultTimeout());
        Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.SetDefaultTimeout(TimeSpan.FromSeconds(-2)));
    }
}
