using Akka.TestKit;

namespace Akka.Greensock.TestKit;

/// <content>Conditions and blocks in virtual time.</content>
public sealed partial class SimulatedProbe
{
    /// <summary>Waits until a condition holds, which is asked ten times within the time, or at an interval.</summary>
    public new void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), null, null, cancellationToken));

    /// <summary>Waits until a condition holds, which is asked ten times within the time, or at an interval.</summary>
    public new Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        Virtual.AwaitConditionAsync(conditionIsFulfilled, null, null, cancellationToken);

    /// <summary>Waits until a condition holds, which is asked ten times within the time, or at an interval.</summary>
    public new Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        Virtual.AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), null, null, cancellationToken);

    /// <summary>Waits until a condition holds, which is asked ten times within the time, or at an interval.</summary>
    public new void AwaitCondition(
        Func<bool> conditionIsFulfilled, [AutoDilate] TimeSpan? max, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), max, null, cancellationToken));

    /// <summary>Waits until a condition holds, which is asked ten times within the time, or at an interval.</summary>
    public new Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, [AutoDilate] TimeSpan? max, CancellationToken cancellationToken = default) =>
        Virtual.AwaitConditionAsync(conditionIsFulfilled, max, null, cancellationToken);

    /// <summary>Waits until a condition holds, which is asked ten times within the time, or at an interval.</summary>
    public new void AwaitCondition(
        Func<bool> conditionIsFulfilled, [AutoDilate] TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), max, message, cancellationToken));

    /// <summary>Waits until a condition holds, which is asked ten times within the time, or at an interval.</summary>
    public new Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, [AutoDilate] TimeSpan? max, string message,
        CancellationToken cancellationToken = default) =>
        Virtual.AwaitConditionAsync(conditionIsFulfilled, max, message, cancellationToken);

    /// <summary>Waits until a condition holds, which is asked ten times within the time, or at an interval.</summary>
    public new Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, [AutoDilate] TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        Virtual.AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), max, message, cancellationToken);

    /// <summary>Waits until a condition holds, which is asked ten times within the time, or at an interval.</summary>
    public new void AwaitCondition(
        Func<bool> conditionIsFulfilled, [AutoDilate] TimeSpan? max, TimeSpan? interval, string? message = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() =>
            Virtual.AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, message, cancellationToken));

    /// <summary>Waits until a condition holds, which is asked ten times within the time, or at an interval.</summary>
    public new Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, [AutoDilate] TimeSpan? max, TimeSpan? interval, string? message = null,
        CancellationToken cancellationToken = default) =>
        Virtual.AwaitConditionAsync(conditionIsFulfilled, max, interval, message, cancellationToken);

    /// <summary>Waits until a condition holds, which is asked ten times within the time, or at an interval.</summary>
    public new Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, [AutoDilate] TimeSpan? max, TimeSpan? interval, string? message = null,
        CancellationToken cancellationToken = default) =>
        Virtual.AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, message, cancellationToken);

    /// <summary>Waits until a condition holds, which is asked at an interval. False: the time was up.</summary>
    public new bool AwaitConditionNoThrow(
        Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Virtual.Here(() =>
            Virtual.AwaitConditionNoThrowAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, cancellationToken));

    /// <summary>Waits until a condition holds, which is asked at an interval. False: the time was up.</summary>
    public new Task<bool> AwaitConditionNoThrowAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Virtual.AwaitConditionNoThrowAsync(conditionIsFulfilled, max, interval, cancellationToken);

    /// <summary>Waits until a condition holds, which is asked at an interval. False: the time was up.</summary>
    public new Task<bool> AwaitConditionNoThrowAsync(
        Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Virtual.AwaitConditionNoThrowAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, cancellationToken);

    /// <summary>Waits until an assertion holds, which is tried at an interval; default 100 ms.</summary>
    public new void AwaitAssert(
        Action assertion, [AutoDilate] TimeSpan? duration = null, TimeSpan? interval = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.AwaitAssertAsync(() => VirtualExpectations.AsTask(assertion), duration, interval, cancellationToken));

    /// <summary>Waits until an assertion holds, which is tried at an interval; default 100 ms.</summary>
    public new Task AwaitAssertAsync(
        Action assertion, [AutoDilate] TimeSpan? duration = null, TimeSpan? interval = null,
        CancellationToken cancellationToken = default) =>
        Virtual.AwaitAssertAsync(() => VirtualExpectations.AsTask(assertion), duration, interval, cancellationToken);

    /// <summary>Waits until an assertion holds, which is tried at an interval; default 100 ms.</summary>
    public new Task AwaitAssertAsync(
        Func<Task> assertion, [AutoDilate] TimeSpan? duration = null, TimeSpan? interval = null,
        CancellationToken cancellationToken = default) =>
        Virtual.AwaitAssertAsync(assertion, duration, interval, cancellationToken);

    /// <summary>Runs a block that has to end within a time, and to take another one at least. Waits in it have what is left.</summary>
    public new void Within(
        [AutoDilate] TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.WithinAsync(
            TimeSpan.Zero, max, () => VirtualExpectations.AsTask(action), null, epsilonValue, cancellationToken));

    /// <summary>Runs a block that has to end within a time, and to take another one at least. Waits in it have what is left.</summary>
    public new Task WithinAsync(
        [AutoDilate] TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Virtual.WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    /// <summary>Runs a block that has to end within a time, and to take another one at least. Waits in it have what is left.</summary>
    public new T Within<T>(
        [AutoDilate] TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Virtual.Here(() =>
            Virtual.WithinAsync(TimeSpan.Zero, max, () => Task.FromResult(function()), null, epsilonValue, cancellationToken));

    /// <summary>Runs a block that has to end within a time, and to take another one at least. Waits in it have what is left.</summary>
    public new Task<T> WithinAsync<T>(
        [AutoDilate] TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Virtual.WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <summary>Runs a block that has to end within a time, and to take another one at least. Waits in it have what is left.</summary>
    public new void Within(
        TimeSpan min, [AutoDilate] TimeSpan max, Action action, string? hint = null, TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.WithinAsync(
            min, max, () => VirtualExpectations.AsTask(action), hint, epsilonValue, cancellationToken));

    /// <summary>Runs a block that has to end within a time, and to take another one at least. Waits in it have what is left.</summary>
    public new Task WithinAsync(
        TimeSpan min, [AutoDilate] TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Virtual.WithinAsync(min, max, actionAsync, hint, epsilonValue, cancellationToken);

    /// <summary>Runs a block that has to end within a time, and to take another one at least. Waits in it have what is left.</summary>
    public new T Within<T>(
        TimeSpan min, [AutoDilate] TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.WithinAsync(min, max, () => Task.FromResult(function()), hint, epsilonValue, cancellationToken));

    /// <summary>Runs a block that has to end within a time, and to take another one at least. Waits in it have what is left.</summary>
    public new Task<T> WithinAsync<T>(
        TimeSpan min, [AutoDilate] TimeSpan max, Func<Task<T>> function, string? hint = null, TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Virtual.WithinAsync(min, max, function, hint, epsilonValue, cancellationToken);
}
