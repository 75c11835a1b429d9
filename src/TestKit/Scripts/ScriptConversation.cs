using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>One run of a script over one connection: what has come and was not taken yet, the clock, and what was said so far.</summary>
internal sealed partial class ScriptConversation(GreenSocket socket, CancellationToken cancellationToken)
{
    private const int LeastRoom = 4096; // a page; what a receive is offered at least

    private readonly TimeProvider _clock = socket.Hub.Options.TimeProvider;
    private readonly long _startedAt = socket.Hub.Options.TimeProvider.GetTimestamp();
    private byte[] _buffer = new byte[LeastRoom];
    private int _taken;
    private int _filled;
    private string _number = "";
    private ScriptStep? _step;
    private long _stepStartedAt;

    public GreenSocket Socket { get; } = socket;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public ScriptTranscript Transcript { get; } = new();

    public ScriptVariables Variables => Transcript.Variables;

    /// <summary>What has come and was not taken.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_taken, _filled - _taken);

    /// <summary>The peer has ended its direction: nothing more comes.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Runs the steps in order. The numbers begin with the prefix.</summary>
    public async ValueTask RunAsync(IReadOnlyList<ScriptStep> steps, string prefix)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            CancellationToken.ThrowIfCancellationRequested();
            Begin(steps[i], FormattableString.Invariant($"{prefix}{i + 1}"));
            await steps[i].RunAsync(this);
        }
    }

    public void Begin(ScriptStep step, string number)
    {
        _step = step;
        _number = number;
        _stepStartedAt = _clock.GetTimestamp();
    }

    /// <summary>The number of the step that runs, before which the numbers of its inner steps begin.</summary>
    public string Number => _number;

    public void Take(int count) => _taken += count;

    public void Note(ScriptEvent happened, ReadOnlyMemory<byte> bytes = default) =>
        Transcript.Add(new ScriptTranscriptEntry(_clock.GetElapsedTime(_startedAt), happened, bytes, _number));

    /// <summary>Lets the part of the step's time that is used up begin anew, for a step that waits on purpose.</summary>
    public void RestartTime() => _stepStartedAt = _clock.GetTimestamp();

    /// <summary>Parks until something more has come. False, with nothing more: the peer has ended its direction.</summary>
    /// <exception cref="SocketTimeoutException">The step's time is up.</exception>
    /// <exception cref="SocketException">The connection has failed.</exception>
    public async ValueTask<bool> ReceiveAsync(TimeSpan? timeout = null)
    {
        if (HasEnded)
        {
            return false;
        }

        MakeRoom();
        LimitTime(timeout);
        int count;
        try
        {
            count = await Socket.ReceiveAsync(_buffer.AsMemory(_filled), CancellationToken);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            Note(ScriptEvent.ResetReceived);
            throw;
        }

        if (count == 0)
        {
            HasEnded = true;
            Note(ScriptEvent.EndReceived);
            return false;
        }

        Note(ScriptEvent.Received, _buffer.AsSpan(_filled, count).ToArray());
        _filled += count;
        return true;
    }

    /// <summary>Sends all of the bytes, within what is left of the step's time.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        Note(ScriptEvent.Sent, bytes); // before: the answer may be here before the call has returned
        LimitTime(null);
        try
        {
            await Socket.SendAllAsync(bytes, CancellationToken);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            Note(ScriptEvent.ResetReceived);
            throw Mismatch("the peer had reset the connection, and took it no more", cause: e);
        }
        catch (SocketTimeoutException e)
        {
            throw Mismatch($"the peer did not take it within {Seconds(_step!.Settings.Timeout)}", cause: e);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Mismatch($"it failed: {e.Message}", cause: e);
        }
    }

    private void MakeRoom()
    {
        if (_taken > 0)
        {
            Unread.CopyTo(_buffer);
            _filled -= _taken;
            _taken = 0;
        }

        if (_buffer.Length - _filled < LeastRoom)
        {
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _filled + LeastRoom));
        }
    }

    /// <summary>The socket's calls end when the step's time is up, by the timers of the socket's hub.</summary>
    private void LimitTime(TimeSpan? timeout)
    {
        TimeSpan limit = timeout ?? _step!.Settings.Timeout;
        if (limit != Timeout.InfiniteTimeSpan)
        {
            // At least a tick of the hub's timers: 0 would make the socket non-blocking.
            TimeSpan left = limit - _clock.GetElapsedTime(_stepStartedAt);
            limit = left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
        }

        Socket.Timeout = limit;
    }
}
