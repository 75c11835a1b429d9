using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Akka.Greensock;

/// <summary>
/// The mailbox of actors that there are many of: an unbounded queue that costs 40 bytes while it is empty, where Akka's
/// default costs a kilobyte. HOCON: <c>mailbox-type = "Akka.Greensock.HubMailbox, Akka.Greensock.Hub"</c>.
/// </summary>
public sealed class HubMailbox : MailboxType, IProducesMessageQueue<HubMessageQueue>
{
    /// <summary>Called by Akka.</summary>
    /// <param name="settings">The system's settings.</param>
    /// <param name="config">The mailbox's section.</param>
    public HubMailbox(Settings settings, Config config)
        : base(settings, config)
    {
    }

    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new HubMessageQueue();
}
