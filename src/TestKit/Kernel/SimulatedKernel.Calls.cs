using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <content>The calls on sockets: each finds its socket and hands on.</content>
internal sealed partial class SimulatedKernel
{
    public KernelResult Bind(int descriptor, in KernelAddress address)
    {
        using var call = new SystemCallScope(this, SystemCall.Bind, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.Bind(address));
    }

    public KernelResult Listen(int descriptor, int backlog)
    {
        using var call = new SystemCallScope(this, SystemCall.Listen, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.Listen(backlog));
    }

    public KernelResult Connect(int descriptor, in KernelAddress address)
    {
        using var call = new SystemCallScope(this, SystemCall.Connect, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.Connect(address));
    }

    public KernelResult FinishConnect(int descriptor)
    {
        using var call = new SystemCallScope(this, SystemCall.FinishConnect, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.FinishConnect());
    }

    public KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags)
    {
        using var call = new SystemCallScope(this, SystemCall.Receive, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket)
            ? failure
            : call.End(socket.Receive(Within(buffer, call.Limit), flags, out _));
    }

    public KernelResult Send(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags)
    {
        using var call = new SystemCallScope(this, SystemCall.Send, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket)
            ? failure
            : call.End(socket.Send(Within(buffer, call.Limit), flags, default));
    }

    public KernelResult SendTo(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target)
    {
        using var call = new SystemCallScope(this, SystemCall.SendTo, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.Send(buffer, flags, target));
    }

    public KernelResult Shutdown(int descriptor, SocketShutdown how)
    {
        using var call = new SystemCallScope(this, SystemCall.Shutdown, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.Shutdown(how));
    }

    public KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, int value)
    {
        using var call = new SystemCallScope(this, SystemCall.SetOption, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.SetOption(level, name, value));
    }

    public KernelResult SetMulticast(int descriptor, SocketOptionName name, MulticastOption option)
    {
        using var call = new SystemCallScope(this, SystemCall.SetOption, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.SetMulticast(name, option));
    }

    public KernelResult SetMulticast(int descriptor, SocketOptionName name, IPv6MulticastOption option)
    {
        using var call = new SystemCallScope(this, SystemCall.SetOption, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.SetMulticast(name, option));
    }

    public KernelResult SetLinger(int descriptor, bool on, int seconds)
    {
        using var call = new SystemCallScope(this, SystemCall.SetOption, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.SetLinger(on, seconds));
    }

    public KernelResult Accept(int descriptor, out KernelAddress peer)
    {
        peer = default;
        using var call = new SystemCallScope(this, SystemCall.Accept, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.Accept(out peer));
    }

    public KernelResult ReceiveFrom(int descriptor, Span<byte> buffer, SocketFlags flags, out KernelAddress sender)
    {
        sender = default;
        using var call = new SystemCallScope(this, SystemCall.ReceiveFrom, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket)
            ? failure
            : call.End(socket.Receive(Within(buffer, call.Limit), flags, out sender));
    }

    public KernelResult GetLocalAddress(int descriptor, out KernelAddress address)
    {
        address = default;
        using var call = new SystemCallScope(this, SystemCall.GetLocalAddress, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.GetLocalAddress(out address));
    }

    public KernelResult GetPeerAddress(int descriptor, out KernelAddress address)
    {
        address = default;
        using var call = new SystemCallScope(this, SystemCall.GetPeerAddress, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.GetPeerAddress(out address));
    }

    public KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, out int value)
    {
        value = default;
        using var call = new SystemCallScope(this, SystemCall.GetOption, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket)
            ? failure
            : call.End(socket.GetOption(level, name, out value));
    }

    public KernelResult Poll(int descriptor, SelectMode mode)
    {
        using var call = new SystemCallScope(this, SystemCall.Poll, descriptor);
        if (call.Fails(out KernelResult failure))
        {
            return failure;
        }

        SimulatedFile file = call.File!;
        bool isReady = mode switch
        {
            SelectMode.SelectRead => file.IsReadable,
            SelectMode.SelectWrite => file.IsWritable,
            _ => (file.Level & Readiness.Urgent) != 0 || file.HasError,
        };
        return call.End(isReady ? KernelResult.Ok() : KernelResult.Fail(Errno.Again));
    }

    public KernelResult GetLinger(int descriptor, out bool on, out int seconds)
    {
        (on, seconds) = (false, 0);
        using var call = new SystemCallScope(this, SystemCall.GetOption, descriptor);
        if (call.Fails(out KernelResult failure, out SimulatedSocket socket))
        {
            return failure;
        }

        (on, seconds) = (socket.LingerSeconds is not null, socket.LingerSeconds ?? 0);
        return call.End(KernelResult.Ok());
    }

    public KernelResult GetAvailable(int descriptor)
    {
        using var call = new SystemCallScope(this, SystemCall.IOControl, descriptor);
        return call.Fails(out KernelResult failure, out SimulatedSocket socket) ? failure : call.End(socket.GetAvailable());
    }

    private static Span<byte> Within(Span<byte> buffer, int limit) => buffer.Length > limit ? buffer[..limit] : buffer;

    private static ReadOnlySpan<byte> Within(ReadOnlySpan<byte> buffer, int limit) => buffer.Length > limit ? buffer[..limit] : buffer;
}
