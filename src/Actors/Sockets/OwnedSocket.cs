using System.Net.Sockets;
using Akka.Actor;

namespace Akka.Greensock;

/// <summary>
/// A socket as its owner sees it: descriptor, state, and the calls that wait. Its <see cref="SocketActor"/> owns it
/// from birth to death; the façade calls it directly on its hub and through the hub's inbox from elsewhere. Unless a
/// member says "any thread", it is called on the hub.
/// </summary>
internal sealed partial class OwnedSocket : Descriptor
{
    private readonly HubPort _port;
    private readonly IKernel _kernel;
    private OperationQueue _readers;
    private OperationQueue _writers;
    private ISocketPump? _pump;
    private volatile SocketPhase _phase;
    private bool _readReady;
    private bool _writeReady;
    private bool _hungUp;
    private bool _hasMarks; // an urgent byte came: a short read may have stopped at its mark
    private bool _shutForSending;
    private bool _isForgotten;

    /// <summary>Takes a descriptor over. Any thread; it is to be adopted by <paramref name="port"/> next.</summary>
    public OwnedSocket(HubPort port, int number, SocketDescription kind, SocketPhase phase, in KernelAddress peer = default)
        : base(port.Hub, number)
    {
        _port = port;
        _kernel = port.Hub.Kernel;
        Kind = kind;
        Peer = peer;
        _phase = phase;
        _readReady = true;
        _writeReady = phase == SocketPhase.Connected || !kind.IsConnectionOriented;
        if (number >= 0) // a closed twin has none
        {
            Hub.Numbers.Own(this);
        }
    }

    /// <summary>What the socket is.</summary>
    public SocketDescription Kind { get; }

    public AddressFamily Family => Kind.Family;

    public SocketType Type => Kind.Type;

    public ProtocolType Protocol => Kind.Protocol;

    public bool IsStream => Kind.Type == SocketType.Stream;

    /// <summary>Whether an IPv6 socket speaks IPv4 too: IPV6_V6ONLY is off.</summary>
    public bool IsDualMode { get; set; }

    public SocketPhase Phase => _phase;

    public bool IsClosed => _phase == SocketPhase.Closed;

    public bool IsShutForSending => _shutForSending;

    /// <summary>The actor that owns it; null until it has been adopted.</summary>
    public IActorRef? Actor { get; set; }

    /// <summary>The peer, once there is one.</summary>
    public KernelAddress Peer { get; private set; }

    /// <summary>The address it was last known to have; see <see cref="GetLocalAddress"/>.</summary>
    public KernelAddress Local { get; private set; }

    /// <summary>Has it used by messages from now on.</summary>
    public void AttachPump(ISocketPump pump)
    {
        if (_pump is null)
        {
            Hub.GuestCame(); // whoever uses it by messages
        }

        _pump = pump;
        pump.OnReady();
    }

    /// <summary>Whether the pump may use a direction: it is ready, and no call of the façade waits in it.</summary>
    public bool MayGoOn(Direction direction) => IsReady(direction) && Queue(direction).IsEmpty;

    /// <summary>
    /// Its events are wanted from its first moment on. One that is to connect or to listen has none before; Linux calls
    /// it hung up.
    /// </summary>
    public bool IsWatchedFromBirth => _phase is SocketPhase.Connected or SocketPhase.Listening || !Kind.IsConnectionOriented;

    internal override void OnReady(Readiness readiness)
    {
        if ((readiness & Readiness.Hangup) != 0)
        {
            _hungUp = true;
        }

        if ((readiness & Readiness.Urgent) != 0)
        {
            _hasMarks = true;
        }

        if ((readiness & Readiness.Readable) != 0)
        {
            _readReady = true;
            _readers.Head?.Schedule();
        }

        if ((readiness & Readiness.Writable) != 0 && _sendRetry is not { IsArmed: true })
        {
            _writeReady = true;
            _writers.Head?.Schedule();
            if (_phase == SocketPhase.Connecting && _writers.IsEmpty && _pump is null)
            {
                LookWhetherConnected();
            }
        }

        WakePolls();
        _pump?.OnReady();
    }

    internal override void OnHubEnded() => Close();

    /// <summary>Starts to get events. What arrived before is reported too.</summary>
    internal KernelResult Watch() => Slot >= 0 ? KernelResult.Ok() : Hub.Watch(this);

    internal void Enqueue(Operation operation, Direction direction)
    {
        ref OperationQueue queue = ref Queue(direction);
        queue.Append(operation);
        if (queue.Head == operation && IsReady(direction))
        {
            operation.Schedule();
        }
    }

    internal void Dequeue(Operation operation, Direction direction)
    {
        ref OperationQueue queue = ref Queue(direction);
        queue.Remove(operation);
        if (queue.Head is { } next)
        {
            if (IsReady(direction))
            {
                next.Schedule();
            }
        }
        else
        {
            _pump?.OnReady();
            CloseIfForgotten();
        }
    }

    /// <summary>Nobody stands in line for a direction.</summary>
    internal bool IsFree(Direction direction) => Queue(direction).IsEmpty;

    /// <summary>What the call is called that stands first in line.</summary>
    internal string VerbOfHead(Direction direction) => ((ISocketCall)Queue(direction).Head!).Verb;

    internal bool IsHead(Operation operation, Direction direction) => Queue(direction).Head == operation;

    /// <summary>
    /// True where a call of this direction may be tried at once, without standing in line: the calls of the façade's
    /// fast path.
    /// </summary>
    private bool MayTryNow(ref readonly OperationQueue queue, bool ready) =>
        ready && Hub.Current == Hub && MayTransfer && queue.IsEmpty && Hub.TakeCall();

    /// <summary>Bytes may be sent and received: it is connected, or needs not be.</summary>
    private bool MayTransfer => _phase == SocketPhase.Connected || (_phase == SocketPhase.Open && !Kind.IsConnectionOriented);

    private bool IsReady(Direction direction) => direction == Direction.Reading ? _readReady : _writeReady;

    private ref OperationQueue Queue(Direction direction)
    {
        if (direction == Direction.Reading)
        {
            return ref _readers;
        }

        return ref _writers;
    }

    /// <summary>Its end points, for errors and logs. Any thread.</summary>
    public override string ToString() => (Local.IsNone, Peer.IsNone) switch
    {
        (true, true) => $"on an unbound {Kind} socket",
        (false, true) => $"on {Local}",
        (true, false) => $"with {Peer}",
        _ => $"with {Peer} from {Local}",
    };
}
