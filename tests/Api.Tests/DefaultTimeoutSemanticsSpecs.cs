namespace Akka.Greensock.Tests;

/// <summary>The default timeout is the whole process's: nothing else may run beside this.</summary>
[CollectionDefinition(nameof(DefaultTimeoutSemanticsSpecs), DisableParallelization = true)]
public sealed class DefaultTimeoutCollection;

[Collection(nameof(DefaultTimeoutSemanticsSpecs))]
public class DefaultTimeoutSemanticsSpecs() : SocketSpecs("auto")
{
    [Fact]
    public void The_default_timeout_is_that_of_sockets_made_and_accepted_later_and_a_listeners_own_is_not() => OnHub(async () =>
    {
        using GreenSocket before = NewSocket();
        using GreenSocket listener = Listener();
        listener.Timeout = TimeSpan.FromHours(2);
        using GreenSocket first = NewSocket();
        await first.ConnectAsync(listener.LocalEndPoint!);
        using GreenSocket blocking = await listener.AcceptAsync();
        Assert.Equal(Timeout.InfiniteTimeSpan, blocking.Timeout);
        try
        {
            Bsd.SetDefaultTimeout(TimeSpan.FromHours(1));
            using GreenSocket later = NewSocket();
            await later.ConnectAsync(listener.LocalEndPoint!);
            using GreenSocket accepted = await listener.AcceptAsync();

            Assert.Equal(TimeSpan.FromHours(1), later.Timeout);
            Assert.Equal(TimeSpan.FromHours(1), accepted.Timeout);
            Assert.Equal(Timeout.InfiniteTimeSpan, before.Timeout);
        }
        finally
        {
            Bsd.SetDefaultTimeout(Timeout.InfiniteTimeSpan);
        }
    });
}
