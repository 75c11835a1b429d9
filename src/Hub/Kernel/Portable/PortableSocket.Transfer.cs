using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>Receiving and sending. Every answer that promises an event raises the interest for it, here and at no other
/// place.</summary>
/// <remarks>
/// Two things differ from Linux. A receive into an empty buffer only looks (the BCL peeks for one byte): it leaves a
/// datagram where it is. And on Windows a datagram longer than the buffer answers EMSGSIZE, where Unix cuts it off in
/// silence.
/// </remarks>
internal sealed partial class PortableSocket
{
    public KernelResult Receive(Span<byte> buffer, SocketFlags flags)
    {
        if (!PortableFlags.TryTranslate(flags, out SocketFlags known))
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        try
        {
            if (MustWaitToReceive())
            {
                return KernelResult.Fail(Errno.Again);
            }

            int count = Inner.Receive(buffer, known, out SocketError error);
            return Received(error, count, buffer.Length);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    public KernelResult ReceiveFrom(Span<byte> buffer, SocketFlags flags, out KernelAddress sender)
    {
        sender = default;
        if (IsStream)
        {
            return Receive(buffer, flags); // a stream names no sender; the BCL would insist on one
        }

        if (!PortableFlags.TryTranslate(flags, out SocketFlags known))
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        try
        {
            // ReceiveFrom can say "would block" by an exception only, ten times the price of these questions. The
            // second is for a pending error (ICMP), which the first does not see.
            if (!Inner.Poll(0, SelectMode.SelectRead) && !Inner.Poll(0, SelectMode.SelectError))
            {
                Want(Interest.Read);
                return KernelResult.Fail(Errno.Again);
            }

            EndPoint endPoint = PortableEndPoints.Any(Inner);
            int count = Inner.ReceiveFrom(buffer, known, ref endPoint);
            sender = PortableEndPoints.ToAddress(endPoint);
            return Received(SocketError.Success, count, buffer.Length);
        }
        catch (SocketException e)
        {
            return Received(e.SocketErrorCode, 0, buffer.Length);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    public KernelResult Send(ReadOnlySpan<byte> buffer, SocketFlags flags)
    {
        if (!PortableFlags.TryTranslate(flags, out SocketFlags known))
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        try
        {
            int count = Inner.Send(buffer, known, out SocketError error);
            return Sent(error, count, buffer.Length);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    public KernelResult SendTo(ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target)
    {
        if (IsStream || target.IsNone)
        {
            return Send(buffer, flags); // as sendto does on a stream, or without an address
        }

        if (!PortableFlags.TryTranslate(flags, out SocketFlags known))
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        Errno refusal = PortableEndPoints.TryTranslate(target, out EndPoint endPoint);
        if (refusal != Errno.None)
        {
            return KernelResult.Fail(refusal);
        }

        try
        {
            int count = Inner.SendTo(buffer, known, endPoint);
            return Sent(SocketError.Success, count, buffer.Length);
        }
        catch (SocketException e)
        {
            return Sent(e.SocketErrorCode, 0, buffer.Length);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    /// <summary>ioctl FIONREAD.</summary>
    public KernelResult GetAvailable()
    {
        try
        {
            return KernelResult.Ok(Inner.Available);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    /// <summary>A socket that was taken in while it blocks, and has nothing to receive.</summary>
    private bool MustWaitToReceive()
    {
        if (!_mayBlock || Inner.Poll(0, SelectMode.SelectRead))
        {
            return false;
        }

        Want(Interest.Read);
        return true;
    }

    private KernelResult Received(SocketError error, int count, int asked) => Moved(error, count, asked, Interest.Read);

    private KernelResult Sent(SocketError error, int count, int asked) => Moved(error, count, asked, Interest.Write);

    private KernelResult Moved(SocketError error, int count, int asked, Interest direction)
    {
        if (error == SocketError.WouldBlock || (error == SocketError.Success && count < asked))
        {
            Want(direction);
        }

        return error == SocketError.Success ? KernelResult.Ok(count) : KernelResult.Fail(error.ToErrno());
    }
}
