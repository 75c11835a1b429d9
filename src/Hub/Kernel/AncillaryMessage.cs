using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <summary>One piece of ancillary data: what travels with a message beside its bytes, such as descriptors.</summary>
/// <param name="Level">The protocol that it belongs to: SOL_SOCKET, IPPROTO_IP, IPPROTO_IPV6 …, the platform's
/// number.</param>
/// <param name="Type">Its type within that: SCM_RIGHTS, IP_PKTINFO, IPV6_HOPLIMIT …, the platform's number.</param>
/// <param name="Data">Its bytes, without header and padding.</param>
/// <seealso href="https://man7.org/linux/man-pages/man3/cmsg.3.html">cmsg(3)</seealso>
/// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.recvmsg">gevent: the items of
/// ancdata</seealso>
public readonly record struct AncillaryMessage(int Level, int Type, ReadOnlyMemory<byte> Data)
{
    private const int SolSocket = 1;
    private const int ScmRights = 1;

    /// <summary>True where <see cref="Data"/> is descriptors.</summary>
    public bool IsDescriptors => Level == SolSocket && Type == ScmRights;

    /// <summary>SCM_RIGHTS: descriptors that the peer gets its own copies of.</summary>
    /// <param name="descriptors">The system's descriptors; at most 253, which is what Linux lets through at a
    /// time.</param>
    /// <seealso href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</seealso>
    public static AncillaryMessage FromDescriptors(ReadOnlySpan<int> descriptors) =>
        new(SolSocket, ScmRights, MemoryMarshal.AsBytes(descriptors).ToArray());

    /// <summary>The descriptors in it, which belong to whoever received them; none where it is something else.</summary>
    public int[] ToDescriptors() => IsDescriptors
        ? MemoryMarshal.Cast<byte, int>(Data.Span[..(Data.Length / sizeof(int) * sizeof(int))]).ToArray()
        : [];

    /// <summary>The integer in it, such as a hop limit (IPV6_HOPLIMIT, IP_TTL) or a traffic class.</summary>
    /// <exception cref="InvalidOperationException">It is shorter than an integer: cut off, or something else.</exception>
    public int ToInt32() => Data.Length >= sizeof(int)
        ? BitConverter.ToInt32(Data.Span)
        : throw new InvalidOperationException(
            $"Ancillary message {Level}/{Type} has {Data.Length} bytes, and an integer has 4. " +
            $"Look at {nameof(Data)}, and at {nameof(SocketFlags)}.{nameof(SocketFlags.ControlDataTruncated)} of the message.");

    /// <inheritdoc/>
    public bool Equals(AncillaryMessage other) => Level == other.Level && Type == other.Type && Data.Span.SequenceEqual(other.Data.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Level);
        hash.Add(Type);
        hash.AddBytes(Data.Span);
        return hash.ToHashCode();
    }
}
