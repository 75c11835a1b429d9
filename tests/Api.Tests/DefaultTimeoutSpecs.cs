using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>One class and one test, because the default is the whole process's.</summary>
public sealed class DefaultTimeoutSpecs() : SocketSpecs("linux")
{
    [Fact]
    public void The_default_timeout_is_that_of_sockets_made_and_accepted_later() => OnHub(async () =>
    {
        using GreenSocket before = Listener();
        before.Timeout = TimeSpan.FromHours(3);
        TimeSpan standard = GreenSocket.DefaultTimeout;
        Assert.Equal(Timeout.InfiniteTimeSpan, standard);
        Assert.Throws<ArgumentOutOfRangeException>(() => GreenSocket.DefaultTimeout = TimeSpan.FromSeconds(-1));
        using GreenSocket client = NewSocket();
        await client.ConnectAsync(before.LocalEndPoint!);
        using (GreenSocket accepted = await before.AcceptAsync())
        {
            Assert.Equal(Timeout.InfiniteTimeSpan, accepted.Timeout);
        }

        // So long that it disturbs no other test of this process.
        GreenSocket.DefaultTimeout = TimeSpan.FromHours(2);
        try
        {
            using GreenSocket made = NewSocket(AddressFamily.InterNetworkV6);
            Assert.Equal(TimeSpan.FromHours(2), made.Timeout);
            using GreenSocket another = NewSocket();
            await another.ConnectAsync(before.LocalEndPoint!);
            using GreenSocket accepted = await before.AcceptAsync();
            Assert.Equal(TimeSpan.FromHours(2), accepted.Timeout);
            Assert.Equal(TimeSpan.FromHours(3), before.Timeout);
            using GreenSocket copy = before.Duplicate();
            Assert.Equal(TimeSpan.FromHours(3), copy.Timeout);
        }
        finally
        {
            GreenSocket.DefaultTimeout = standard;
        }
    });
}
