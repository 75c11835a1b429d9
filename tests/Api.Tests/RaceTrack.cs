using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// A real kernel on which the test decides how a connect to an address ends: it hangs unless told otherwise. It counts
/// what is open, and a call on anything else is a finding.
/// </summary>
internal sealed class RaceTrack(IKernel inner) : PassThroughKernel(inner)
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _open = [];
    private readonly Dictionary<IPAddress, object> _rules = [];
    private readonly Dictionary<int, IPAddress> _hanging = [];
    private readonly Dictionary<int, Errno> _failing = [];

    /// <summary>The addresses that connects were begun to, in order.</summary>
    public List<string> Started { get; } = [];

    public List<string> Findings { get; } = [];

    /// <summary>How many sockets more can be made, if not any number.</summary>
    public int Room { get; set; } = int.MaxValue;

    public int Open
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Connects to an address reach this end point instead, which is real.</summary>
    public void Lead(string address, EndPoint to) => _rules[IPAddress.Parse(address)] = to;

    /// <summary>Connects to an address fail at once.</summary>
    public void Refuse(string address, Errno errno = Errno.ConnRefused) => _rules[IPAddress.Parse(address)] = errno;

    /// <summary>The connect to an address that hangs goes on, to this end point.</summary>
    public void LetGo(string address, EndPoint to)
    {
        int descriptor = HangingAt(address);
        _hanging.Remove(descriptor);
        base.Connect(descriptor, Mapped((IPEndPoint)to, descriptor));
    }

    /// <summary>The connect to an address that hangs fails, and the hub hears of it.</summary>
    public void Fail(string address, Errno errno = Errno.ConnRefused)
    {
        int descriptor = HangingAt(address);
        _hanging.Remove(descriptor);
        _failing[descriptor] = errno;
        Hub.Current!.Descriptors.All().Single(one => one.Number == descriptor).OnReady(Readiness.Writable);
    }

    /// <summary>The addresses that connects hang at.</summary>
    public string[] Hanging => [.. _hanging.OrderBy(one => one.Key).Select(one => one.Value.ToString())];

    public override KernelResult Socket(AddressFamily family, SocketType type, ProtocolType protocol)
    {
        if (Room == 0)
        {
            return KernelResult.Fail(Errno.MFile);
        }

        Room -= Room == int.MaxValue ? 0 : 1;
        return base.Socket(family, type, protocol);
    }

    public override KernelResult Connect(int descriptor, in KernelAddress address)
    {
        if (address.ToEndPoint() is not IPEndPoint endPoint)
        {
            return base.Connect(descriptor, address);
        }

        IPAddress ip = endPoint.Address.IsIPv4MappedToIPv6 ? endPoint.Address.MapToIPv4() : endPoint.Address;
        Started.Add(ip.ToString());
        switch (_rules.GetValueOrDefault(ip))
        {
            case Errno errno:
                return KernelResult.Fail(errno);
            case IPEndPoint to:
                return base.Connect(descriptor, Mapped(to, descriptor));
            default:
                _hanging[Checked(descriptor)] = ip;
                return KernelResult.Fail(Errno.InProgress);
        }
    }

    public override KernelResult FinishConnect(int descriptor)
    {
        if (_failing.Remove(descriptor, out Errno errno))
        {
            return KernelResult.Fail(errno);
        }

        return _hanging.ContainsKey(Checked(descriptor)) ? KernelResult.Fail(Errno.InProgress) : base.FinishConnect(descriptor);
    }

    protected override KernelResult Opened(KernelResult result)
    {
        lock (_gate)
        {
            if (result.IsOk && !_open.Add(result.Value))
            {
                Findings.Add($"{result.Value} was opened while it was open");
            }
        }

        return result;
    }

    protected override int Checked(int descriptor)
    {
        lock (_gate)
        {
            if (!_open.Contains(descriptor))
            {
                Findings.Add($"a call on {descriptor}, which is not open");
            }
        }

        return descriptor;
    }

    protected override int Closing(int descriptor)
    {
        Checked(descriptor);
        lock (_gate)
        {
            _open.Remove(descriptor);
            _hanging.Remove(descriptor);
        }

        return descriptor;
    }

    private int HangingAt(string address) => _hanging.Single(one => one.Value.Equals(IPAddress.Parse(address))).Key;

    private KernelAddress Mapped(IPEndPoint to, int descriptor)
    {
        base.GetLocalAddress(descriptor, out KernelAddress local);
        bool six = local.Family == AddressFamily.InterNetworkV6 && to.AddressFamily == AddressFamily.InterNetwork;
        return KernelAddress.FromEndPoint(six ? new IPEndPoint(to.Address.MapToIPv6(), to.Port) : to);
    }
}
