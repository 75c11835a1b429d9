namespace Akka.Greensock.TestKit;

/// <content>
/// A network that no simulation drives: hubs with threads of their own use it at the real time, and whoever waits in a poller takes
/// on what is due. So suites that were written for real kernels run over this one.
/// </content>
public sealed partial class SimulatedNetwork
{
    /// <summary>A network of its own for hubs with threads.</summary>
    internal static SimulatedNetwork ForThreads(ulong seed = 0) =>
        new(TimeProvider.System, new EventQueue(), 0, new SimulatedRandom(seed), new EventLog(0), null);

    /// <summary>Whatever was due by now happens, where no simulation sees to it.</summary>
    internal void CatchUp()
    {
        if (!IsDriven)
        {
            while (_events.NextTime <= Now)
            {
                _events.Take().Happen();
                Settle();
            }
        }
    }

    /// <summary>Waits, with the gate held, until the condition holds or the time is up.</summary>
    internal void WaitForReal(Func<bool> condition, int timeoutMilliseconds)
    {
        long until = timeoutMilliseconds < 0 ? long.MaxValue : Now + (timeoutMilliseconds * TimeSpan.TicksPerMillisecond);
        CatchUp();
        while (!condition())
        {
            long left = Math.Min(until, _events.NextTime) - Now;
            if (until - Now <= 0)
            {
                return;
            }

            int milliseconds = left > TimeSpan.TicksPerDay ? Timeout.Infinite
                : (int)((left + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);
            if (left > 0)
            {
                Monitor.Wait(Gate, milliseconds);
            }

            CatchUp();
        }
    }

    internal void PulseForReal()
    {
        if (!IsDriven)
        {
            Monitor.PulseAll(Gate);
        }
    }
}
