using Xunit;

namespace Akka.Greensock.TestKit;

/// <content>Waits: for a peer that does not read, and those that a token ends.</content>
public abstract partial class StreamConformance
{
    /// <summary>A writer does not run ahead of its reader by more than the buffers hold, and goes on when the reader does.</summary>
    [Fact]
    public Task A_writer_that_nobody_reads_waits_and_goes_on_later() => OverAsync(async pair =>
    {
        int count = 2 * MostBufferedBytes;
        int written = 0;
        Task writing = WritePatternAsync(pair.First, count, written: at => Volatile.Write(ref written, at));
        await GiveWayAsync();
        byte[] buffer = new byte[100_000];
        for (int read = 0; read < count;)
        {
            int ahead = Volatile.Read(ref written) - read;
            Assert.True(
                ahead <= MostBufferedBytes,
                FormattableString.Invariant($"The writer is {ahead} bytes ahead of its reader, which is more than MostBufferedBytes."));
            int size = await pair.Second.ReadAsync(buffer);
            Assert.NotEqual(0, size);
            PatternBytes.Check(buffer.AsSpan(0, size), read);
            read += size;
        }

        await writing;
    });

    /// <summary>A direction that is full does not stop the other one.</summary>
    [Fact]
    public Task A_full_direction_does_not_stop_the_other() => OverAsync(async pair =>
    {
        int count = 2 * MostBufferedBytes;
        Task writing = WritePatternAsync(pair.First, count);
        await GiveWayAsync();
        await pair.Second.WriteAsync(PatternBytes.Make(1000));
        await ReadPatternAsync(pair.First, 1000);
        Assert.False(writing.IsCompleted);
        await ReadPatternAsync(pair.Second, count);
        await writing;
    });

    /// <summary>A cancelled read has taken nothing, and the stream works on.</summary>
    [Fact]
    public Task A_cancelled_read_loses_no_byte() => OverAsync(
        static async pair =>
        {
            int at = 0;
            byte[] buffer = new byte[100];
            for (int round = 0; round < 20; round++)
            {
                using var source = new CancellationTokenSource();
                Task<int> reading = ReadAsync(pair.Second, buffer, source.Token);
                await GiveWayAsync();
                Assert.False(reading.IsCompleted);
                source.Cancel(); // CancelAsync would go by the pool, and leave a simulation
                await ThrowsAsync<OperationCanceledException>(() => reading);
                await pair.First.WriteAsync(PatternBytes.Make(round + 1, at));
                await ReadPatternAsync(pair.Second, round + 1, from: at);
                at += round + 1;
            }
        },
        CanCancel);

    /// <summary>A read that is cancelled as its bytes come has them, or leaves them.</summary>
    [Fact]
    public Task A_cancellation_that_races_with_bytes_loses_none() => OverAsync(
        static async pair =>
        {
            const int Rounds = 100;
            byte[] buffer = new byte[3];
            int at = 0;
            for (int round = 0; round < Rounds; round++)
            {
                using var source = new CancellationTokenSource();
                Task<int> reading = ReadAsync(pair.Second, buffer, source.Token);
                Task writing = WriteAsync(pair.First, PatternBytes.Make(3, 3L * round));
                source.Cancel(); // CancelAsync would go by the pool, and leave a simulation
                if (await ExceptionOfAsync(() => reading) is { } exception)
                {
                    Assert.IsAssignableFrom<OperationCanceledException>(exception);
                }
                else
                {
                    int count = await reading;
                    PatternBytes.Check(buffer.AsSpan(0, count), at);
                    at += count;
                }

                await writing;
            }

            await ReadPatternAsync(pair.Second, (3 * Rounds) - at, from: at);
        },
        CanCancel);

    /// <summary>With a token that is cancelled already, nothing is taken and nothing sent.</summary>
    [Fact]
    public Task With_a_cancelled_token_nothing_is_done() => OverAsync(
        static async pair =>
        {
            var cancelled = new CancellationToken(canceled: true);
            await pair.First.WriteAsync(PatternBytes.Make(5));
            await ThrowsAsync<OperationCanceledException>(() => ReadAsync(pair.Second, new byte[5], cancelled));
            await ThrowsAsync<OperationCanceledException>(() => pair.First.WriteAsync(new byte[5], cancelled).AsTask());
            await ReadPatternAsync(pair.Second, 5);
            await EchoAsync(pair);
        },
        CanCancel);

    /// <summary>A token ends a write that waits for the peer to read.</summary>
    [Fact]
    public Task A_write_that_waits_can_be_cancelled() => OverAsync(
        async pair =>
        {
            using var source = new CancellationTokenSource();
            Task writing = pair.First.WriteAsync(new byte[2 * MostBufferedBytes], source.Token).AsTask();
            await GiveWayAsync();
            Assert.False(writing.IsCompleted);
            source.Cancel(); // CancelAsync would go by the pool, and leave a simulation
            await ThrowsAsync<OperationCanceledException>(() => writing);
        },
        CanCancel);

    /// <summary>The synchronous members do the same, where they may be called.</summary>
    [Fact]
    public Task Synchronous_members_read_and_write() => OverAsync(
        static async pair =>
        {
            byte[] buffer = new byte[10];
            pair.First.Write(PatternBytes.Make(10), 0, 6);
            pair.First.Write(PatternBytes.Make(4, 6).AsSpan());
            pair.First.Flush();
            pair.Second.ReadExactly(buffer, 0, 5);
            pair.Second.ReadExactly(buffer.AsSpan(5));
            PatternBytes.Check(buffer, 0);
            pair.Second.WriteByte(9);
            Assert.Equal(9, pair.First.ReadByte());
            Assert.Throws<ArgumentNullException>(() => pair.First.Read(null!, 0, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => pair.First.Write(buffer, 9, 2));
            await EchoAsync(pair);
            pair.First.Dispose();
            Assert.Equal(-1, pair.Second.ReadByte());
            Assert.Throws<ObjectDisposedException>(() => pair.First.ReadByte());
            Assert.Throws<ObjectDisposedException>(() => pair.First.WriteByte(1));
        },
        CanBlock);
}
