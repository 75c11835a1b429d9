using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Options and controls.</content>
internal sealed unsafe partial class LinuxKernel
{
    private const int MinimumArgumentBytes = 256;

    public KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, out int value)
    {
        if (!LinuxOptions.TryTranslate(level, name, out int nativeLevel, out int nativeName))
        {
            value = 0;
            KernelResult known = IsSocket(descriptor);
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
            KernelResult known = IsSocket(descriptor);
            return known.IsOk ? BclOptions.Set(descriptor, level, name, value) : known;
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

    public KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, Span<byte> value)
    {
        KernelResult known = IsSocket(descriptor);
        return known.IsOk ? BclOptions.Get(descriptor, level, name, value) : known;
    }

    public KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, ReadOnlySpan<byte> value)
    {
        byte[] copy = value.ToArray();
        return SetByBcl(descriptor, socket => socket.SetSocketOption(level, name, copy));
    }

    public KernelResult GetRawOption(int descriptor, int level, int name, Span<byte> value)
    {
        uint length = (uint)value.Length;
        fixed (byte* pointer = value)
        {
            int code = Libc.GetSockOpt(descriptor, level, name, pointer, &length);
            return code < 0 ? Result(code) : KernelResult.Ok((int)length);
        }
    }

    public KernelResult SetRawOption(int descriptor, int level, int name, ReadOnlySpan<byte> value)
    {
        fixed (byte* pointer = value)
        {
            return Result(Libc.SetSockOpt(descriptor, level, name, pointer, (uint)value.Length));
        }
    }

    public KernelResult SetMulticast(int descriptor, SocketOptionName name, MulticastOption option) =>
        SetByBcl(descriptor, socket => socket.SetSocketOption(SocketOptionLevel.IP, name, option));

    public KernelResult SetMulticast(int descriptor, SocketOptionName name, IPv6MulticastOption option) =>
        SetByBcl(descriptor, socket => socket.SetSocketOption(SocketOptionLevel.IPv6, name, option));

    public KernelResult IOControl(int descriptor, uint request, Span<byte> argument)
    {
        // The two of Winsock's codes that the BCL knows here, too.
        nuint native = request switch
        {
            unchecked((uint)IOControlCode.DataToRead) => Libc.IoctlAvailable,
            unchecked((uint)IOControlCode.OobDataRead) => Libc.IoctlAtMark,
            _ => request,
        };

        // The kernel takes the argument's size from the request and not from us: with too small a buffer it would write
        // over what lies behind. Requests of asm-generic/ioctl.h have it in 14 of their bits; the older ones of sockets
        // have structures of at most 120 bytes (struct rtentry).
        byte[] scratch = new byte[Math.Max(argument.Length, Math.Max(MinimumArgumentBytes, (int)((native >> 16) & 0x3FFF)))];
        argument.CopyTo(scratch);
        fixed (byte* pointer = scratch)
        {
            KernelResult result = Result(Libc.IoCtl(descriptor, native, pointer));
            scratch.AsSpan(0, argument.Length).CopyTo(argument);
            return result;
        }
    }

    private static KernelResult SetByBcl(int descriptor, Action<Socket> set)
    {
        KernelResult known = IsSocket(descriptor);
        return known.IsOk ? BclOptions.With(descriptor, set) : known;
    }

    // The BCL has other names for a descriptor that is closed, or none.
    private static KernelResult IsSocket(int descriptor) => ReadOption(descriptor, Libc.SoType, out _);
}
