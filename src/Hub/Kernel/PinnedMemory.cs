using System.Buffers;

namespace Akka.Greensock;

/// <summary>
/// A span as <see cref="Memory{T}"/>, for as long as its owner's frame waits: what an operation reads or fills may lie on the
/// stack of the thread that waits for it.
/// </summary>
internal sealed unsafe class PinnedMemory : MemoryManager<byte>
{
    [ThreadStatic]
    private static PinnedMemory? _spare;

    private byte* _start;
    private int _length;

    private PinnedMemory()
    {
    }

    /// <summary>Pins the span, and lends it as memory until <paramref name="use"/> returns.</summary>
    public static T Lend<TState, T>(Span<byte> span, TState state, Func<TState, Memory<byte>, T> use)
        where TState : allows ref struct
    {
        PinnedMemory lent = _spare ?? new PinnedMemory();
        _spare = null; // a use inside a use makes another
        fixed (byte* start = span)
        {
            lent._start = start;
            lent._length = span.Length;
            try
            {
                return use(state, lent.CreateMemory(span.Length));
            }
            finally
            {
                lent._start = null;
                lent._length = 0;
                _spare = lent;
            }
        }
    }

    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
