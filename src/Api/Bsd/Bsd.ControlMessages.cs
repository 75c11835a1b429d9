namespace Akka.Greensock;

/// <content>How much room ancillary data takes. Nothing here parks; any thread.</content>
public static partial class Bsd
{
    // struct cmsghdr is a length and two ints. The length is a size_t on Linux and in WSACMSGHDR, and a message begins
    // at a multiple of it; on macOS it is 32 bits wide, and so is the step (sys/socket.h, __DARWIN_ALIGN32).
    private static int CmsgAlignment => OperatingSystem.IsMacOS() ? sizeof(int) : IntPtr.Size;

    private static int CmsgHeaderBytes => CmsgAlignment + (2 * sizeof(int));

    /// <summary>
    /// CMSG_LEN: what the length field of a control message says, its header and data without the padding. The smallest
    /// buffer in which one message arrives whole.
    /// </summary>
    /// <param name="length">Bytes of data, from 0.</param>
    /// <returns>Bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or the sum is more than
    /// <see cref="int.MaxValue"/>.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</seealso>
    public static int CmsgLen(int length) => Fitting(length, CmsgHeaderBytes + (long)length);

    /// <summary>
    /// CMSG_SPACE: the bytes that a control message takes within a buffer of several, padding included.
    /// </summary>
    /// <param name="length">Bytes of data, from 0.</param>
    /// <returns>Bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or the sum is more than
    /// <see cref="int.MaxValue"/>.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</seealso>
    public static int CmsgSpace(int length)
    {
        long padded = ((long)length + CmsgAlignment - 1) / CmsgAlignment * CmsgAlignment;
        return Fitting(length, CmsgHeaderBytes + padded);
    }

    private static int Fitting(int length, long sum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return sum <= int.MaxValue ? (int)sum : throw new ArgumentOutOfRangeException(
            nameof(length), length, $"With its header a control message of {length} bytes would have more than {int.MaxValue}.");
    }
}
