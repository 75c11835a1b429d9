using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>Of Linux alone: names in the file system, and beside it.</summary>
public class UnixSemanticsSpecs() : SocketSpecs("linux")
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
}
