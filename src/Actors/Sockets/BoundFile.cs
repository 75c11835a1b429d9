namespace Akka.Greensock;

/// <summary>
/// The file that a bind to a Unix path has made. It is removed with the socket, as the BCL does; the identity keeps a
/// file alone that somebody has put in its place since. Duplicates of the socket share it, and the last one removes it.
/// </summary>
/// <param name="Address">The path, as it was given to bind.</param>
/// <param name="Identity">Which file that was.</param>
internal sealed record BoundFile(KernelAddress Address, UInt128 Identity)
{
    private int _holders = 1;

    /// <summary>One more socket has that name.</summary>
    public BoundFile Shared()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    /// <summary>A socket with that name closes. True: it was the last. Any thread, once the hub has ended.</summary>
    public bool IsLetGo() => Interlocked.Decrement(ref _holders) == 0;
}
