using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <content>How packets travel, and what rules say of them and of system calls.</content>
public sealed partial class SimulatedNetwork
{
    private const int LoopbackMtu = 65_535; // Linux has one byte more, which no packet ever fills
    private const int KeptPackets = 4096;

    private readonly EventQueue _events;
    private readonly Func<SimulatedHost, Hub>? _startHub;
    private readonly long _start;
    private readonly long _queueOffset; // what the queue's time is at the network's beginning
    private readonly Queue<Packet> _wire = new(); // what takes no time
    private readonly Stack<Packet> _freePackets = new();
    private readonly List<Func<PacketInfo, PacketVerdict>> _packetRules = [];
    private readonly List<Func<SystemCallInfo, SystemCallVerdict>> _callRules = [];
    private bool _settling;
    private long _calls;

    /// <summary>Whether packets within one host are put before the rules too; default false.</summary>
    public bool RulesSeeLoopback { get; set; }

    /// <summary>How many TCP segments and datagrams have arrived.</summary>
    public long PacketsArrived { get; private set; }

    /// <summary>Held by whoever does something to the network. Where a simulation drives it, nobody ever waits for it.</summary>
    internal object Gate { get; } = new();

    internal TimeProvider Time { get; }

    internal EventLog Log { get; }

    /// <summary>A simulation drives it; else hubs with threads of their own do.</summary>
    internal bool IsDriven => _startHub is not null;

    /// <summary>The time since it began, in ticks of 100 ns.</summary>
    internal long Now => Time.GetElapsedTime(_start).Ticks;

    internal bool HasCallRules => _callRules.Count != 0;

    /// <summary>
    /// Adds a rule for packets. Each packet is put before the rules in the order in which they were added; the first verdict that is
    /// not to pass counts.
    /// </summary>
    /// <param name="rule">The rule. It must not touch the network.</param>
    /// <returns>To be disposed of to take the rule away.</returns>
    public IDisposable AddRule(Func<PacketInfo, PacketVerdict> rule) => Added(_packetRules, rule);

    /// <summary>Adds a rule for system calls, which is asked before a call is made.</summary>
    /// <param name="rule">The rule. It must not touch the network.</param>
    /// <returns>To be disposed of to take the rule away.</returns>
    public IDisposable AddRule(Func<SystemCallInfo, SystemCallVerdict> rule) => Added(_callRules, rule);

    internal Hub StartHub(SimulatedHost host) => _startHub?.Invoke(host) ?? throw new InvalidOperationException(
        $"{host}: its network is none of a simulation's, and so it has no hub.");

    internal SystemCallVerdict Judge(SimulatedHost host, SystemCall call, int descriptor)
    {
        var info = new SystemCallInfo(host, call, descriptor, _calls++);
        foreach (Func<SystemCallInfo, SystemCallVerdict> rule in _callRules)
        {
            SystemCallVerdict verdict = rule(info);
            if (verdict != SystemCallVerdict.Pass)
            {
                return verdict;
            }
        }

        return SystemCallVerdict.Pass;
    }

    internal void At(long time, ITimedEvent happening)
    {
        _events.Add(time + _queueOffset, happening);
        PulseForReal();
    }

    internal Packet NewPacket() => _freePackets.TryPop(out Packet? packet) ? packet : new Packet(this);

    /// <summary>Sends a packet on its way.</summary>
    internal void Send(Packet packet)
    {
        packet.To ??= FindHost(packet.From, packet.Target);
        bool isLoopback = packet.To == packet.From;
        PacketVerdict verdict = _packetRules.Count == 0 || (isLoopback && !RulesSeeLoopback) ? PacketVerdict.Pass : Judge(packet);
        switch (verdict.Kind)
        {
            case PacketVerdict.VerdictKind.Drop:
                Lose(packet);
                return;
            case PacketVerdict.VerdictKind.Reset:
                Reset(packet);
                return;
            case PacketVerdict.VerdictKind.Corrupt when packet.Length == 0:
                Lose(packet);
                return;
            case PacketVerdict.VerdictKind.Corrupt:
                packet.SetLength(packet.Length)[_corruption.Next(packet.Length)] ^= (byte)(1 + _corruption.Next(255));
                break;
        }

        Log.Sent(packet);
        if (isLoopback)
        {
            Carry(packet, verdict, null);
            return;
        }

        if (packet.To is not { IsUp: true } to)
        {
            Lose(packet);
            return;
        }

        Link link = LinkBetween(packet.From, to);
        if (link.Loses())
        {
            Lose(packet);
            return;
        }

        if (link.Duplicates())
        {
            link.Carry(packet.Clone());
        }

        Carry(packet, verdict, link);
    }

    /// <summary>A packet has arrived.</summary>
    internal void Arrive(Packet packet)
    {
        if (packet.To is { IsUp: true } host)
        {
            PacketsArrived++;
            Log.Arrived(packet);
            host.Receive(packet);
        }

        Free(packet);
        Settle();
    }

    /// <summary>What takes no time arrives.</summary>
    internal void Settle()
    {
        if (_settling)
        {
            return;
        }

        _settling = true;
        try
        {
            while (_wire.TryDequeue(out Packet? packet))
            {
                Arrive(packet);
            }
        }
        finally
        {
            _settling = false; // a rule may throw
        }
    }

    private void Carry(Packet packet, PacketVerdict verdict, Link? link)
    {
        Record(packet, verdict.Kind == PacketVerdict.VerdictKind.Pass ? null : $"a rule's verdict: {verdict.Kind}");
        if (verdict.Kind == PacketVerdict.VerdictKind.Duplicate)
        {
            Deliver(packet.Clone(), link, TimeSpan.Zero);
        }

        Deliver(packet, link, verdict.Kind == PacketVerdict.VerdictKind.Delay ? verdict.By : TimeSpan.Zero);
    }

    // By no link it takes no time.
    private void Deliver(Packet packet, Link? link, TimeSpan later)
    {
        if (link is not null)
        {
            link.Carry(packet, later);
        }
        else if (later != TimeSpan.Zero)
        {
            At(VirtualClock.Later(Now, later), packet);
        }
        else
        {
            _wire.Enqueue(packet);
        }
    }

    private PacketVerdict Judge(Packet packet)
    {
        var info = new PacketInfo(packet, TimeSpan.FromTicks(Now));
        foreach (Func<PacketInfo, PacketVerdict> rule in _packetRules)
        {
            PacketVerdict verdict = rule(info);
            if (verdict != PacketVerdict.Pass)
            {
                return verdict;
            }
        }

        return PacketVerdict.Pass;
    }

    private void Lose(Packet packet)
    {
        Log.Lost(packet);
        Record(packet, "lost");
        Free(packet);
    }

    // As from somewhere on the way: either end hears of it as late as it would of the other.
    private void Reset(Packet packet)
    {
        Log.Lost(packet);
        Record(packet, "lost, and reset by a rule");
        Link? link = packet.To is { } to && to != packet.From ? LinkBetween(packet.From, to) : null;
        Packet answer = packet.Clone();
        (answer.Source, answer.Target, answer.From, answer.To) = (packet.Target, packet.Source, packet.To ?? packet.From, packet.From);
        answer.SetLength(0);
        if (packet.Protocol == ProtocolType.Udp)
        {
            answer.IsUnreachable = true;
            Free(packet);
        }
        else
        {
            (answer.InitialSequence, answer.InitialAcknowledgment) = (packet.InitialAcknowledgment, packet.InitialSequence);
            (answer.Flags, answer.Sequence, answer.Acknowledgment) =
                (TcpFlags.Rst | TcpFlags.Ack, packet.Acknowledgment, packet.Sequence + 1);
            packet.Flags = TcpFlags.Rst | (packet.Flags & TcpFlags.Ack);
            packet.SetLength(0);
            packet.IsForced = answer.IsForced = true;
            Deliver(packet, link, TimeSpan.Zero);
        }

        Deliver(answer, link, TimeSpan.Zero);
    }

    private void Free(Packet packet)
    {
        packet.Clear();
        if (_freePackets.Count < KeptPackets)
        {
            _freePackets.Push(packet);
        }
    }

    private Rule Added<T>(List<T> rules, T rule)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (Gate)
        {
            rules.Add(rule);
        }

        return new Rule(() =>
        {
            lock (Gate)
            {
                rules.Remove(rule);
            }
        });
    }

    private sealed class Rule(Action remove) : IDisposable
    {
        private Action? _remove = remove;

        public void Dispose() => Interlocked.Exchange(ref _remove, null)?.Invoke();
    }
}
