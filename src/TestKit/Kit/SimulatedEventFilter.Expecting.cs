using Akka.TestKit;

namespace Akka.Greensock.TestKit;

/// <content>Akka's members.</content>
public sealed partial class SimulatedEventFilter
{
    /// <inheritdoc/>
    public void ExpectOne(Action action, CancellationToken cancellationToken = default) =>
        _virtual.Here(() => RunAsync(() => WithNothing(action), null, 1, cancellationToken));

    /// <inheritdoc/>
    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        RunAsync(() => WithNothingAsync(actionAsync), null, 1, cancellationToken);

    /// <inheritdoc/>
    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) =>
        _virtual.Here(() => RunAsync(() => Task.FromResult(func()), null, 1, cancellationToken));

    /// <inheritdoc/>
    public Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        RunAsync(func, null, 1, cancellationToken);

    /// <inheritdoc/>
    public void ExpectOne([AutoDilate] TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        _virtual.Here(() => RunAsync(() => WithNothing(action), timeout, 1, cancellationToken));

    /// <inheritdoc/>
    public Task ExpectOneAsync([AutoDilate] TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        RunAsync(() => WithNothingAsync(action), timeout, 1, cancellationToken);

    /// <inheritdoc/>
    public T ExpectOne<T>([AutoDilate] TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        _virtual.Here(() => RunAsync(() => Task.FromResult(func()), timeout, 1, cancellationToken));

    /// <inheritdoc/>
    public Task<T> ExpectOneAsync<T>([AutoDilate] TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        RunAsync(func, timeout, 1, cancellationToken);

    /// <inheritdoc/>
    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        _virtual.Here(() => RunAsync(() => WithNothing(action), null, expectedCount, cancellationToken));

    /// <inheritdoc/>
    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        RunAsync(() => WithNothingAsync(actionAsync), null, expectedCount, cancellationToken);

    /// <inheritdoc/>
    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default) =>
        _virtual.Here(() => RunAsync(() => Task.FromResult(func()), null, expectedCount, cancellationToken));

    /// <inheritdoc/>
    public Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        RunAsync(func, null, expectedCount, cancellationToken);

    /// <inheritdoc/>
    public void Expect(int expectedCount, [AutoDilate] TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        _virtual.Here(() => RunAsync(() => WithNothing(action), timeout, expectedCount, cancellationToken));

    /// <inheritdoc/>
    public Task ExpectAsync(
        int expectedCount, [AutoDilate] TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        RunAsync(() => WithNothingAsync(action), timeout, expectedCount, cancellationToken);

    /// <inheritdoc/>
    public T Expect<T>(int expectedCount, [AutoDilate] TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        _virtual.Here(() => RunAsync(() => Task.FromResult(func()), timeout, expectedCount, cancellationToken));

    /// <inheritdoc/>
    public Task<T> ExpectAsync<T>(
        int expectedCount, [AutoDilate] TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        RunAsync(func, timeout, expectedCount, cancellationToken);

    /// <inheritdoc/>
    public void Mute(Action action, CancellationToken cancellationToken = default) =>
        _virtual.Here(() => RunAsync(() => WithNothing(action), null, null, cancellationToken));

    /// <inheritdoc/>
    public Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default) =>
        RunAsync(() => WithNothingAsync(action), null, null, cancellationToken);

    /// <inheritdoc/>
    public T Mute<T>(Func<T> func, CancellationToken cancellationToken = default) =>
        _virtual.Here(() => RunAsync(() => Task.FromResult(func()), null, null, cancellationToken));

    /// <inheritdoc/>
    public Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        RunAsync(func, null, null, cancellationToken);

    /// <inheritdoc/>
    public Task ExpectAsync(
        int expectedCount, Func<Task> actionAsync, TimeSpan? timeout, CancellationToken cancellationToken = default) =>
        RunAsync(() => WithNothingAsync(actionAsync), timeout, expectedCount, cancellationToken);

    /// <inheritdoc/>
    [Obsolete("As in Akka: give it a Func<Task>.")]
    public Task ExpectOneAsync(Action action, CancellationToken cancellationToken = default) =>
        RunAsync(() => WithNothing(action), null, 1, cancellationToken);

    /// <inheritdoc/>
    [Obsolete("As in Akka: give it a Func<Task>.")]
    public Task ExpectAsync(
        int expectedCount, [AutoDilate] TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        RunAsync(() => WithNothing(action), timeout, expectedCount, cancellationToken);

    /// <inheritdoc/>
    [Obsolete("As in Akka: give it a Func<Task>.")]
    public Task MuteAsync(Action action, CancellationToken cancellationToken = default) =>
        RunAsync(() => WithNothing(action), null, null, cancellationToken);
}
