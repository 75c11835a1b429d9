using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <summary>The seam over Linux's own system calls.</summary>
internal sealed unsafe class LinuxKernel : IKernel
{
    public string Name => "linux";

    public IPoller CreatePoller() => new LinuxPoller();

    public KernelResult Socket(AddressFamily family, SocketType type, ProtocolType protocol)
    {
        int domain = SockAddr.ToNative(family);
        if (domain < 0)
        {
            return KernelResult.Fail(Errno.AfNoSupport);
        }

        // SocketType and ProtocolType have the kernel's numbers for what this seam speaks: SOCK_STREAM 1, SOCK_DGRAM 2,
        // SOCK_RAW 3; IPPROTO_*.
        int flags = Libc.SockNonBlock | Libc.SockCloseOnExec;
        return Result(Libc.Socket(domain, (int)type | flags, protocol == ProtocolType.Unspecified ? 0 : (int)protocol));
    }

    // close(2) frees the number even where it says EINTR or EIO, so there is nothing to try again.
    public KernelResult Close(int descriptor) => Result(Libc.Close(descriptor));

    public KernelResult Bind(int descriptor, in KernelAddress address)
    {
        int one = 1;
        Libc.SetSockOpt(descriptor, Libc.SolSocket, Libc.SoReuseAddress, &one, sizeof(int));
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        uint length = SockAddr.Write(address, new Span<byte>(native, SockAddr.MaximumBytes));
        return Result(Libc.Bind(descriptor, native, length));
    }

    public KernelResult Listen(int descriptor, int backlog) => Result(Libc.Listen(descriptor, backlog));

    public KernelResult Accept(int descriptor, out KernelAddress peer)
    {
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        while (true)
        {
            uint length = SockAddr.MaximumBytes;
            int accepted = Libc.Accept4(descriptor, native, &length, Libc.SockNonBlock | Libc.SockCloseOnExec);
            if (accepted < 0 && LastErrno() == Errno.Intr)
            {
                continue;
            }

            peer = accepted < 0 ? default : SockAddr.Read(new ReadOnlySpan<byte>(native, SockAddr.MaximumBytes), length);
            return Result(accepted);
        }
    }

    public KernelResult Connect(int descriptor, in KernelAddress address)
    {
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        uint length = SockAddr.Write(address, new Span<byte>(native, SockAddr.MaximumBytes));
        KernelResult result = Result(Libc.Connect(descriptor, native, length));
        if (result.Errno == Errno.ConnAborted)
        {
            // The first connect after one that failed without our being told by connect itself only ends that attempt;
            // the next one begins anew.
            result = Result(Libc.Connect(descriptor, native, length));
        }

        // connect(2): an interrupted connect goes on by itself, and a second call would say EALREADY.
        return result.Errno == Errno.Intr ? KernelResult.Fail(Errno.InProgress) : result;
    }

    public KernelResult FinishConnect(int descriptor)
    {
        int error;
        uint length = sizeof(int);
        if (Libc.GetSockOpt(descriptor, Libc.SolSocket, Libc.SoError, &error, &length) < 0)
        {
            return Result(-1);
        }

        if (error != 0)
        {
            return KernelResult.Fail((Errno)error);
        }

        // No error is not yet success: an event left over from an earlier attempt wakes us too. A connected socket has
        // a peer.
        KernelResult peer = GetPeerAddress(descriptor, out _);
        return peer.Errno == Errno.NotConn ? KernelResult.Fail(Errno.InProgress) : peer;
    }

    public KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags)
    {
        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                nint count = Libc.Recv(descriptor, pointer, (nuint)buffer.Length, (int)flags);
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
        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                nint count = Libc.Send(descriptor, pointer, (nuint)buffer.Length, (int)flags | Libc.MessageNoSignal);
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
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                uint length = SockAddr.MaximumBytes;
                nint count = Libc.RecvFrom(descriptor, pointer, (nuint)buffer.Length, (int)flags, native, &length);
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
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        uint length = SockAddr.Write(target, new Span<byte>(native, SockAddr.MaximumBytes));
        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                nint count = Libc.SendTo(
                    descriptor, pointer, (nuint)buffer.Length, (int)flags | Libc.MessageNoSignal, native, length);
                if (count < 0 && LastErrno() == Errno.Intr)
                {
                    continue;
                }

                return Result((int)count);
            }
        }
    }

    // SocketShutdown has the kernel's numbers: SHUT_RD 0, SHUT_WR 1, SHUT_RDWR 2.
    public KernelResult Shutdown(int descriptor, SocketShutdown how) => Result(Libc.Shutdown(descriptor, (int)how));

    public KernelResult GetLocalAddress(int descriptor, out KernelAddress address)
    {
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        uint length = SockAddr.MaximumBytes;
        int code = Libc.GetSockName(descriptor, native, &length);
        address = code < 0 ? default : SockAddr.Read(new ReadOnlySpan<byte>(native, SockAddr.MaximumBytes), length);
        return Result(code);
    }

    public KernelResult GetPeerAddress(int descriptor, out KernelAddress address)
    {
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        uint length = SockAddr.MaximumBytes;
        int code = Libc.GetPeerName(descriptor, native, &length);
        address = code < 0 ? default : SockAddr.Read(new ReadOnlySpan<byte>(native, SockAddr.MaximumBytes), length);
        return Result(code);
    }

    public KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, out int value)
    {
        if (!LinuxOptions.TryTranslate(level, name, out int nativeLevel, out int nativeName))
        {
            value = 0;
            KernelResult known = GetLocalAddress(descriptor, out _); // the BCL has other names for what is no socket
            return known.IsOk ? BclOptions.Get(descriptor, level, name, out value) : known;
        }

        int read = 0;
        uint length = sizeof(int);
        int code = Libc.GetSockOpt(descriptor, nativeLevel, nativeName, &read, &length);
        value = read;
        return Result(code);
    }

    public KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, int value)
    {
        if (!LinuxOptions.TryTranslate(level, name, out int nativeLevel, out int nativeName))
        {
            return BclOptions.Set(descriptor, level, name, value);
        }

        return Result(Libc.SetSockOpt(descriptor, nativeLevel, nativeName, &value, sizeof(int)));
    }

    public KernelResult SetLinger(int descriptor, bool on, int seconds)
    {
        int* linger = stackalloc int[2] { on ? 1 : 0, seconds };
        return Result(Libc.SetSockOpt(descriptor, Libc.SolSocket, Libc.SoLinger, linger, 2 * sizeof(int)));
    }

    public KernelResult GetLinger(int descriptor, out bool on, out int seconds)
    {
        int* linger = stackalloc int[2];
        uint length = 2 * sizeof(int);
        int code = Libc.GetSockOpt(descriptor, Libc.SolSocket, Libc.SoLinger, linger, &length);
        on = linger[0] != 0;
        seconds = linger[1];
        return Result(code);
    }

    public KernelResult GetAvailable(int descriptor)
    {
        int count = 0;
        int code = Libc.IoCtl(descriptor, Libc.IoctlAvailable, &count);
        return code < 0 ? Result(code) : KernelResult.Ok(count);
    }

    private static KernelResult Result(int code) => code >= 0 ? KernelResult.Ok(code) : KernelResult.Fail(LastErrno());

    private static Errno LastErrno() => (Errno)Marshal.GetLastSystemError();
}
