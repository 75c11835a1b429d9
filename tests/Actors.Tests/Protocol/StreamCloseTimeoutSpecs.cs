using System.Net.Sockets;
using Akka.Greensock.Protocol;

namespace Akka.Greensock.Tests;

/// <summary>The settings' bound on a close that waits for its peer.</summary>
public abstract class StreamCloseTimeoutSpecs(string kernel)
    : GreensockTestKit(kernel, "akka.greensock.socket.close-timeout = 100ms")
{
    [Fact]
    public async Task Close_gives_up_on_a_peer_that_does_not_read()
    {
        Link link = await ConnectAndRegisterAsync();
        link.Tell(new Send(new byte[16_000_000], "never"));
        link.Tell(new Close());

        SendFailed failed = await link.Handler.ExpectMsgAsync<SendFailed>(Patience);
        Assert.Equal("never", failed.Command.Token);
        Closed closed = await ExpectEndAsync(link);
        Assert.Equal((CloseReason.Aborted, SocketError.TimedOut), (closed.Reason, closed.Error));
        await link.PeerSeesResetAsync();
    }
}
