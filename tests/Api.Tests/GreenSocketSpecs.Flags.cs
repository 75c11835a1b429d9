namespace Akka.Greensock.Tests;

// MSG_PEEK.
public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void A_peek_takes_nothing() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<int> peek = await StartedAsync(() => pair.Client.PeekAsync(new byte[2]).AsTask());
        await pair.Server.SendAllAsync(new byte[] { 1, 2, 3 });

        Assert.Equal(2, await peek);
        Assert.Equal(3, await pair.Client.PeekAsync(new byte[9]));
        Assert.Equal([1, 2, 3], await ReceiveExactlyAsync(pair.Client, 3));
    });
}
