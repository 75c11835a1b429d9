using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Greensock.TestKit;

/// <summary>Akka's scheduler on a simulation's clock.</summary>
public sealed class SimulatedScheduler : SchedulerBase
{
    private readonly SimulatedSystem _system;

    /// <summary>Called by Akka where <c>akka.scheduler.implementation</c> names this type.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="log">The system's log.</param>
    /// <exception cref="ConfigurationException">The actor system is none of a simulation's.</exception>
    public SimulatedScheduler(Config config, ILoggingAdapter log)
        : base(config, log) => _system = SimulatedSystem.Starting ?? throw new ConfigurationException(
            "SimulatedScheduler: this actor system is none of a simulation's. Let Simulation.System or GreensockTestKit make it.");

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow => _system.Simulation.Time.GetUtcNow();

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => _system.Simulation.Now;

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => _system.Simulation.Now;

    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        After(delay, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Repeat(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) => After(delay, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
        Repeat(initialDelay, interval, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable cancelable) =>
        After(delay, action.Run, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable cancelable) =>
        Repeat(initialDelay, interval, action.Run, cancelable);

    private void After(TimeSpan delay, Action action, ICancelable? cancelable) => _system.After(delay, () =>
    {
        if (cancelable is not { IsCancellationRequested: true })
        {
            action();
        }
    });

    private void Repeat(TimeSpan delay, TimeSpan interval, Action action, ICancelable? cancelable) => After(
        delay,
        () =>
        {
            action();
            Repeat(interval, interval, action, cancelable);
        },
        cancelable);
}
