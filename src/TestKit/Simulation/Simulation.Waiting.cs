namespace Akka.Greensock.TestKit;

/// <content>Waits of code that is no greenlet's: the test's body, and what it started.</content>
public sealed partial class Simulation
{
    private readonly List<Waiter> _waiters = [];
    private bool _hasEnded;

    /// <summary>
    /// Somebody sees to it that the simulation goes on while the body awaits. Else whoever waits lets it go on at once.
    /// </summary>
    internal bool IsDriven { get; set; }

    bool IHubDriver.HasEnded => _hasEnded;

    Hub IHubDriver.Home => Local.Hub;

    bool IHubDriver.WaitsAreItsOwn => _depth == 0 && !IsDriven;

    /// <summary>Waits until a condition holds: here and now where nobody else would let the simulation go on.</summary>
    /// <param name="what">What is waited for, for the listing of who waits.</param>
    /// <param name="condition">Asked after each step.</param>
    /// <param name="timeout">How long at most, by the simulation's clock.</param>
    /// <param name="here">The caller is synchronous: the wait is over when this returns.</param>
    /// <returns>False: the time was up.</returns>
    internal ValueTask<bool> WaitAsync(string what, Func<bool> condition, TimeSpan timeout, bool here)
    {
        if (condition())
        {
            return new ValueTask<bool>(true);
        }

        if (here || ((IHubDriver)this).WaitsAreItsOwn)
        {
            using SimulationScope scope = Enter();
            return new ValueTask<bool>(RunUntil(condition, timeout));
        }

        var waiter = new Waiter(this, what, condition);
        _waiters.Add(waiter);
        if (timeout >= TimeSpan.Zero)
        {
            At(VirtualClock.Later(_clock.Now, timeout), waiter);
        }

        return new ValueTask<bool>(waiter.Task);
    }

    private void AskWaiters()
    {
        for (int i = 0; i < _waiters.Count; i++)
        {
            if (_waiters[i].TryEnd())
            {
                _waiters.RemoveAt(i--);
            }
        }
    }

    private sealed class Waiter(Simulation simulation, string what, Func<bool> condition) : ITimedEvent
    {
        // What comes after a wait is a step of its own.
        private readonly TaskCompletionSource<bool> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> Task => _over.Task;

        public string What => what;

        public bool TryEnd()
        {
            bool isOver;
            try
            {
                isOver = condition();
            }
            catch (Exception e)
            {
                return _over.TrySetException(e);
            }

            return isOver && _over.TrySetResult(true);
        }

        void ITimedEvent.Happen()
        {
            if (simulation._waiters.Remove(this))
            {
                _over.SetResult(false);
            }
        }
    }
}
