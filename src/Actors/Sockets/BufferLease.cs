namespace Akka.Greensock;

/// <summary>
/// A buffer with its pool. Its version moves on each time it is returned, so that a second return, by a copy of the
/// same value, does nothing.
/// </summary>
internal sealed class BufferLease(BufferPool? pool, byte[] array)
{
    public byte[] Array { get; } = array;

    public int Version { get; private set; }

    public void Return()
    {
        Version++;
        pool?.Return(this);
    }
}
