using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock;

/// <content>Receiving and sending.</content>
internal sealed unsafe partial class LinuxKernel
{
    private const int SeekOnPipe = 29; // ESPIPE

    public KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags)
    {
        int native = LinuxMessageFlags.ToNative(flags);
        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                nint count = Libc.Recv(descriptor, pointer, (nuint)buffer.Length, native);
                if (count >= 0)
                {
                    return KernelResult.Ok((int)count);
                }

                Errno errno = LastErrno();
                if (errno != Errno.Intr)
                {
                    return KernelResult.Fail(errno);
                }
            }
        }
    }

    public KernelResult Send(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags)
    {
        int native = LinuxMessageFlags.ToNative(flags) | Libc.MessageNoSignal;
        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                nint count = Libc.Send(descriptor, pointer, (nuint)buffer.Length, native);
                if (count >= 0)
                {
                    return KernelResult.Ok((int)count);
                }

                Errno errno = LastErrno();
                if (errno != Errno.Intr)
                {
                    return KernelResult.Fail(errno);
                }
            }
        }
    }

    public KernelResult ReceiveFrom(int descriptor, Span<byte> buffer, SocketFlags flags, out KernelAddress sender)
    {
        int nativeFlags = LinuxMessageFlags.ToNative(flags);
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                uint length = SockAddr.MaximumBytes;
                nint count = Libc.RecvFrom(descriptor, pointer, (nuint)buffer.Length, nativeFlags, native, &length);
                if (count < 0 && LastErrno() == Errno.Intr)
                {
                    continue;
                }

                sender = count < 0 ? default : SockAddr.Read(new ReadOnlySpan<byte>(native, SockAddr.MaximumBytes), length);
                return Result((int)count);
            }
        }
    }

    public KernelResult SendTo(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target)
    {
        int nativeFlags = LinuxMessageFlags.ToNative(flags) | Libc.MessageNoSignal;
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        uint length = SockAddr.Write(target, new Span<byte>(native, SockAddr.MaximumBytes));
        if (length == 0 && !target.IsNone)
        {
            return KernelResult.Fail(Errno.NameTooLong);
        }

        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                // No address is a null pointer: one of no bytes is EINVAL.
                nint count = Libc.SendTo(
                    descriptor, pointer, (nuint)buffer.Length, nativeFlags, length == 0 ? null : native, length);
                if (count < 0 && LastErrno() == Errno.Intr)
                {
                    continue;
                }

                return Result((int)count);
            }
        }
    }

    public KernelResult SendFile(int descriptor, SafeFileHandle file, long offset, int count)
    {
        if (count < 0)
        {
            return KernelResult.Fail(Errno.Inval); // as size_t it would be the rest of the file
        }

        bool held = false;
        try
        {
            file.DangerousAddRef(ref held);
            while (true)
            {
                nint sent = Libc.SendFile(descriptor, (int)file.DangerousGetHandle(), &offset, (nuint)count);
                if (sent >= 0)
                {
                    return KernelResult.Ok((int)sent);
                }

                int errno = Marshal.GetLastSystemError();
                if (errno != (int)Errno.Intr)
                {
                    // A pipe has no offset to send from: it is for the caller to copy, as is what has no pages.
                    return KernelResult.Fail(errno == SeekOnPipe ? Errno.Inval : (Errno)errno);
                }
            }
        }
        catch (ObjectDisposedException)
        {
            return KernelResult.Fail(Errno.BadF);
        }
        finally
        {
            if (held)
            {
                file.DangerousRelease();
            }
        }
    }
}
