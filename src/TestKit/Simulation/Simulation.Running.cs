namespace Akka.Greensock.TestKit;

/// <content>How it goes on.</content>
public sealed partial class Simulation
{
    // Work of other threads that may be on its way, such as a continuation on the pool, is given so much real time before everything
    // counts as stuck. They may have to wait for a processor.
    private static readonly TimeSpan PatienceWithThreads = TimeSpan.FromSeconds(1);

    // The pool gets a thread more in half a second, where all of its own are blocked by other tests.
    private static readonly TimeSpan PatienceWithPool = TimeSpan.FromSeconds(10);

    private int _depth;

    /// <summary>How many waits, one within another, let it go on now.</summary>
    internal int Depth => _depth;

    internal long NowTicks => _clock.Now;

    /// <summary>Lets everything run until nothing more can happen without time passing.</summary>
    public void RunUntilIdle() => RunUntil(() => false, TimeSpan.Zero);

    /// <summary>Lets a time pass.</summary>
    /// <param name="time">How long by the simulation's clock, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="SimulationLimitException">A limit of the options is reached.</exception>
    public void RunFor(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        RunUntil(() => false, time);
    }

    /// <summary>Lets the simulation go on until a condition holds.</summary>
    /// <param name="condition">Asked after each step.</param>
    /// <param name="timeout">How long at most by the simulation's clock; <see cref="Timeout.InfiniteTimeSpan"/> for as long as
    /// anything happens.</param>
    /// <returns>False: the time was up.</returns>
    /// <exception cref="InvalidOperationException">Called on a host: there a greenlet waits by awaiting.</exception>
    /// <exception cref="SimulationDeadlockException">Nothing will ever happen, and no time limits the wait.</exception>
    /// <exception cref="SimulationLimitException">A limit of the options is reached.</exception>
    public bool RunUntil(Func<bool> condition, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (_depth != 0 && Hub.Current is not null)
        {
            throw new InvalidOperationException(
                "RunUntil: this is a host's code, and the simulation goes on when it parks. " +
                "Await what you wait for, or wait in the test's body.");
        }

        long until = timeout < TimeSpan.Zero ? long.MaxValue : VirtualClock.Later(_clock.Now, timeout);
        _depth++;
        try
        {
            while (!condition())
            {
                if (!Step(until))
                {
                    return condition();
                }

                if (_waiters.Count != 0)
                {
                    AskWaiters();
                }
            }

            return true;
        }
        finally
        {
            _depth--;
        }
    }

    internal void At(long time, ITimedEvent happening) => _events.Add(time, happening);

    internal void HasEnded(DrivenHub hub) => _hubs.Remove(hub);

    private bool AwaitsOthers()
    {
        bool awaits = false;
        foreach (DrivenHub hub in _hubs)
        {
            awaits |= hub.TakeAwaitsOthers();
        }

        return awaits;
    }

    // False: the time is up.
    private bool Step(long until)
    {
        if (++Steps > _options.MaximumSteps)
        {
            throw new SimulationLimitException(
                $"The simulation has taken {_options.MaximumSteps:N0} steps, and may not take more " +
                $"(SimulationOptions.MaximumSteps): something spins.{Report()}");
        }

        if (_ready.TryTake(out Action? action))
        {
            action!();
            return true;
        }

        if (AwaitsOthers() && _ready.WaitForPool(PatienceWithPool))
        {
            return true; // it comes before time goes on
        }

        long next = _events.NextTime;
        if (next > until || next == long.MaxValue)
        {
            if (until != long.MaxValue)
            {
                _clock.Now = Math.Max(_clock.Now, until);
                return !_ready.IsEmpty;
            }

            return _ready.WaitForPool(PatienceWithPool) || _ready.WaitForForeign(PatienceWithThreads) ? true
                : throw new SimulationDeadlockException($"Everything waits, and nothing will ever happen.{Report()}");
        }

        if (next > _options.MaximumTime.Ticks)
        {
            throw new SimulationLimitException(
                $"The simulation has lasted {_options.MaximumTime}, and may not last longer " +
                $"(SimulationOptions.MaximumTime): something goes on for ever.{Report()}");
        }

        _clock.Now = Math.Max(_clock.Now, next);
        ITimedEvent happening = _events.Take();
        lock (Network.Gate)
        {
            happening.Happen();
            Network.Settle(); // what a timer has sent within its host
        }

        return true;
    }
}
