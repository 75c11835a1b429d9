using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// Socket options by way of a BCL <see cref="Socket"/> over the same descriptor, which does not own it: the library
/// knows sixty options, their numbers and their platform's quirks already. Some ten system calls each, so for what is
/// set once and seldom.
/// </summary>
internal static class BclOptions
{
    public static KernelResult Get(int descriptor, SocketOptionLevel level, SocketOptionName name, out int value)
    {
        int read = 0;
        KernelResult result = With(descriptor, socket => read = socket.GetSocketOption(level, name) as int? ?? 0);
        value = read;
        return result;
    }

    public static KernelResult Set(int descriptor, SocketOptionLevel level, SocketOptionName name, int value) =>
        With(descriptor, socket => socket.SetSocketOption(level, name, value));

    /// <summary>The value is the byte count.</summary>
    public static KernelResult Get(int descriptor, SocketOptionLevel level, SocketOptionName name, Span<byte> value)
    {
        // With no buffer at all the BCL's native part dereferences null, for one option at least (DontFragment).
        byte[] read = new byte[value.IsEmpty ? sizeof(int) : value.Length];
        KernelResult result = With(
            descriptor, socket => read = socket.GetSocketOption(level, name, read.Length));
        int count = Math.Min(read.Length, value.Length);
        read.AsSpan(0, count).CopyTo(value);
        return result.IsOk ? KernelResult.Ok(count) : result;
    }

    /// <summary>Does something with the descriptor by the BCL's means.</summary>
    public static KernelResult With(int descriptor, Action<Socket> action)
    {
        try
        {
            using var handle = new SafeSocketHandle(descriptor, ownsHandle: false);
            using var socket = new Socket(handle);
            action(socket);
            return KernelResult.Ok();
        }
        catch (SocketException e)
        {
            return KernelResult.Fail(e.SocketErrorCode.ToErrno());
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return KernelResult.Fail(Errno.NoProtoOpt);
        }
    }
}
