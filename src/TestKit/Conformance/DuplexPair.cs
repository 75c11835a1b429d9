namespace Akka.Greensock.TestKit;

/// <summary>Two streams that are connected to each other: what is written to one is read from the other.</summary>
/// <param name="First">One end.</param>
/// <param name="Second">The other.</param>
/// <remarks>Disposed of, it disposes of both.</remarks>
public sealed record DuplexPair(Stream First, Stream Second) : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }

    /// <summary>The end that a given one is connected to.</summary>
    /// <param name="end">One of the two.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public Stream PeerOf(Stream end) =>
        ReferenceEquals(end, First) ? Second
        : ReferenceEquals(end, Second) ? First
        : throw new ArgumentException("DuplexPair.PeerOf: the stream is neither end of this pair.", nameof(end));
}
