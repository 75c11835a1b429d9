using System.Buffers;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <summary>Messages of several buffers.</summary>
/// <remarks>
/// The BCL has no ancillary data: none comes, and none can be sent. Its ReceiveMessageFrom tells what a datagram lost,
/// but turns on packet information, names no Unix sender and takes one buffer. So a datagram is received into one byte
/// more than was asked for: where that byte is filled, the datagram was cut off. On Windows the system says so itself
/// (EMSGSIZE), and then does not say who sent it.
/// </remarks>
internal sealed partial class PortableSocket
{
    private static readonly KernelMessage NoMessage = new(default, SocketFlags.None, []);

    // IOV_MAX of Linux and macOS, so that the same call fails everywhere.
    private const int MaximumBuffers = 1024;

    // More than any datagram has (64 KB over IP, SO_SNDBUF on Unix sockets), so that nothing is lost by it.
    private const int MaximumCopiedBytes = 1 << 24;

    public KernelResult ReceiveMessage(
        IReadOnlyList<Memory<byte>> buffers, int ancillaryBytes, SocketFlags flags, out KernelMessage message)
    {
        message = NoMessage;
        if (buffers.Count > MaximumBuffers || ancillaryBytes < 0)
        {
            return KernelResult.Fail(Errno.MsgSize);
        }

        if (!IsStream)
        {
            return ReceiveDatagram(buffers, flags, out message);
        }

        if (buffers.Count <= 1)
        {
            return Receive(buffers.Count == 0 ? [] : buffers[0].Span, flags);
        }

        return ReceiveScattered(buffers, flags);
    }

    public KernelResult SendMessage(
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<AncillaryMessage> ancillary,
        SocketFlags flags,
        in KernelAddress target)
    {
        if (ancillary.Count != 0)
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        if (buffers.Count > MaximumBuffers)
        {
            return KernelResult.Fail(Errno.MsgSize);
        }

        if (buffers.Count <= 1)
        {
            return SendTo(buffers.Count == 0 ? [] : buffers[0].Span, flags, target);
        }

        return SendGathered(buffers, flags, target);
    }

    private KernelResult ReceiveDatagram(IReadOnlyList<Memory<byte>> buffers, SocketFlags flags, out KernelMessage message)
    {
        message = NoMessage;
        int asked = Length(buffers);
        byte[] whole = ArrayPool<byte>.Shared.Rent(asked + 1);
        try
        {
            KernelResult result = ReceiveFrom(whole.AsSpan(0, asked + 1), flags, out KernelAddress sender);
            if (!result.IsOk && result.Errno != Errno.MsgSize)
            {
                return result;
            }

            int count = result.IsOk ? result.Value : asked + 1;
            message = new KernelMessage(sender, count > asked ? SocketFlags.Truncated : SocketFlags.None, []);
            Scatter(whole.AsSpan(0, Math.Min(count, asked)), buffers);
            return KernelResult.Ok((flags & SocketFlags.Truncated) != 0 ? count : Math.Min(count, asked));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private KernelResult ReceiveScattered(IReadOnlyList<Memory<byte>> buffers, SocketFlags flags)
    {
        if (!PortableFlags.TryTranslate(flags, out SocketFlags known))
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        // What is no array is received into one, and into one that is not too long to be had.
        bool inPlace = TrySegments(buffers, out List<ArraySegment<byte>> segments);
        byte[]? whole = inPlace ? null : ArrayPool<byte>.Shared.Rent(Length(buffers));
        try
        {
            if (MustWaitToReceive())
            {
                return KernelResult.Fail(Errno.Again);
            }

            int count = Inner.Receive(whole is null ? segments : [new(whole, 0, Length(buffers))], known, out SocketError error);
            Scatter(whole.AsSpan(0, whole is null ? 0 : count), buffers);
            return Received(error, count, Length(buffers));
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
        finally
        {
            Return(whole);
        }
    }

    private KernelResult SendGathered(IReadOnlyList<ReadOnlyMemory<byte>> buffers, SocketFlags flags, in KernelAddress target)
    {
        if (!PortableFlags.TryTranslate(flags, out SocketFlags known))
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        bool inPlace = TrySegments(buffers, out List<ArraySegment<byte>> segments);
        if (inPlace && (IsStream || target.IsNone))
        {
            try
            {
                int count = Inner.Send(segments, known, out SocketError error);
                return Sent(count > 0 ? SocketError.Success : error, count, Length(buffers));
            }
            catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
            {
                return answer;
            }
        }

        // The BCL sends one buffer to an address, and sends arrays. A stream may take less than it is given.
        byte[] whole = ArrayPool<byte>.Shared.Rent(Length(buffers));
        try
        {
            int taken = Gather(buffers, whole.AsSpan(0, Length(buffers)));
            return SendTo(whole.AsSpan(0, taken), flags, target);
        }
        finally
        {
            Return(whole);
        }
    }

    private static bool TrySegments(IReadOnlyList<Memory<byte>> buffers, out List<ArraySegment<byte>> segments)
    {
        segments = new List<ArraySegment<byte>>(buffers.Count);
        foreach (Memory<byte> buffer in buffers)
        {
            if (!MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> segment))
            {
                return false;
            }

            segments.Add(segment);
        }

        return true;
    }

    private static bool TrySegments(IReadOnlyList<ReadOnlyMemory<byte>> buffers, out List<ArraySegment<byte>> segments)
    {
        segments = new List<ArraySegment<byte>>(buffers.Count);
        foreach (ReadOnlyMemory<byte> buffer in buffers)
        {
            if (!MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> segment))
            {
                return false;
            }

            segments.Add(segment);
        }

        return true;
    }

    private static int Length(IReadOnlyList<Memory<byte>> buffers) => (int)Math.Min(MaximumCopiedBytes, buffers.Sum(b => (long)b.Length));

    private static int Length(IReadOnlyList<ReadOnlyMemory<byte>> buffers) =>
        (int)Math.Min(MaximumCopiedBytes, buffers.Sum(b => (long)b.Length));

    private static void Scatter(ReadOnlySpan<byte> bytes, IReadOnlyList<Memory<byte>> buffers)
    {
        for (int i = 0; i < buffers.Count && !bytes.IsEmpty; i++)
        {
            int count = Math.Min(bytes.Length, buffers[i].Length);
            bytes[..count].CopyTo(buffers[i].Span);
            bytes = bytes[count..];
        }
    }

    private static int Gather(IReadOnlyList<ReadOnlyMemory<byte>> buffers, Span<byte> whole)
    {
        int taken = 0;
        for (int i = 0; i < buffers.Count && taken < whole.Length; i++)
        {
            int count = Math.Min(whole.Length - taken, buffers[i].Length);
            buffers[i].Span[..count].CopyTo(whole[taken..]);
            taken += count;
        }

        return taken;
    }

    private static void Return(byte[]? whole)
    {
        if (whole is not null)
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }
}
