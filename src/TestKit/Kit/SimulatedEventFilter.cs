using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Internal;

namespace Akka.Greensock.TestKit;

/// <summary>Expects log events, or keeps them out of the log. Made by <see cref="SimulatedEventFilters"/>.</summary>
/// <remarks>After the block there is the given time, or that of <c>akka.test.single-expect-default</c>, for what has not been logged
/// yet.</remarks>
public sealed partial class SimulatedEventFilter : IEventFilterApplier
{
    private readonly TestKitBase _kit;
    private readonly ActorSystem _system;
    private readonly VirtualExpectations _virtual;
    private readonly EventFilterBase[] _filters;

    internal SimulatedEventFilter(TestKitBase kit, ActorSystem system, VirtualExpectations expectations, EventFilterBase[] filters)
    {
        (_kit, _system, _virtual, _filters) = (kit, system, expectations, filters);
    }

    /// <summary>Another filter beside this one.</summary>
    public SimulatedEventFilters And => new(_kit, _system, _virtual, _filters);

    EventFilterFactory IEventFilterApplier.And => And;

    /// <inheritdoc/>
    public IUnmutableFilter Mute() => new InternalEventFilterApplier(_kit, _system, _filters).Mute();

    private static Task<bool> WithNothing(Action action)
    {
        action();
        return Task.FromResult(true);
    }

    private static async Task<bool> WithNothingAsync(Func<Task> action)
    {
        await action();
        return true;
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> body, TimeSpan? timeout, int? expected, CancellationToken token)
    {
        int count = 0;
        EventMatched counter = (_, _) => count++;
        Array.ForEach(_filters, filter => filter.EventMatched += counter);
        IUnmutableFilter muted = Mute();
        try
        {
            return await _virtual.ExpectEventsAsync(body, timeout, expected, () => count, _filters, token);
        }
        finally
        {
            muted.Unmute();
            Array.ForEach(_filters, filter => filter.EventMatched -= counter);
        }
    }
}
