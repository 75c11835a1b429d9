using Akka.Actor;
using Akka.Greensock.Protocol;

namespace Akka.Greensock.Tests;

/// <summary>A deployment setting that would move socket actors, by every path under which one could look them up.</summary>
public class SocketDeploymentSpecs() : GreensockTestKit("auto", """
    akka.actor.deployment {
      "/greensock/hub-1/*" { dispatcher = akka.actor.default-dispatcher }
      "/system/greensock/hub-1/*" { dispatcher = akka.actor.default-dispatcher }
      "/greensock/hub-1" { dispatcher = akka.actor.default-dispatcher }
      "/system/greensock/hub-1" { dispatcher = akka.actor.default-dispatcher }
    }
    """)
{
    [Fact]
    public async Task Socket_actors_and_their_supervisors_stay_on_their_hub()
    {
        Link link = await ConnectAndRegisterAsync(credit: 1);
        await link.PeerSendsAsync("x");
        await link.Handler.ExpectMsgAsync<Received>(Patience);
        foreach (IActorRef actor in new[] { link.Connection, await SupervisorAsync() })
        {
            Assert.Equal("akka.greensock.hub-1", ((ActorCell)((ActorRefWithCell)actor).Underlying).Dispatcher.Id);
        }
    }
}
