using Xunit;

namespace Akka.Greensock.TestKit;

/// <content>Bytes arrive, all of them, once and in order.</content>
public abstract partial class StreamConformance
{
    /// <summary>Writes and reads of every size meet, and the bytes are the same.</summary>
    [Fact]
    public Task Bytes_arrive_in_order_whatever_the_split() => OverAsync(static async pair =>
    {
        const int Count = 3000;
        (int Write, int Read)[] splits = [(1, 1), (1, 7), (7, 1), (7, 1000), (1000, 7), (3, 3000), (3000, 3), (3000, 3000), (17, 19)];
        foreach ((int write, int read) in splits)
        {
            Task writing = WritePatternAsync(pair.First, Count, write);
            await ReadPatternAsync(pair.Second, Count, read);
            await writing;
        }
    });

    /// <summary>More than any buffer holds arrives, in one write.</summary>
    [Fact]
    public Task A_write_of_megabytes_arrives_byte_for_byte() => OverAsync(static async pair =>
    {
        const int Count = 4 * 1024 * 1024;
        Task writing = WriteAsync(pair.First, PatternBytes.Make(Count));
        await ReadPatternAsync(pair.Second, Count);
        await writing;
    });

    /// <summary>Both directions are full at once, and neither waits for the other.</summary>
    [Fact]
    public Task Large_transfers_pass_both_ways_at_once() => OverAsync(static async pair =>
    {
        const int Count = 4 * 1024 * 1024;
        Task[] all =
        [
            WritePatternAsync(pair.First, Count), WritePatternAsync(pair.Second, Count, 10_000),
            ReadPatternAsync(pair.First, Count), ReadPatternAsync(pair.Second, Count, 10_000),
        ];
        await Task.WhenAll(all);
        await EchoAsync(pair);
    });

    /// <summary>Thousands of writes of a few bytes are one stream.</summary>
    [Fact]
    public Task Many_small_writes_arrive_in_order() => OverAsync(static async pair =>
    {
        int at = 0;
        for (int i = 0; i < 2000; i++)
        {
            int size = 1 + (i % 17);
            await pair.First.WriteAsync(PatternBytes.Make(size, at));
            at += size;
        }

        await ReadPatternAsync(pair.Second, at);
    });

    /// <summary>Bytes that came together can be read one at a time.</summary>
    [Fact]
    public Task Bytes_that_came_together_can_be_read_one_at_a_time() => OverAsync(static async pair =>
    {
        await pair.First.WriteAsync(PatternBytes.Make(2000));
        await ReadPatternAsync(pair.Second, 2000, 1);
    });

    /// <summary>Questions and answers take turns.</summary>
    [Fact]
    public Task Questions_and_answers_take_turns() => OverAsync(static async pair =>
    {
        for (int i = 0; i < 200; i++)
        {
            await EchoAsync(pair);
        }
    });

    /// <summary>A read does not wait until its buffer is full.</summary>
    [Fact]
    public Task A_read_gives_what_is_there_and_does_not_wait_for_more() => OverAsync(static async pair =>
    {
        byte[] buffer = new byte[100];
        await pair.First.WriteAsync(PatternBytes.Make(3));
        int count = await pair.Second.ReadAsync(buffer);
        Assert.InRange(count, 1, 3);
        PatternBytes.Check(buffer.AsSpan(0, count), 0);
    });

    /// <summary>A read that waits gets what is written then.</summary>
    [Fact]
    public Task A_read_that_waits_gets_what_is_written_then() => OverAsync(static async pair =>
    {
        byte[] buffer = new byte[10];
        Task<int> reading = ReadAsync(pair.Second, buffer);
        await GiveWayAsync();
        Assert.False(reading.IsCompleted);
        await pair.First.WriteAsync(PatternBytes.Make(10));
        int count = await reading;
        PatternBytes.Check(buffer.AsSpan(0, count), 0);
        await ReadPatternAsync(pair.Second, 10 - count, from: count);
    });

    /// <summary>What lies beyond the count of a read is left alone.</summary>
    [Fact]
    public Task A_read_touches_no_byte_beyond_its_count() => OverAsync(static async pair =>
    {
        byte[] buffer = [.. Enumerable.Repeat((byte)0xee, 64)];
        await pair.First.WriteAsync(new byte[] { 1, 2, 3 });
        await pair.Second.ReadExactlyAsync(buffer, 10, 3);
        Assert.Equal([1, 2, 3], buffer[10..13]);
        Assert.All(buffer[..10].Concat(buffer[13..]), static value => Assert.Equal(0xee, value));
    });

    /// <summary>Of a buffer, the part that was asked for is written, and is the caller's again afterwards.</summary>
    [Fact]
    public Task A_write_sends_its_part_of_the_buffer_and_is_done_with_it() => OverAsync(static async pair =>
    {
        byte[] buffer = PatternBytes.Make(100);
        await pair.First.WriteAsync(buffer, 20, 50, CancellationToken.None);
        Assert.Equal(PatternBytes.Make(100), buffer);
        Array.Clear(buffer);
        await pair.First.WriteAsync(PatternBytes.Make(10, 70).AsMemory());
        await ReadPatternAsync(pair.Second, 60, from: 20);
    });

    /// <summary>A write of nothing sends nothing, and above all no end.</summary>
    [Fact]
    public Task An_empty_write_sends_nothing() => OverAsync(static async pair =>
    {
        await pair.First.WriteAsync(Array.Empty<byte>());
        await pair.First.WriteAsync(new byte[4], 4, 0, CancellationToken.None);
        await EchoAsync(pair);
    });

    /// <summary>A read into nothing takes nothing.</summary>
    [Fact]
    public Task An_empty_read_takes_nothing() => OverAsync(static async pair =>
    {
        await pair.First.WriteAsync(PatternBytes.Make(10));
        Assert.Equal(0, await pair.Second.ReadAsync(Memory<byte>.Empty));
        await ReadPatternAsync(pair.Second, 4);
        Assert.Equal(0, await pair.Second.ReadAsync(new byte[1], 1, 0, CancellationToken.None));
        await ReadPatternAsync(pair.Second, 6, from: 4);
    });

    /// <summary>An empty read is a wait for something to read, where the stream does that.</summary>
    [Fact]
    public Task An_empty_read_waits_until_there_is_something() => OverAsync(
        static async pair =>
        {
            Task<int> reading = ReadAsync(pair.Second, Memory<byte>.Empty);
            await GiveWayAsync();
            Assert.False(reading.IsCompleted);
            await pair.First.WriteAsync(PatternBytes.Make(3));
            Assert.Equal(0, await reading);
            await ReadPatternAsync(pair.Second, 3);
        },
        WaitsOnAnEmptyRead);

    /// <summary>A flush ends, and what was written arrives without anything else.</summary>
    [Fact]
    public Task A_flush_ends_and_what_was_written_arrives() => OverAsync(static async pair =>
    {
        await pair.First.FlushAsync();
        await pair.First.WriteAsync(PatternBytes.Make(5));
        await pair.First.FlushAsync();
        await ReadPatternAsync(pair.Second, 5);
        await pair.Second.FlushAsync();
        await EchoAsync(pair);
    });

    /// <summary>A read that waits is no hindrance to a write at the same end.</summary>
    [Fact]
    public Task An_end_writes_while_its_read_waits() => OverAsync(static async pair =>
    {
        byte[] answer = new byte[1];
        Task<int> reading = ReadAsync(pair.First, answer);
        await GiveWayAsync();
        await pair.First.WriteAsync(PatternBytes.Make(100));
        await ReadPatternAsync(pair.Second, 100);
        await pair.Second.WriteAsync(new byte[] { 7 });
        Assert.Equal(1, await reading);
        Assert.Equal(7, answer[0]);
    });

    /// <summary>The members that <see cref="Stream"/> makes of reads and writes work.</summary>
    [Fact]
    public Task Streams_own_helpers_work_over_it() => OverAsync(static async pair =>
    {
        using var source = new MemoryStream(PatternBytes.Make(200_000));
        using var target = new MemoryStream();
        Task copying = pair.Second.CopyToAsync(target);
        await source.CopyToAsync(pair.First);
        byte[] ten = new byte[10];
        Task<int> atLeast = pair.First.ReadAtLeastAsync(ten, 4, throwOnEndOfStream: true).AsTask();
        await pair.Second.WriteAsync(PatternBytes.Make(2));
        await pair.Second.WriteAsync(PatternBytes.Make(3, 2));
        Assert.InRange(await atLeast, 4, 5);
        await pair.First.DisposeAsync();
        await copying;
        Assert.Equal(200_000, target.Length);
        PatternBytes.Check(target.ToArray(), 0);
    });
}
