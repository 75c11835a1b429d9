using Xunit;

namespace Akka.Greensock.TestKit;

/// <content>Ends of stream: after a close, and of one direction.</content>
public abstract partial class StreamConformance
{
    /// <summary>A close loses nothing that was written before it.</summary>
    [Fact]
    public Task After_a_close_the_peer_reads_all_that_was_written_and_then_the_end() => OverAsync(static async pair =>
    {
        const int Count = 1024 * 1024;
        Task reading = ReadPatternAsync(pair.Second, Count);
        await WritePatternAsync(pair.First, Count);
        await pair.First.DisposeAsync();
        await reading;
        await ReadsEndAsync(pair.Second);
    });

    /// <summary>The end of a stream is no event that passes: each read finds it.</summary>
    [Fact]
    public Task The_end_is_read_again_and_again() => OverAsync(static async pair =>
    {
        await pair.First.DisposeAsync();
        for (int i = 0; i < 10; i++)
        {
            await ReadsEndAsync(pair.Second);
            Assert.Equal(0, await pair.Second.ReadAsync(Memory<byte>.Empty));
        }
    });

    /// <summary>A read that waits learns of the peer's close.</summary>
    [Fact]
    public Task A_read_that_waits_gets_the_end_when_the_peer_closes() => OverAsync(static async pair =>
    {
        Task<int> reading = ReadAsync(pair.Second, new byte[10]);
        await GiveWayAsync();
        Assert.False(reading.IsCompleted);
        await pair.First.DisposeAsync();
        Assert.Equal(0, await reading);
    });

    /// <summary>A synchronous <see cref="Stream.Dispose()"/> ends the stream for the peer as well.</summary>
    [Fact]
    public Task A_synchronous_dispose_is_an_end_too() => OverAsync(static async pair =>
    {
        await pair.First.WriteAsync(PatternBytes.Make(3));
        pair.First.Dispose();
        await ReadPatternAsync(pair.Second, 3);
        await ReadsEndAsync(pair.Second);
    });

    /// <summary>To want more than there is until the end fails.</summary>
    [Fact]
    public Task To_read_exactly_beyond_the_end_fails() => OverAsync(static async pair =>
    {
        await pair.First.WriteAsync(PatternBytes.Make(3));
        await pair.First.DisposeAsync();
        await ThrowsAsync<EndOfStreamException>(() => pair.Second.ReadExactlyAsync(new byte[4]).AsTask());
    });

    /// <summary>Whoever writes on to a closed peer learns of it.</summary>
    [Fact]
    public Task Writes_to_a_closed_peer_fail_in_the_end() => OverAsync(
        static async pair =>
        {
            await pair.First.DisposeAsync();
            await ReadsEndAsync(pair.Second);
            await FailureOfAsync(async () =>
            {
                for (int i = 0; i < 100_000; i++)
                {
                    await pair.Second.WriteAsync(new byte[1024]);
                    await Task.Yield();
                }
            });
        },
        FailsOnceThePeerIsClosed);

    /// <summary>With one direction ended, the other goes on.</summary>
    [Fact]
    public Task After_one_direction_has_ended_the_other_still_works() => OverAsync(
        async pair =>
        {
            const int Count = 300_000;
            await pair.First.WriteAsync(PatternBytes.Make(100));
            await EndSendingAsync(pair, pair.First);
            await ReadPatternAsync(pair.Second, 100);
            await ReadsEndAsync(pair.Second);
            Task writing = WritePatternAsync(pair.Second, Count);
            await ReadPatternAsync(pair.First, Count);
            await writing;
            await ReadsEndAsync(pair.Second);
        },
        CanEndSending);

    /// <summary>A read that waits learns that the peer's direction has ended.</summary>
    [Fact]
    public Task A_read_that_waits_gets_the_end_of_the_peers_direction() => OverAsync(
        async pair =>
        {
            Task<int> reading = ReadAsync(pair.Second, new byte[10]);
            await GiveWayAsync();
            await EndSendingAsync(pair, pair.First);
            Assert.Equal(0, await reading);
        },
        CanEndSending);

    /// <summary>Both directions end, each when its end says so.</summary>
    [Fact]
    public Task Both_directions_end_one_after_the_other() => OverAsync(
        async pair =>
        {
            await EndSendingAsync(pair, pair.First);
            await ReadsEndAsync(pair.Second);
            await pair.Second.WriteAsync(PatternBytes.Make(50));
            await EndSendingAsync(pair, pair.Second);
            await ReadPatternAsync(pair.First, 50);
            await ReadsEndAsync(pair.First);
            await ReadsEndAsync(pair.Second);
        },
        CanEndSending);

    /// <summary>An end that has ended its direction cannot write any more, and can read.</summary>
    [Fact]
    public Task A_write_after_the_end_of_the_own_direction_fails() => OverAsync(
        async pair =>
        {
            await EndSendingAsync(pair, pair.First);
            await FailureOfAsync(() => WriteAsync(pair.First, new byte[1]));
            await pair.Second.WriteAsync(PatternBytes.Make(5));
            await ReadPatternAsync(pair.First, 5);
        },
        CanEndSending);
}
