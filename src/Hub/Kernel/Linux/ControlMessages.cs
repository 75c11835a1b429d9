using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <summary>
/// Reads and writes the control area of a message: <c>struct cmsghdr</c> (a length that counts the header, a level, a
/// type), the data, and padding up to the next multiple of the machine's word (cmsg(3)).
/// </summary>
/// <remarks>
/// What is read comes from the kernel, which built the area itself; but parts of it are sized by the peer, and the area
/// may have been too small for all. So every length is checked against what is there, a header that does not fit ends the
/// list, and data that was cut off is given as far as it goes.
/// </remarks>
internal static class ControlMessages
{
    /// <summary>sizeof(struct cmsghdr): size_t, int, int.</summary>
    public static readonly int HeaderBytes = Align(IntPtr.Size + sizeof(int) + sizeof(int));

    private static readonly int LevelOffset = IntPtr.Size;
    private static readonly int TypeOffset = IntPtr.Size + sizeof(int);

    /// <summary>CMSG_LEN: the header and so many bytes of data.</summary>
    public static int Length(int dataBytes) => checked(HeaderBytes + dataBytes);

    /// <summary>CMSG_SPACE: the same with its padding, which is what it takes up in the area.</summary>
    public static int Space(int dataBytes) => checked(HeaderBytes + Align(dataBytes));

    /// <summary>How many bytes the messages take up.</summary>
    public static long Space(IReadOnlyList<AncillaryMessage> messages)
    {
        long total = 0;
        foreach (AncillaryMessage message in messages)
        {
            total += HeaderBytes + ((message.Data.Length + (long)IntPtr.Size - 1) & -IntPtr.Size);
        }

        return total;
    }

    /// <summary>Writes the messages into an area of <see cref="Space(IReadOnlyList{AncillaryMessage})"/> bytes.</summary>
    public static void Write(IReadOnlyList<AncillaryMessage> messages, Span<byte> area)
    {
        area.Clear();
        foreach (AncillaryMessage message in messages)
        {
            Unsafe.WriteUnaligned(ref area[0], (nint)Length(message.Data.Length));
            Unsafe.WriteUnaligned(ref area[LevelOffset], message.Level);
            Unsafe.WriteUnaligned(ref area[TypeOffset], message.Type);
            message.Data.Span.CopyTo(area[HeaderBytes..]);
            area = area[Space(message.Data.Length)..];
        }
    }

    /// <summary>The messages in an area that a receive has filled.</summary>
    public static IReadOnlyList<AncillaryMessage> Read(ReadOnlySpan<byte> area)
    {
        if (area.Length < HeaderBytes)
        {
            return [];
        }

        var messages = new List<AncillaryMessage>(1);
        while (area.Length >= HeaderBytes)
        {
            long length = Unsafe.ReadUnaligned<nint>(in area[0]);
            if (length < HeaderBytes)
            {
                break;
            }

            int dataBytes = (int)Math.Min(length, area.Length) - HeaderBytes;
            messages.Add(new AncillaryMessage(
                Unsafe.ReadUnaligned<int>(in area[LevelOffset]),
                Unsafe.ReadUnaligned<int>(in area[TypeOffset]),
                area.Slice(HeaderBytes, dataBytes).ToArray()));
            int taken = HeaderBytes + Align(dataBytes);
            if (taken >= area.Length)
            {
                break;
            }

            area = area[taken..];
        }

        return messages;
    }

    private static int Align(int bytes) => checked(bytes + IntPtr.Size - 1) & ~(IntPtr.Size - 1);
}
