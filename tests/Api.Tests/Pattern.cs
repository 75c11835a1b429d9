namespace Akka.Greensock.Tests;

/// <summary>Bytes of which each tells its place, as far as a byte can: a lost, doubled or swapped one shows.</summary>
internal static class Pattern
{
    public static byte At(long position) => (byte)((position * 31) + (position >> 8) + (position >> 16));

    public static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        Write(bytes, 0);
        return bytes;
    }

    public static void Write(Span<byte> bytes, long position)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = At(position + i);
        }
    }

    public static void Check(ReadOnlySpan<byte> bytes, long position)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != At(position + i))
            {
                Assert.Fail($"Byte {position + i} is {bytes[i]} where {At(position + i)} was sent.");
            }
        }
    }
}
