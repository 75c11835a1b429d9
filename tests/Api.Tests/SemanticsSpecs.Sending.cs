using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Akka.Greensock.Tests;

public abstract partial class SemanticsSpecs
{
    [Fact]
    public void Any_memory_can_be_sent() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using var native = new NativeMemory(2);
        native.GetSpan()[0] = 5;
        native.GetSpan()[1] = 6;
        await pair.Client.SendAllAsync(new byte[] { 0, 1, 2, 0 }.AsMemory(1, 2));
        await pair.Client.SendAllAsync(MemoryMarshal.AsBytes<short>(new short[] { 0x0403 }).ToArray());
        await pair.Client.SendAllAsync(native.Memory);

        Assert.Equal([1, 2, 3, 4, 5, 6], await ReceiveExactlyAsync(pair.Server, 6));
    });

    [Fact]
    public void Connect_ex_gives_the_error_of_a_connect_and_throws_every_other() => OnHub(async () =>
    {
        using GreenSocket deaf = Deaf(out IPEndPoint address);
        using GreenSocket socket = NewSocket();

        Assert.Equal(SocketError.ConnectionRefused, await socket.ConnectExAsync(address));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DnsEndPoint("localhost", 65_539));
        using GreenSocket listener = Listener();
        Assert.Equal(SocketError.Success, await socket.ConnectExAsync(listener.LocalEndPoint!));
    });
}
