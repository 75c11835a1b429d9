using System.Net.Sockets;
using Xunit;

namespace Akka.Greensock.TestKit;

/// <summary>
/// What every duplex stream of a connection has to do, as facts that any of them can be run through: derive from this, say how a
/// connected pair is made, and run the tests.
/// <code>
/// public class MyStreamSpecs : StreamConformance
/// {
///     protected override Task&lt;DuplexPair&gt; ConnectAsync() => …;
/// }
/// </code>
/// </summary>
/// <remarks>
/// <para>What a stream cannot do it says by the properties, and the facts about that then hold trivially.</para>
/// <para>The facts hold whatever comes first; none depends on a time or on an order that the streams do not promise. They run one
/// operation beside another by awaiting it later, so that they run under any <see cref="SynchronizationContext"/>, a greenlet's
/// included.</para>
/// </remarks>
/// <seealso href="https://learn.microsoft.com/dotnet/api/system.io.stream">System.IO.Stream</seealso>
public abstract partial class StreamConformance
{
    /// <summary>How long <see cref="RunAsync"/> waits for a fact: 60 s, a bound for hangs and never a measure.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether an end can end its own direction alone: <see cref="EndSendingAsync"/> is overridden. False unless
    /// overridden.</summary>
    protected virtual bool CanEndSending => false;

    /// <summary>Whether an end can reset the connection: <see cref="ResetAsync"/> is overridden. False unless overridden.</summary>
    protected virtual bool CanReset => false;

    /// <summary>Whether a token ends a read or a write that waits. True unless overridden.</summary>
    protected virtual bool CanCancel => true;

    /// <summary>Whether writes fail, sooner or later, once the peer is closed. True unless overridden.</summary>
    protected virtual bool FailsOnceThePeerIsClosed => true;

    /// <summary>Whether an empty read waits until there is something to read. False unless overridden: then it is not looked at.</summary>
    protected virtual bool WaitsOnAnEmptyRead => false;

    /// <summary>Whether the synchronous members may be called where the facts run: not in an async greenlet. False unless
    /// overridden.</summary>
    protected virtual bool CanBlock => false;

    /// <summary>The most bytes that the two ends and what is between them take before a writer has to wait. 16 MiB unless overridden:
    /// more than Linux gives a connection by itself. Facts about waiting writers write twice that.</summary>
    protected virtual int MostBufferedBytes => 16 * 1024 * 1024;

    /// <summary>Makes two connected streams, fresh for every fact.</summary>
    protected abstract Task<DuplexPair> ConnectAsync();

    /// <summary>Runs a fact's body. On the thread that it is called on, unless overridden to run it on a hub or in a simulation:
    /// <code>
    /// protected override Task RunAsync(Func&lt;Task&gt; body)
    /// {
    ///     Hub.Run(body);
    ///     return Task.CompletedTask;
    /// }
    /// </code>
    /// </summary>
    /// <param name="body">The fact.</param>
    protected virtual Task RunAsync(Func<Task> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body().WaitAsync(Patience);
    }

    /// <summary>Ends one end's direction: its peer reads what was written, and then the end of the stream.</summary>
    /// <param name="pair">The pair, as <see cref="ConnectAsync"/> made it.</param>
    /// <param name="end">One of its ends.</param>
    protected virtual ValueTask EndSendingAsync(DuplexPair pair, Stream end) => throw new NotSupportedException(
        $"{GetType().Name} says that it can end one direction: override EndSendingAsync.");

    /// <summary>Resets the connection at one end: the peer's calls fail.</summary>
    /// <param name="pair">The pair, as <see cref="ConnectAsync"/> made it.</param>
    /// <param name="end">One of its ends.</param>
    protected virtual ValueTask ResetAsync(DuplexPair pair, Stream end) => throw new NotSupportedException(
        $"{GetType().Name} says that it can reset: override ResetAsync.");

    private Task OverAsync(Func<DuplexPair, Task> body, bool applies = true) => !applies ? Task.CompletedTask : RunAsync(async () =>
    {
        await using DuplexPair pair = await ConnectAsync();
        await body(pair);
    });

    private static Task WriteAsync(Stream stream, ReadOnlyMemory<byte> bytes) => stream.WriteAsync(bytes).AsTask();

    private static Task<int> ReadAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        stream.ReadAsync(buffer, cancellationToken).AsTask();

    /// <summary>Writes the pattern in chunks.</summary>
    private static async Task WritePatternAsync(Stream stream, int count, int chunk = 64 * 1024, Action<int>? written = null)
    {
        for (int at = 0; at < count; at += chunk)
        {
            int size = Math.Min(chunk, count - at);
            await stream.WriteAsync(PatternBytes.Make(size, at));
            written?.Invoke(at + size);
        }
    }

    /// <summary>Reads the pattern, a byte checked after the other, with reads of a size.</summary>
    private static async Task ReadPatternAsync(Stream stream, int count, int chunk = 64 * 1024, int from = 0)
    {
        byte[] buffer = new byte[chunk];
        for (int at = from; at < from + count;)
        {
            int size = await stream.ReadAsync(buffer.AsMemory(0, Math.Min(chunk, from + count - at)));
            Assert.True(size > 0, FormattableString.Invariant($"The stream ended after {at} of {from + count} bytes."));
            PatternBytes.Check(buffer.AsSpan(0, size), at);
            at += size;
        }
    }

    private static async Task ReadsEndAsync(Stream stream) => Assert.Equal(0, await stream.ReadAsync(new byte[16]));

    /// <summary>One byte each way: the connection works.</summary>
    private static async Task EchoAsync(DuplexPair pair)
    {
        byte[] one = new byte[1];
        await pair.First.WriteAsync(new byte[] { 41 });
        await pair.Second.ReadExactlyAsync(one);
        Assert.Equal(41, one[0]);
        await pair.Second.WriteAsync(new byte[] { 42 });
        await pair.First.ReadExactlyAsync(one);
        Assert.Equal(42, one[0]);
    }

    /// <summary>Gives what runs beside the fact many chances to go on. No fact's outcome depends on whether it did.</summary>
    private static async Task GiveWayAsync()
    {
        for (int i = 0; i < 20; i++)
        {
            await Task.Yield();
        }
    }

    /// <summary>What a call fails with, which has to be of those that a connection's failure comes as.</summary>
    private static async Task<Exception> FailureOfAsync(Func<Task> call)
    {
        Exception? failure = await ExceptionOfAsync(call);
        Assert.True(
            failure is IOException or SocketException or ObjectDisposedException,
            $"An IOException, SocketException or ObjectDisposedException was expected, and it was: {failure?.ToString() ?? "none"}");
        return failure!;
    }

    private static async Task<Exception?> ExceptionOfAsync(Func<Task> call)
    {
        try
        {
            await call(); // not Assert.ThrowsAsync, whose await leaves a hub
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static async Task ThrowsAsync<T>(Func<Task> call)
        where T : Exception
    {
        Exception? exception = await ExceptionOfAsync(call);
        Assert.True(exception is T, $"{typeof(T).Name} was expected, and it was: {exception?.ToString() ?? "none"}");
    }
}
