using Akka.TestKit.Internal;

namespace Akka.Greensock.TestKit;

/// <content>Events of the log.</content>
internal sealed partial class VirtualExpectations
{
    /// <summary>Runs a block, and then waits until as many events are counted as are expected; null expects nothing.</summary>
    public async Task<T> ExpectEventsAsync<T>(
        Func<Task<T>> body, TimeSpan? given, int? expected, Func<int> count, EventFilterBase[] filters, CancellationToken token)
    {
        TimeSpan timeout = RemainingOrDilated(given);
        T result = await CallAsync(body);
        if (expected is { } wanted)
        {
            // Of none that is expected it takes the whole time to know.
            await simulation.WaitAsync(
                "log events", () => count() >= Math.Max(wanted, 1) || token.IsCancellationRequested, timeout, IsHere);
            token.ThrowIfCancellationRequested();
            int received = count();
            string matching = $"matched filter [{string.Join<EventFilterBase>(",", filters)}]";
            Require(
                received >= wanted,
                "Timeout ({0}) while waiting for messages. Only received {1}/{2} messages that {3}",
                timeout,
                received,
                wanted,
                matching);
            Require(
                received <= wanted,
                "Received {0} {1} too many. Expected {2} {3} but received {4} that {5}",
                received - wanted,
                received - wanted == 1 ? "message" : "messages",
                wanted,
                wanted == 1 ? "message" : "messages",
                received,
                matching);
        }

        return result;
    }
}
