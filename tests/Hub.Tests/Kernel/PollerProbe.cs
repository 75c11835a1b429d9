using Xunit.Sdk;

namespace Akka.Greensock.Tests;

/// <summary>
/// A poller as a test uses it. Events are hints, so a test never counts them: it waits for one, tries its call, and
/// waits again where the call would block. What arrives for another slot meanwhile is kept.
/// </summary>
internal sealed class PollerProbe(IPoller poller) : IDisposable
{
    /// <summary>How long an event that must come may take, in milliseconds, as a poller takes it.</summary>
    public static readonly int PatienceMilliseconds = (int)Patience.TotalMilliseconds;

    private readonly List<PollEvent> _seen = [];
    private readonly PollEvent[] _events = new PollEvent[16];

    public IPoller Poller { get; } = poller;

    public void Add(int descriptor, int slot, uint generation = 1) => Expect.Ok(Poller.Add(descriptor, slot, generation));

    /// <summary>The next event for the slot that has one of the wanted bits.</summary>
    public PollEvent Await(int slot, Readiness wanted)
    {
        while (true)
        {
            int index = _seen.FindIndex(e => e.Slot == slot && (e.Readiness & wanted) != 0);
            if (index >= 0)
            {
                PollEvent found = _seen[index];
                _seen.RemoveAt(index);
                return found;
            }

            Wait($"No event with {wanted} came for slot {slot}.");
        }
    }

    /// <summary>Takes whatever is to be reported now and forgets it: what comes after is news.</summary>
    public void Forget()
    {
        while (Collect(0) > 0)
        {
        }

        _seen.Clear();
    }

    /// <summary>Everything that is reported next, for whatever slot, once there is something.</summary>
    public IReadOnlyList<PollEvent> Next()
    {
        if (_seen.Count == 0)
        {
            Wait("No event came.");
        }

        return Now();
    }

    /// <summary>Everything that is reported now.</summary>
    public IReadOnlyList<PollEvent> Now()
    {
        Collect(0);
        PollEvent[] now = [.. _seen];
        _seen.Clear();
        return now;
    }

    public void Dispose() => Poller.Dispose();

    private void Wait(string otherwise)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (Collect(PatienceMilliseconds) == 0) // a wake-up ends a poll too
        {
            if (TimeProvider.System.GetElapsedTime(started) >= Patience)
            {
                throw new XunitException(otherwise);
            }
        }
    }

    private int Collect(int timeoutMilliseconds)
    {
        int count = Expect.Ok(Poller.Poll(_events, timeoutMilliseconds));
        _seen.AddRange(_events.AsSpan(0, count));
        return count;
    }
}
