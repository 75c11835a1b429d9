using System.Net;

namespace Akka.Greensock.TestKit;

/// <summary>One recorded TCP connection: what its sides said to each other, in order, without what TCP itself adds.</summary>
public sealed class RecordedConversation
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(1); // the resolution of a hub's timers

    private const int LongestEventBytes = 64 * 1024;

    private readonly List<RecordedEvent> _events = [];
    private readonly TcpDirection _fromClient = new();
    private readonly TcpDirection _fromServer = new();
    private readonly DateTimeOffset _startedAt;

    internal RecordedConversation(CapturedPacket first)
    {
        // A SYN tells who is the client; without one, who spoke first is taken for it.
        bool isAnswer = first.Flags.HasFlag(TcpFlags.Syn | TcpFlags.Ack);
        Client = isAnswer ? first.Target : first.Source;
        Server = isAnswer ? first.Source : first.Target;
        _startedAt = first.Time;
    }

    /// <summary>The side that connected.</summary>
    public IPEndPoint Client { get; }

    /// <summary>The side that accepted.</summary>
    public IPEndPoint Server { get; }

    /// <summary>What they did, in order. What a side sent without a pause, and without a word of the other's, is one event, up to some
    /// 64 KiB.</summary>
    public IReadOnlyList<RecordedEvent> Events => _events;

    /// <summary>False where the recording has not got all the bytes, for it began late or lost some.</summary>
    public bool IsComplete => !_fromClient.HasGap && !_fromServer.HasGap;

    internal bool IsReset { get; private set; }

    /// <summary>Makes the script that plays one side to a peer that is to behave as the other did.</summary>
    /// <param name="side">Which side the script plays.</param>
    /// <param name="keepsPauses">Whether it waits before it speaks as long as that side did.</param>
    /// <returns>The script: it expects the other's bytes and sends its own, and ends as that side did.</returns>
    /// <exception cref="InvalidOperationException">The conversation is not complete.</exception>
    public Script ToScript(ScriptSide side, bool keepsPauses = false)
    {
        if (!IsComplete)
        {
            throw new InvalidOperationException(
                $"RecordedConversation.ToScript: of the bytes between {Client} and {Server} some are missing. "
                + "Record the connection from its begin.");
        }

        Script script = Script.Start();
        TimeSpan last = _events.Count > 0 ? _events[0].Time : TimeSpan.Zero;
        foreach (RecordedEvent happened in _events)
        {
            TimeSpan pause = happened.Time - last;
            last = happened.Time;
            if (keepsPauses && happened.By == side && pause >= LeastPause)
            {
                script = script.Wait(pause);
            }

            if (keepsPauses)
            {
                script = script.WithTimeout(ScriptSettings.Default.Timeout + pause);
            }

            script = Played(script, happened, isOwn: happened.By == side);
        }

        return _fromClient.HasEnded && _fromServer.HasEnded && !IsReset ? script.Close() : script;
    }

    internal bool IsOf(IPEndPoint one, IPEndPoint other) =>
        (Client.Equals(one) && Server.Equals(other)) || (Client.Equals(other) && Server.Equals(one));

    /// <summary>A SYN that begins another connection between the same two ports.</summary>
    internal bool IsFollowedBy(CapturedPacket segment) =>
        (segment.Flags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn
        && (segment.Source.Equals(Client) ? _fromClient : _fromServer).First != segment.Sequence;

    internal void Take(CapturedPacket segment)
    {
        if (IsReset)
        {
            return;
        }

        ScriptSide by = segment.Source.Equals(Client) ? ScriptSide.Client : ScriptSide.Server;
        TcpDirection direction = by == ScriptSide.Client ? _fromClient : _fromServer;
        TimeSpan time = segment.Time - _startedAt;
        if (segment.Flags.HasFlag(TcpFlags.Rst))
        {
            IsReset = true;
            _events.Add(new RecordedEvent(time, by, ScriptEvent.ResetSent, default));
            return;
        }

        bool hadEnded = direction.HasEnded;
        foreach (ReadOnlyMemory<byte> bytes in direction.Take(segment))
        {
            Add(time, by, bytes);
        }

        if (direction.HasEnded && !hadEnded)
        {
            _events.Add(new RecordedEvent(time, by, ScriptEvent.EndSent, default));
        }
    }

    private void Add(TimeSpan time, ScriptSide by, ReadOnlyMemory<byte> bytes)
    {
        if (_events.Count > 0
            && _events[^1] is { Act: ScriptEvent.Sent } last
            && last.By == by
            && time - last.Time < LeastPause
            && last.Bytes.Length < LongestEventBytes)
        {
            _events[^1] = last with { Bytes = (byte[])[.. last.Bytes.Span, .. bytes.Span] };
        }
        else
        {
            _events.Add(new RecordedEvent(time, by, ScriptEvent.Sent, bytes));
        }
    }

    private static Script Played(Script script, RecordedEvent happened, bool isOwn) => (happened.Act, isOwn) switch
    {
        (ScriptEvent.Sent, true) => script.Send(happened.Bytes.Span),
        (ScriptEvent.Sent, false) => script.Expect(happened.Bytes.Span),
        (ScriptEvent.EndSent, true) => script.HalfClose(),
        (ScriptEvent.EndSent, false) => script.ExpectEnd(),
        (_, true) => script.Reset(),
        (_, false) => script.ExpectReset(),
    };
}
