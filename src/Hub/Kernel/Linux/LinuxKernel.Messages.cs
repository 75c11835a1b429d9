using System.Buffers;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>recvmsg(2) and sendmsg(2).</content>
internal sealed unsafe partial class LinuxKernel
{
    // IOV_MAX (limits.h, readv(2)): more buffers in one call are EMSGSIZE.
    private const int MaximumBuffers = 1024;

    // net.core.optmem_max is 20 KB by default, and what is sent may not exceed it; what is received comes from there.
    private const int MaximumControlBytes = 1 << 20;

    public KernelResult ReceiveMessage(
        int descriptor, IReadOnlyList<Memory<byte>> buffers, int ancillaryBytes, SocketFlags flags, out KernelMessage message)
    {
        message = new KernelMessage(default, SocketFlags.None, []);
        if (buffers.Count > MaximumBuffers || (uint)ancillaryBytes > MaximumControlBytes)
        {
            return KernelResult.Fail(Errno.MsgSize);
        }

        byte[] control = ancillaryBytes == 0 ? [] : new byte[ancillaryBytes];
        byte* name = stackalloc byte[SockAddr.MaximumBytes];
        Libc.IoVector* vectors = stackalloc Libc.IoVector[buffers.Count];
        MemoryHandle[] pins = new MemoryHandle[buffers.Count];
        try
        {
            for (int i = 0; i < pins.Length; i++)
            {
                vectors[i] = Pin(buffers[i], out pins[i]);
            }

            fixed (byte* area = control)
            {
                var header = new Libc.MessageHeader
                {
                    Name = name,
                    NameLength = SockAddr.MaximumBytes,
                    Vectors = vectors,
                    VectorCount = (nuint)pins.Length,
                    Control = area,
                    ControlLength = (nuint)control.Length,
                };
                KernelResult result = ReceiveMessage(descriptor, &header, LinuxMessageFlags.ToNative(flags));
                if (result.IsOk)
                {
                    message = new KernelMessage(
                        SockAddr.Read(new ReadOnlySpan<byte>(name, SockAddr.MaximumBytes), header.NameLength),
                        LinuxMessageFlags.FromNative(header.Flags),
                        ControlMessages.Read(control.AsSpan(0, Math.Min((int)header.ControlLength, control.Length))));
                }

                return result;
            }
        }
        finally
        {
            Unpin(pins);
        }
    }

    public KernelResult SendMessage(
        int descriptor,
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<AncillaryMessage> ancillary,
        SocketFlags flags,
        in KernelAddress target)
    {
        byte* name = stackalloc byte[SockAddr.MaximumBytes];
        uint nameLength = SockAddr.Write(target, new Span<byte>(name, SockAddr.MaximumBytes));
        if (nameLength == 0 && !target.IsNone)
        {
            return KernelResult.Fail(Errno.NameTooLong);
        }

        if (buffers.Count > MaximumBuffers)
        {
            return KernelResult.Fail(Errno.MsgSize);
        }

        long controlBytes = ControlMessages.Space(ancillary);
        if (controlBytes > MaximumControlBytes)
        {
            return KernelResult.Fail(Errno.NoBufs); // as the kernel has it for what exceeds its own limit
        }

        byte[] control = controlBytes == 0 ? [] : new byte[controlBytes];
        ControlMessages.Write(ancillary, control);
        Libc.IoVector* vectors = stackalloc Libc.IoVector[buffers.Count];
        MemoryHandle[] pins = new MemoryHandle[buffers.Count];
        try
        {
            for (int i = 0; i < pins.Length; i++)
            {
                vectors[i] = Pin(buffers[i], out pins[i]);
            }

            fixed (byte* area = control)
            {
                var header = new Libc.MessageHeader
                {
                    Name = nameLength == 0 ? null : name,
                    NameLength = nameLength,
                    Vectors = vectors,
                    VectorCount = (nuint)pins.Length,
                    Control = area,
                    ControlLength = (nuint)control.Length,
                };
                return SendMessage(descriptor, &header, LinuxMessageFlags.ToNative(flags) | Libc.MessageNoSignal);
            }
        }
        finally
        {
            Unpin(pins);
        }
    }

    private static KernelResult ReceiveMessage(int descriptor, Libc.MessageHeader* header, int flags)
    {
        while (true)
        {
            nint count = Libc.RecvMsg(descriptor, header, flags | Libc.MessageCloseOnExec);
            if (count >= 0 || LastErrno() != Errno.Intr)
            {
                return Result((int)count);
            }
        }
    }

    private static KernelResult SendMessage(int descriptor, Libc.MessageHeader* header, int flags)
    {
        while (true)
        {
            nint count = Libc.SendMsg(descriptor, header, flags);
            if (count >= 0 || LastErrno() != Errno.Intr)
            {
                return Result((int)count);
            }
        }
    }

    private static Libc.IoVector Pin(ReadOnlyMemory<byte> buffer, out MemoryHandle pin)
    {
        pin = buffer.Pin();
        return new Libc.IoVector { Base = (byte*)pin.Pointer, Length = (nuint)buffer.Length };
    }

    private static void Unpin(MemoryHandle[] pins)
    {
        foreach (MemoryHandle pin in pins)
        {
            pin.Dispose();
        }
    }
}
