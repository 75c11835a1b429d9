using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock.TestKit;

/// <content>Messages, files, options in other forms, controls, and the names of Unix sockets.</content>
internal sealed partial class SimulatedKernel
{
    private const int MaximumBuffers = 1024; // IOV_MAX
    private const int MaximumControlBytes = 1 << 20; // as LinuxKernel has it, above net.core.optmem_max
    private const uint AvailableRequest = 0x541B; // FIONREAD
    private const uint AtMarkRequest = 0x8905; // SIOCATMARK

    public KernelResult SocketPair(AddressFamily family, SocketType type, ProtocolType protocol, out int other)
    {
        other = -1;
        using var call = new SystemCallScope(this, SystemCall.SocketPair, -1);
        if (call.Fails(out KernelResult failure))
        {
            return failure;
        }

        Errno errno = Make(family, type, protocol, out _);
        errno = errno == Errno.None && family != AddressFamily.Unix ? Errno.OpNotSupp : errno;
        if (errno != Errno.None)
        {
            return call.End(KernelResult.Fail(errno));
        }

        (UnixSocket first, UnixSocket second) = UnixSocket.Pair(this, type);
        KernelResult one = InstallNew(first);
        KernelResult two = one.IsOk ? InstallNew(second) : one;
        if (one.IsOk && !two.IsOk)
        {
            Uninstall(one.Value);
            Drop(first);
        }

        other = two.IsOk ? two.Value : -1;
        return call.End(two.IsOk ? one : two);
    }

    public KernelResult ReceiveMessage(
        int descriptor, IReadOnlyList<Memory<byte>> buffers, int ancillaryBytes, SocketFlags flags, out KernelMessage message)
    {
        message = new KernelMessage(default, SocketFlags.None, []);
        if (buffers.Count > MaximumBuffers || (uint)ancillaryBytes > MaximumControlBytes)
        {
            return KernelResult.Fail(Errno.MsgSize);
        }

        using var call = new SystemCallScope(this, SystemCall.ReceiveMessage, descriptor);
        if (call.Fails(out KernelResult failure, out SimulatedSocket socket))
        {
            return failure;
        }

        byte[] bytes = new byte[Math.Min(buffers.Sum(buffer => (long)buffer.Length), call.Limit)];
        KernelResult result = socket.ReceiveMessage(bytes, ancillaryBytes, flags, out message);
        if (result.IsOk)
        {
            ReadOnlySpan<byte> rest = bytes.AsSpan(0, Math.Min(result.Value, bytes.Length));
            foreach (Memory<byte> buffer in buffers)
            {
                int count = Math.Min(rest.Length, buffer.Length);
                rest[..count].CopyTo(buffer.Span);
                rest = rest[count..];
            }
        }

        return call.End(result);
    }

    public KernelResult SendMessage(
        int descriptor,
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<AncillaryMessage> ancillary,
        SocketFlags flags,
        in KernelAddress target)
    {
        if (buffers.Count > MaximumBuffers)
        {
            return KernelResult.Fail(Errno.MsgSize);
        }

        if (ControlMessages.Space(ancillary) > MaximumControlBytes)
        {
            return KernelResult.Fail(Errno.NoBufs);
        }

        using var call = new SystemCallScope(this, SystemCall.SendMessage, descriptor);
        if (call.Fails(out KernelResult failure, out SimulatedSocket socket))
        {
            return failure;
        }

        byte[] bytes = [.. buffers.SelectMany(buffer => buffer.ToArray())];
        ReadOnlySpan<byte> part = socket.Description.Type == SocketType.Stream ? Within(bytes, call.Limit) : bytes;
        return call.End(socket.SendMessage(part, ancillary, flags, target));
    }

    public KernelResult SendFile(int descriptor, SafeFileHandle file, long offset, int count)
    {
        const int most = 65_536; // of a pipe, which Linux puts between the two
        using var call = new SystemCallScope(this, SystemCall.SendFile, descriptor);
        if (call.Fails(out KernelResult failure, out SimulatedSocket socket))
        {
            return failure;
        }

        byte[] bytes = new byte[Math.Min(Math.Min(count, most), call.Limit)];
        int read = RandomAccess.Read(file, bytes, offset);
        return call.End(read == 0 ? KernelResult.Ok() : socket.Send(bytes.AsSpan(0, read), SocketFlags.None, default));
    }

    public KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, Span<byte> value)
    {
        if (level == SocketOptionLevel.Socket && name == SocketOptionName.Linger)
        {
            KernelResult linger = GetLinger(descriptor, out bool on, out int seconds);
            return linger.IsOk && value.Length >= 8
                ? Write(value, [.. BitConverter.GetBytes(on ? 1 : 0), .. BitConverter.GetBytes(seconds)])
                : linger;
        }

        KernelResult result = GetOption(descriptor, level, name, out int number);
        return result.IsOk ? Write(value, BitConverter.GetBytes(number)) : result;
    }

    public KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, ReadOnlySpan<byte> value) =>
        level == SocketOptionLevel.Socket && name == SocketOptionName.Linger && value.Length >= 8
            ? SetLinger(descriptor, BitConverter.ToInt32(value) != 0, BitConverter.ToInt32(value[4..]))
            : value.Length >= 4 ? SetOption(descriptor, level, name, BitConverter.ToInt32(value))
            : value.Length >= 1 ? SetOption(descriptor, level, name, value[0])
            : KernelResult.Fail(Errno.Inval);

    public KernelResult GetRawOption(int descriptor, int level, int name, Span<byte> value) =>
        NativeOptions.TryTranslate(level, name, out SocketOptionLevel known, out SocketOptionName option)
            ? Raw(GetOption(descriptor, known, option, value))
            : Unknown(SystemCall.GetOption, descriptor);

    public KernelResult SetRawOption(int descriptor, int level, int name, ReadOnlySpan<byte> value) =>
        NativeOptions.TryTranslate(level, name, out SocketOptionLevel known, out SocketOptionName option)
            ? Raw(SetOption(descriptor, known, option, value))
            : Unknown(SystemCall.SetOption, descriptor);

    public KernelResult IOControl(int descriptor, uint request, Span<byte> argument)
    {
        using var call = new SystemCallScope(this, SystemCall.IOControl, descriptor);
        if (call.Fails(out KernelResult failure, out SimulatedSocket socket))
        {
            return failure;
        }

        KernelResult result = request switch
        {
            AvailableRequest or unchecked((uint)IOControlCode.DataToRead) => socket.GetAvailable(),
            AtMarkRequest or unchecked((uint)IOControlCode.OobDataRead) => socket.IsAtMark(),
            _ => KernelResult.Fail(Errno.Inval),
        };
        if (result.IsOk)
        {
            Write(argument, BitConverter.GetBytes(result.Value));
        }

        return call.End(result.IsOk ? KernelResult.Ok() : result);
    }

    public KernelResult IdentifyUnixName(in KernelAddress address, out UInt128 identity)
    {
        identity = 0;
        using var call = new SystemCallScope(this, SystemCall.UnixName, -1);
        return call.Fails(out KernelResult failure) ? failure : call.End(Host.UnixNames.Identify(address, out identity));
    }

    public KernelResult RemoveUnixName(in KernelAddress address, UInt128 identity)
    {
        using var call = new SystemCallScope(this, SystemCall.UnixName, -1);
        return call.Fails(out KernelResult failure) ? failure : call.End(Host.UnixNames.Remove(address, identity));
    }

    private static KernelResult Write(Span<byte> target, ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(target.Length, bytes.Length);
        bytes[..count].CopyTo(target);
        return KernelResult.Ok(count);
    }

    // Linux's word for it, where the BCL has another.
    private static KernelResult Raw(KernelResult result) =>
        result.Errno == Errno.OpNotSupp ? KernelResult.Fail(Errno.NoProtoOpt) : result;

    private KernelResult Unknown(SystemCall name, int descriptor)
    {
        using var call = new SystemCallScope(this, name, descriptor);
        return call.Fails(out KernelResult failure, out _) ? failure : call.End(KernelResult.Fail(Errno.NoProtoOpt));
    }
}
