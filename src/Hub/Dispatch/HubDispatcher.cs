using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Greensock;

/// <summary>
/// Runs actors on a hub: on its one thread, in turn with its greenlets. Configure it by HOCON with
/// <see cref="HubDispatcherConfigurator"/>, or let the <c>Greensock</c> extension register one for each of its hubs.
/// </summary>
public sealed class HubDispatcher : MessageDispatcher
{
    internal HubDispatcher(MessageDispatcherConfigurator configurator, string id, int throughput, Hub hub)
        : base(configurator)
    {
        Id = id;
        Throughput = throughput;
        Hub = hub;
    }

    /// <summary>The hub that its actors run on.</summary>
    public Hub Hub { get; }

    /// <inheritdoc/>
    public override void Attach(ActorCell cell)
    {
        Hub.ActorAttached();
        if (IsGuest(cell))
        {
            Hub.GuestCame();
        }

        base.Attach(cell);
    }

    /// <inheritdoc/>
    public override void Detach(ActorCell cell)
    {
        base.Detach(cell);
        if (IsGuest(cell))
        {
            Hub.GuestWent();
        }

        Hub.ActorDetached();
    }

    private static bool IsGuest(ActorCell cell) => !typeof(IHouseActor).IsAssignableFrom(cell.Props.Type);

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => Hub.Submit(run);

    /// <summary>
    /// Does nothing. Akka calls it when the last actor has been gone for a while, on a pool thread; but a hub without
    /// actors is idle, not dead, and more actors may come. Whoever started the hub ends it.
    /// </summary>
    protected override void Shutdown()
    {
    }
}
