using System.Globalization;
using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>
/// What happened in a simulation: a hash of all of it, and the last of it in full. Two runs of one seed have the same hash, or one
/// of them was disturbed.
/// </summary>
/// <remarks>Nothing is put into words before somebody asks: a line costs a few nanoseconds.</remarks>
public sealed class EventLog
{
    private readonly Entry[] _kept;
    private long _count;
    private ulong _hash = 0xCBF29CE484222325;

    internal EventLog(int kept) => _kept = new Entry[kept];

    private enum Kind : byte
    {
        Note,
        Call,
        Sent,
        Arrived,
        Lost,
        Turn,
    }

    /// <summary>How many events there were.</summary>
    public long Count => _count;

    /// <summary>A number that is the same for the same events at the same times in the same order.</summary>
    public ulong Hash => _hash;

    /// <summary>Whose time it tells.</summary>
    internal Func<long>? Clock { get; set; }

    /// <summary>The last events, a line each, the oldest first.</summary>
    /// <param name="lines">How many at the most, 0 or more.</param>
    public string Tail(int lines = 100)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lines);
        var text = new StringBuilder();
        long first = Math.Max(_count - Math.Min(lines, _kept.Length), 0);
        for (long i = first; i < _count; i++)
        {
            text.Append(_kept[i % _kept.Length].ToString()).Append('\n');
        }

        return text.ToString();
    }

    internal void Note(SimulatedHost? host, string text) => Note(host, text, text);

    /// <summary>Notes a text of which a part may differ from run to run, such as the numbers in an actor's path.</summary>
    internal void Note(SimulatedHost? host, string text, string hashed)
    {
        ulong hash = 0;
        foreach (char c in hashed)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        Add(new Entry { Kind = Kind.Note, Host = host, Text = text }, hash);
    }

    internal void Call(SimulatedHost host, SystemCall call, int descriptor, KernelResult result)
    {
        long answer = result.IsOk ? result.Value : -(long)result.Errno;
        Add(new Entry { Kind = Kind.Call, Host = host, A = (long)call, B = descriptor, C = answer },
            Mix(Mix((ulong)call, (ulong)descriptor), (ulong)answer));
    }

    internal void Sent(Packet packet) => Add(Kind.Sent, packet, packet.From);

    internal void Arrived(Packet packet) => Add(Kind.Arrived, packet, packet.To);

    internal void Lost(Packet packet) => Add(Kind.Lost, packet, packet.From);

    private static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 32);
    }

    private void Add(Kind kind, Packet packet, SimulatedHost? host)
    {
        ulong hash = Mix(Mix((ulong)packet.Sequence, (ulong)packet.Acknowledgment), ((ulong)packet.Flags << 32) | (uint)packet.Length);
        hash = Mix(hash, ((ulong)packet.Source.Port << 16) | packet.Target.Port);
        Add(
            new Entry
            {
                Kind = kind,
                Host = host,
                A = packet.Sequence,
                B = packet.Acknowledgment,
                C = packet.Length,
                D = packet.IsUnreachable ? -1 : packet.Protocol == System.Net.Sockets.ProtocolType.Tcp ? (int)packet.Flags : -2,
                Source = packet.Source,
                Target = packet.Target,
            },
            hash);
    }

    private void Add(in Entry entry, ulong hash)
    {
        long now = Clock?.Invoke() ?? 0;
        _hash = Mix(Mix(_hash, (ulong)now), hash ^ ((ulong)entry.Kind << 56));
        if (_kept.Length != 0)
        {
            ref Entry kept = ref _kept[_count % _kept.Length];
            kept = entry;
            kept.Time = now;
        }

        _count++;
    }

    private struct Entry
    {
        public Kind Kind;
        public long Time;
        public SimulatedHost? Host;
        public string? Text;
        public long A;
        public long B;
        public long C;
        public int D;
        public NetworkAddress Source;
        public NetworkAddress Target;

        public override readonly string ToString()
        {
            string what = Kind switch
            {
                Kind.Call => string.Create(CultureInfo.InvariantCulture, $"{(SystemCall)A}{(B < 0 ? string.Empty : $"({B})")} = {Answer}"),
                Kind.Sent => $"sends {Packet}",
                Kind.Arrived => $"gets {Packet}",
                Kind.Lost => $"loses {Packet}",
                _ => Text ?? string.Empty,
            };
            return string.Create(CultureInfo.InvariantCulture,
                $"{TimeSpan.FromTicks(Time).TotalMilliseconds,12:F3} ms  {Host?.Name,-10}  {what}");
        }

        private readonly string Answer => C < 0 ? ((Errno)(-C)).ToString() : C.ToString(CultureInfo.InvariantCulture);

        private readonly string Packet => string.Create(
            CultureInfo.InvariantCulture,
            $"{Source} > {Target} {(D == -1 ? "port unreachable" : D == -2 ? "datagram" : $"{(TcpFlags)D} seq {A} ack {B}")}, {C} bytes");
    }
}
