using Akka.Actor;
using Akka.Event;
using Akka.Greensock.Protocol;

namespace Akka.Greensock;

/// <summary>A listening socket that is used by messages: the listener half of <see cref="Protocol"/>.</summary>
internal sealed class ListenerProtocol : SocketPump
{
    // Connections accepted before others on the hub have their turn; gevent's max_accept.
    private const int AcceptsPerTurn = 100;

    private readonly AcceptErrorPolicy _policy = new();
    private readonly ILoggingAdapter _log;
    private IActorRef? _handler;
    private bool _suspended;

    public ListenerProtocol(OwnedSocket socket, IActorRef self, IActorContext context, IActorRef handler)
        : base(socket, self)
    {
        _log = context.System.Log;
        _handler = handler;
        context.Watch(handler);
        socket.AttachPump(this);
    }

    public void Handle(IListenerCommand command)
    {
        switch (command)
        {
            case SuspendAccepting:
                _suspended = true;
                break;
            case ResumeAccepting:
                _suspended = false;
                OnReady();
                break;
            case Unlisten:
                Socket.Close();
                break;
        }
    }

    public void HandlerEnded(IActorRef handler)
    {
        if (handler.Equals(_handler))
        {
            _handler = null;
            Socket.Close();
        }
    }

    public override void OnClosed()
    {
        base.OnClosed();
        _handler?.Tell(new Unlistened(), Self);
        _handler = null;
    }

    /// <summary>The back-off is over.</summary>
    internal override void OnDue() => OnReady();

    protected override void Pump()
    {
        for (int count = 0; !_suspended && !IsArmed && Socket.MayGoOn(Direction.Reading); count++)
        {
            if (count == AcceptsPerTurn)
            {
                OnReady();
                return;
            }

            Errno errno = Socket.TryAccept(Socket.Port, out OwnedSocket? accepted);
            if (errno == Errno.None)
            {
                _policy.Succeeded();
                Announce(accepted!);
            }
            else if (errno != Errno.Again && !GoOnAfter(errno))
            {
                return;
            }
        }
    }

    private void Announce(OwnedSocket accepted)
    {
        accepted.Actor!.Tell(SocketActor.NewConnection.Instance, Self);
        _handler!.Tell(new Accepted(accepted.Peer.ToIPEndPoint(), accepted.GetLocalAddress().ToIPEndPoint()), accepted.Actor);
    }

    private bool GoOnAfter(Errno errno)
    {
        string text = SocketErrorText.Describe("accept", Socket.ToString(), errno);
        switch (AcceptErrorPolicy.Judge(errno))
        {
            case AcceptVerdict.Continue:
                return true;
            case AcceptVerdict.BackOff:
                TimeSpan delay = _policy.NextDelay();
                _log.Warning("{0} Accepting pauses for {1} ms.", text, delay.TotalMilliseconds);
                ArmTimer(delay);
                return false;
            default:
                _log.Error("{0} The listener ends.", text);
                Socket.Close();
                return false;
        }
    }
}
