using Xunit;

namespace Akka.Greensock.TestKit;

/// <content>Resets, and streams that are disposed of.</content>
public abstract partial class StreamConformance
{
    /// <summary>A reset is no end of stream: a read that waits fails.</summary>
    [Fact]
    public Task A_reset_fails_the_read_that_waits() => OverAsync(
        async pair =>
        {
            Task<int> reading = ReadAsync(pair.Second, new byte[10]);
            await GiveWayAsync();
            await ResetAsync(pair, pair.First);
            await FailureOfAsync(() => reading);
        },
        CanReset);

    /// <summary>After a reset a read fails, and so do the writes that follow.</summary>
    [Fact]
    public Task After_the_peers_reset_reads_and_writes_fail() => OverAsync(
        async pair =>
        {
            await ResetAsync(pair, pair.First);
            await FailureOfAsync(() => ReadAsync(pair.Second, new byte[10])); // and by now the reset is known here
            for (int i = 0; i < 3; i++)
            {
                await FailureOfAsync(() => WriteAsync(pair.Second, new byte[10]));
            }
        },
        CanReset);

    /// <summary>A write that waits for the peer to read fails when the peer resets.</summary>
    [Fact]
    public Task A_reset_fails_the_write_that_waits() => OverAsync(
        async pair =>
        {
            Task writing = WriteAsync(pair.Second, new byte[2 * MostBufferedBytes]);
            await GiveWayAsync();
            Assert.False(writing.IsCompleted);
            await ResetAsync(pair, pair.First);
            await FailureOfAsync(() => writing);
        },
        CanReset);

    /// <summary>Disposing twice, in either way, is disposing once.</summary>
    [Fact]
    public Task Disposing_twice_is_disposing_once() => OverAsync(static async pair =>
    {
        await pair.First.DisposeAsync();
        await pair.First.DisposeAsync();
        pair.First.Dispose();
        pair.Second.Dispose();
        pair.Second.Dispose();
        await pair.Second.DisposeAsync();
    });

    /// <summary>
    /// A read that waits at an end that is disposed of is not left waiting: it fails, or is told of the end. The BCL's stream shuts
    /// down before it closes, and its reads end in the one way or the other.
    /// </summary>
    [Fact]
    public Task Disposing_ends_the_read_that_waits() => OverAsync(static async pair =>
    {
        Task<int> reading = ReadAsync(pair.First, new byte[10]);
        await GiveWayAsync();
        await pair.First.DisposeAsync();
        if (await ExceptionOfAsync(() => reading) is null)
        {
            Assert.Equal(0, await reading);
            return;
        }

        await FailureOfAsync(() => reading);
    });

    /// <summary>A write that waits at an end that is disposed of is not left waiting.</summary>
    [Fact]
    public Task Disposing_ends_the_write_that_waits() => OverAsync(async pair =>
    {
        Task writing = WriteAsync(pair.First, new byte[2 * MostBufferedBytes]);
        await GiveWayAsync();
        Assert.False(writing.IsCompleted);
        await pair.First.DisposeAsync();
        await FailureOfAsync(() => writing);
    });

    /// <summary>A stream that is disposed of says so.</summary>
    [Fact]
    public Task A_stream_that_is_disposed_of_says_so() => OverAsync(static async pair =>
    {
        await pair.First.DisposeAsync();
        Assert.False(pair.First.CanRead);
        Assert.False(pair.First.CanWrite);
        await ThrowsAsync<ObjectDisposedException>(() => ReadAsync(pair.First, new byte[1]));
        await ThrowsAsync<ObjectDisposedException>(() => WriteAsync(pair.First, new byte[1]));
        await ThrowsAsync<ObjectDisposedException>(() => ReadAsync(pair.First, Memory<byte>.Empty));
    });

    /// <summary>Impossible arguments are refused, and harm nothing.</summary>
    [Fact]
    public Task Arguments_are_checked() => OverAsync(static async pair =>
    {
        byte[] buffer = new byte[4];
        foreach (Stream end in new[] { pair.First, pair.Second })
        {
            await ThrowsAsync<ArgumentNullException>(() => end.ReadAsync(null!, 0, 1, CancellationToken.None));
            await ThrowsAsync<ArgumentNullException>(() => end.WriteAsync(null!, 0, 1, CancellationToken.None));
            foreach ((int offset, int count) in new[] { (-1, 1), (0, -1), (5, 0), (0, 5), (3, 2), (int.MaxValue, 1) })
            {
                await ThrowsAsync<ArgumentOutOfRangeException>(() => end.ReadAsync(buffer, offset, count, CancellationToken.None));
                await ThrowsAsync<ArgumentOutOfRangeException>(() => end.WriteAsync(buffer, offset, count, CancellationToken.None));
            }
        }

        await EchoAsync(pair);
    });

    /// <summary>A connection can be read and written, and has neither a length nor a place.</summary>
    [Fact]
    public Task It_reads_and_writes_and_does_not_seek() => OverAsync(static async pair =>
    {
        foreach (Stream end in new[] { pair.First, pair.Second })
        {
            Assert.True(end.CanRead);
            Assert.True(end.CanWrite);
            Assert.False(end.CanSeek);
            Assert.Throws<NotSupportedException>(() => end.Length);
            Assert.Throws<NotSupportedException>(() => end.Position);
            Assert.Throws<NotSupportedException>(() => end.Position = 1);
            Assert.Throws<NotSupportedException>(() => end.Seek(0, SeekOrigin.Begin));
            Assert.Throws<NotSupportedException>(() => end.SetLength(1));
        }

        await EchoAsync(pair);
    });
}
