using Akka.Actor;
using Akka.Greensock.Protocol;

namespace Akka.Greensock;

/// <summary>
/// The root of Greensock's actors, /system/greensock: the parent of the hubs' supervisors, and the manager that takes
/// commands for new sockets.
/// </summary>
internal sealed class GreensockGuardian(Greensock owner) : UntypedActor
{
    private readonly List<IActorRef> _supervisors = [];
    private uint _next;

    protected override void PreStart()
    {
        foreach (HubPort port in owner.Ports)
        {
            _supervisors.Add(Supervise(port));
        }
    }

    /// <summary>
    /// A supervisor that fails at one message goes on with the next: to stop it would close every socket of its hub,
    /// and nobody would answer for the hub any more.
    /// </summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        e => e is ActorInitializationException or ActorKilledException ? Directive.Stop : Directive.Resume);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Connect or Listen when _supervisors.Count == 0:
                AskSupervisorElsewhere(message);
                break;
            case Connect or Listen:
                _supervisors[(int)(_next++ % (uint)_supervisors.Count)].Forward(message);
                break;
            case HubPort adopted:
                Supervise(adopted);
                break;
            case Leave leave:
                Context.Stop(Context.Child(leave.HubName));
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    // Its hub was adopted just now, it may be: then the message about that stands in line, and this one goes behind it.
    private void AskSupervisorElsewhere(object message)
    {
        IActorRef supervisor = Context.Child(owner.NextPort().Name);
        (supervisor.IsNobody() ? Self : supervisor).Forward(message);
    }

    private static IActorRef Supervise(HubPort port) => Context.ActorOf(
        Props.CreateBy(new SupervisorProducer(port)).WithDispatcher(port.DispatcherId), port.Name);

    /// <summary>A hub that was adopted ends: its sockets end before it.</summary>
    internal sealed record Leave(string HubName) : INoSerializationVerificationNeeded;

    private sealed class SupervisorProducer(HubPort port) : IIndirectActorProducer
    {
        public Type ActorType => typeof(HubSupervisor);

        public ActorBase Produce() => new HubSupervisor(port);

        public void Release(ActorBase actor)
        {
        }
    }
}
