using BenchmarkDotNet.Attributes;

namespace Akka.Greensock.Benchmarks.Micro;

/// <summary>A timer that is armed and cancelled before it is due, which is the life of nearly every timeout.</summary>
public class TimerBenchmark : HubBenchmark
{
    private const int Arms = 1_000_000;

    /// <summary>Timers that are armed all the while, from 10 to 20 minutes ahead.</summary>
    [Params(0, 100_000)]
    public int Others { get; set; }

    public override void Start()
    {
        base.Start();
        RunOnHub(() =>
        {
            for (int i = 0; i < Others; i++)
            {
                Hub.Timers.Arm(new IdleTimer(), Hub.TickAfter(TimeSpan.FromMinutes(10) + TimeSpan.FromMilliseconds(i * 6)));
            }

            return Task.CompletedTask;
        });
    }

    [Benchmark(Description = "timer arm + cancel", OperationsPerInvoke = Arms)]
    public void ArmAndCancel() => RunOnHub(() =>
    {
        var timer = new IdleTimer();
        for (int i = 0; i < Arms; i++)
        {
            Hub.Timers.Arm(timer, Hub.TickAfter(TimeSpan.FromSeconds(30)));
            Hub.Timers.Cancel(timer);
        }

        return Task.CompletedTask;
    });

    private sealed class IdleTimer : HubTimer
    {
        internal override void OnDue()
        {
        }
    }
}
