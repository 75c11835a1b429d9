using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>Of Linux alone: descriptors that are sent, and names in the file system and beside it.</summary>
public class UnixSemanticsSpecs() : SocketSpecs("linux")
{
    [Fact]
    public void A_descriptor_that_was_sent_works_at_the_other_side_and_no_child_inherits_it() => OnHub(async () =>
    {
        (GreenSocket one, GreenSocket other) = Bsd.SocketPair();
        using Pair pair = new(one, other);
        using Pair sent = await ConnectionAsync();

        await Bsd.SendFdsAsync(one, [new byte[] { 1 }], [sent.Client.Descriptor]);
        ReceivedMessage message = await Bsd.ReceiveFdsAsync(other, new byte[8], 1);

        int descriptor = Assert.Single(Assert.Single(message.Ancillary).ToDescriptors());
        using var received = GreenSocket.FromDescriptor(descriptor);
        Assert.False(received.Inheritable);
        Assert.False(one.Inheritable);
        sent.Client.Close();
        await EchoAsync(received, sent.Server);
    });

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
}
