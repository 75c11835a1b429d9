using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>What the portable kernel has not: names beside the file system, and flags that the BCL does not know.</summary>
public abstract class UnixSemanticsSpecs(string kernelName) : SocketSpecs(kernelName)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_Unix_name_reads_back_as_it_was_bound(bool isAbstract) => OnHub(() =>
    {
        string name = isAbstract ? $"\0greensock-{Guid.NewGuid()}" : Path.Combine(Path.GetTempPath(), $"greensock-{Guid.NewGuid()}");
        using GreenSocket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var address = new UnixDomainSocketEndPoint(name);

        socket.Bind(address);

        Assert.Equal(address.ToString(), socket.LocalEndPoint!.ToString());
        Assert.Equal(address, socket.LocalEndPoint);
        return Task.CompletedTask;
    });

    [Fact]
    public void A_send_that_must_not_wait_fails_at_once_on_a_blocking_socket() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] much = new byte[32 * 1024 * 1024];
        Assert.InRange(await pair.Client.SendAsync(much, MessageFlags.DontWait), 1, much.Length - 1);

        await FillsAsync(() => pair.Client.SendAsync(much, MessageFlags.DontWait));
        await FillsAsync(() => pair.Client.SendMessageAsync([much], socketFlags: MessageFlags.DontWait).AsTask());
        Assert.True(pair.Client.Blocking);
    });
}
