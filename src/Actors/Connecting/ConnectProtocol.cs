using Akka.Actor;
using Akka.Greensock.Protocol;

namespace Akka.Greensock;

/// <summary>
/// A socket that is being connected on behalf of a <see cref="Connect"/>. Once it is, its actor waits for a
/// <see cref="Register"/>.
/// </summary>
internal sealed class ConnectProtocol : SocketPump
{
    private readonly ConnectAttempt _attempt;
    private readonly IActorRef _supervisor;
    private Errno _failure = Errno.Canceled;
    private bool _started;
    private bool _done;

    public ConnectProtocol(OwnedSocket socket, IActorRef self, IActorRef supervisor, ConnectAttempt attempt)
        : base(socket, self)
    {
        _attempt = attempt;
        _supervisor = supervisor;
        ArmTimer(attempt.Timeout);
        socket.AttachPump(this);
    }

    public override void OnClosed()
    {
        base.OnClosed();
        if (!_done)
        {
            _supervisor.Tell(_attempt.After(_failure), Self);
        }
    }

    internal override void OnDue() => FailWith(Errno.TimedOut);

    protected override void Pump()
    {
        if (_done || (_started && !Socket.MayGoOn(Direction.Writing)))
        {
            return;
        }

        Errno errno = Socket.TryConnect(_attempt.Address, _started, mayWait: true);
        _started = true;
        if (errno == Errno.None)
        {
            _done = true;
            Socket.Hub.Timers.Cancel(this);
            Self.Tell(SocketActor.NewConnection.Instance, Self);
            _attempt.Commander.Tell(new Connected(Socket.Peer.ToIPEndPoint(), Socket.GetLocalAddress().ToIPEndPoint()), Self);
        }
        else if (errno != Errno.Again)
        {
            FailWith(errno);
        }
    }

    private void FailWith(Errno errno)
    {
        _failure = errno;
        Socket.Close();
    }
}
