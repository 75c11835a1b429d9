using System.Buffers;

namespace Akka.Greensock.Tests;

/// <summary>Memory behind a manager that shows no array, as memory from elsewhere has none.</summary>
internal sealed class NativeMemory(int length) : MemoryManager<byte>
{
    private readonly byte[] _bytes = new byte[length];

    public override Span<byte> GetSpan() => _bytes;

    public override MemoryHandle Pin(int elementIndex = 0) => _bytes.AsMemory(elementIndex).Pin();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
