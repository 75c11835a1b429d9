namespace Akka.Greensock;

/// <summary>
/// Bytes that were received, in a buffer rented from the hub. Dispose it to give the buffer back: the bytes are valid
/// until then. One that is never disposed is collected like any object and costs only an allocation.
/// </summary>
public readonly struct ReceivedBytes : IDisposable, IEquatable<ReceivedBytes>
{
    private readonly BufferLease? _lease;
    private readonly int _version;

    internal ReceivedBytes(BufferLease lease, int length)
    {
        _lease = lease;
        _version = lease.Version;
        Length = length;
    }

    /// <summary>How many bytes were received; 0 at the end of the stream.</summary>
    public int Length { get; }

    /// <summary>True where the peer will send no more: <see cref="Length"/> is 0.</summary>
    public bool IsEndOfStream => Length == 0;

    /// <summary>The bytes.</summary>
    /// <exception cref="ObjectDisposedException">They were given back.</exception>
    public ReadOnlyMemory<byte> Memory => Array().AsMemory(0, Length);

    /// <summary>The bytes.</summary>
    /// <exception cref="ObjectDisposedException">They were given back.</exception>
    public ReadOnlySpan<byte> Span => Array().AsSpan(0, Length);

    /// <summary>A copy of the bytes.</summary>
    /// <exception cref="ObjectDisposedException">They were given back.</exception>
    public byte[] ToArray() => Span.ToArray();

    /// <summary>Gives the buffer back. A second time does nothing. Any thread.</summary>
    public void Dispose()
    {
        if (_lease is { } lease && lease.Version == _version)
        {
            lease.Return();
        }
    }

    /// <inheritdoc/>
    public bool Equals(ReceivedBytes other) => _lease == other._lease && _version == other._version && Length == other.Length;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ReceivedBytes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_lease, _version, Length);

    /// <summary>True where both are the same received bytes, not merely equal ones.</summary>
    public static bool operator ==(ReceivedBytes left, ReceivedBytes right) => left.Equals(right);

    /// <summary>True where the two are not the same received bytes.</summary>
    public static bool operator !=(ReceivedBytes left, ReceivedBytes right) => !left.Equals(right);

    private byte[] Array()
    {
        if (_lease is not { } lease)
        {
            return [];
        }

        ObjectDisposedException.ThrowIf(lease.Version != _version, typeof(ReceivedBytes));
        return lease.Array;
    }
}
