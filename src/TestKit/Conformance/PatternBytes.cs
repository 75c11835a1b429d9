using Xunit;

namespace Akka.Greensock.TestKit;

/// <summary>Bytes of which each tells its place, as far as a byte can: a lost, doubled or swapped one shows.</summary>
internal static class PatternBytes
{
    public static byte At(long position) => (byte)((position * 31) + (position >> 8) + (position >> 16));

    public static byte[] Make(int count, long position = 0)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = At(position + i);
        }

        return bytes;
    }

    public static void Check(ReadOnlySpan<byte> bytes, long position)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != At(position + i))
            {
                Assert.Fail(FormattableString.Invariant($"Byte {position + i} is {bytes[i]} where {At(position + i)} was written."));
            }
        }
    }
}
