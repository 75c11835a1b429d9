using System.Net.Sockets;
using Akka.Greensock.Protocol;

namespace Akka.Greensock.Tests;

/// <summary>The settings' bound on a connect.</summary>
public abstract class ConnectTimeoutSpecs(string kernel) : GreensockTestKit(kernel, "akka.greensock.socket.connect-timeout = 100ms")
{
    [Fact]
    public async Task A_connect_that_nobody_answers_ends_with_it()
    {
        Greensock.Manager.Tell(new Connect(await SilentAsync()), TestActor);
        Assert.Equal(SocketError.TimedOut, (await ExpectMsgAsync<ConnectFailed>(Patience)).Error);
    }
}
