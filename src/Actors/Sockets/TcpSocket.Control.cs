using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>What does not wait for the peer: bind, listen, options, addresses. Each is a call on the owner's hub.</content>
internal sealed partial class TcpSocket
{
    internal Errno Bind(in KernelAddress address)
    {
        KernelResult result = _kernel.Bind(Number, address);
        if (result.IsOk)
        {
            IsBound = true;
            _kernel.GetLocalAddress(Number, out KernelAddress local);
            Local = local;
        }

        return result.Errno;
    }

    public bool IsBound { get; private set; }

    internal Errno Listen(int backlog)
    {
        KernelResult result = _kernel.Listen(Number, backlog);
        if (!result.IsOk)
        {
            return result.Errno;
        }

        KernelResult watch = Watch();
        if (watch.IsOk)
        {
            _phase = SocketPhase.Listening;
            _readReady = true;
            GetLocalAddress();
        }

        return watch.Errno;
    }

    /// <summary>The local address; asked of the kernel once it has one.</summary>
    internal KernelAddress GetLocalAddress()
    {
        if (Local.IsNone && _phase != SocketPhase.Closed && _kernel.GetLocalAddress(Number, out KernelAddress local).IsOk)
        {
            // Before bind and connect the kernel answers with the any address and port 0, which is no address yet.
            Local = _phase == SocketPhase.Open && !IsBound ? default : local;
        }

        return Local;
    }

    internal Errno GetOption(SocketOptionLevel level, SocketOptionName name, out int value)
    {
        value = 0;
        return IsClosed ? Errno.BadF : _kernel.GetOption(Number, level, name, out value).Errno;
    }

    internal Errno SetOption(SocketOptionLevel level, SocketOptionName name, int value) =>
        IsClosed ? Errno.BadF : _kernel.SetOption(Number, level, name, value).Errno;

    internal Errno SetLinger(bool on, int seconds) => IsClosed ? Errno.BadF : _kernel.SetLinger(Number, on, seconds).Errno;

    internal Errno GetLinger(out bool on, out int seconds)
    {
        (on, seconds) = (false, 0);
        return IsClosed ? Errno.BadF : _kernel.GetLinger(Number, out on, out seconds).Errno;
    }

    internal Errno GetAvailable(out int bytes)
    {
        bytes = 0;
        if (IsClosed)
        {
            return Errno.BadF;
        }

        KernelResult result = _kernel.GetAvailable(Number);
        bytes = result.IsOk ? result.Value : 0;
        return result.Errno;
    }
}
