using Akka.Actor;

namespace Akka.Greensock;

/// <summary>
/// What the three uses of a socket by messages have in common: a place in the hub's ready queue, and a timer. It works
/// in the hub's greenlet phase, and tells its users what came of it.
/// </summary>
internal abstract class SocketPump(OwnedSocket socket, IActorRef self) : HubTimer, ISocketPump, IHubWork
{
    private bool _scheduled;

    protected OwnedSocket Socket { get; } = socket;

    /// <summary>The socket's actor, which is the sender of everything told.</summary>
    protected IActorRef Self { get; } = self;

    public void OnReady()
    {
        if (!_scheduled)
        {
            _scheduled = true;
            Socket.Hub.Schedule(this);
        }
    }

    public virtual void OnClosed() => Socket.Hub.Timers.Cancel(this);

    void IHubWork.Run()
    {
        _scheduled = false;
        if (Socket.IsClosed)
        {
            return;
        }

        try
        {
            Pump();
        }
        catch (Exception bug)
        {
            Socket.Fault(bug);
        }
    }

    void IHubWork.Reject()
    {
    }

    /// <summary>Goes on with what the kernel allows. The socket is open.</summary>
    protected abstract void Pump();

    protected void ArmTimer(TimeSpan time)
    {
        Socket.Hub.Timers.Cancel(this);
        if (time != Timeout.InfiniteTimeSpan)
        {
            Socket.Hub.Timers.Arm(this, Socket.Hub.TickAfter(time));
        }
    }
}
