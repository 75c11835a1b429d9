using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// What does not wait for the peer: bind, listen, options, addresses. Each is a call on the owner's hub.
/// </content>
internal sealed partial class OwnedSocket
{
    /// <summary>Makes a socket and has it adopted. Any thread.</summary>
    /// <exception cref="SocketException">The kernel refuses: no such family, no descriptor left.</exception>
    /// <exception cref="ObjectDisposedException">The hub has ended.</exception>
    internal static OwnedSocket Make(HubPort port, AddressFamily family)
    {
        KernelResult made = port.Hub.Kernel.Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (!made.IsOk)
        {
            throw SocketErrorText.Exception("socket", $"of family {family}", made.Errno);
        }

        if (family == AddressFamily.InterNetworkV6)
        {
            // As the BCL has it, on every platform: DualMode is asked for.
            port.Hub.Kernel.SetOption(made.Value, SocketOptionLevel.IPv6, SocketOptionName.IPv6Only, 1);
        }

        var socket = new OwnedSocket(port, made.Value, family, SocketPhase.Open);
        return port.TryAdopt(socket)
            ? socket
            : throw new ObjectDisposedException(port.Hub.Name, $"socket: {port.Hub} has ended. Use a hub that is running.");
    }

    internal Errno TryBind(in KernelAddress address)
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

    internal Errno TryListen(int backlog)
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

    internal Errno TryGetOption(SocketOptionLevel level, SocketOptionName name, out int value)
    {
        value = 0;
        return IsClosed ? Errno.BadF : _kernel.GetOption(Number, level, name, out value).Errno;
    }

    internal Errno TrySetOption(SocketOptionLevel level, SocketOptionName name, int value)
    {
        Errno errno = IsClosed ? Errno.BadF : _kernel.SetOption(Number, level, name, value).Errno;
        if (errno == Errno.None && (level, name) == (SocketOptionLevel.IPv6, SocketOptionName.IPv6Only))
        {
            IsDualMode = value == 0;
        }

        return errno;
    }

    internal Errno TrySetLinger(bool on, int seconds) => IsClosed ? Errno.BadF : _kernel.SetLinger(Number, on, seconds).Errno;

    internal Errno TryGetLinger(out bool on, out int seconds)
    {
        (on, seconds) = (false, 0);
        return IsClosed ? Errno.BadF : _kernel.GetLinger(Number, out on, out seconds).Errno;
    }

    internal Errno TryGetAvailable(out int bytes)
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
