using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// The members that the façade calls: end points for addresses, exceptions for error numbers. True means only that
/// nothing was thrown.
/// </content>
internal sealed partial class OwnedSocket
{
    /// <summary>The hub that owns it. Any thread.</summary>
    public Hub Owner => Hub;

    /// <summary>
    /// The local end point as far as it is known without asking the kernel; null once closed. Any thread.
    /// </summary>
    public EndPoint? KnownLocalEndPoint => IsClosed ? null : Local.ToEndPoint();

    /// <summary>The peer's end point, once there is one. Any thread.</summary>
    public EndPoint? PeerEndPoint => Peer.ToEndPoint();

    public EndPoint? GetLocalEndPoint() => GetLocalAddress().ToEndPoint();

    /// <summary>Connects. Any thread.</summary>
    public ValueTask<int> ConnectAsync(EndPoint remote, TimeSpan timeout, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<int>(cancellationToken)
            : ConnectOperation.StartAsync(this, ToAddress(remote, ConnectOperation.Name), timeout, cancellationToken);

    public bool Bind(EndPoint local)
    {
        KernelAddress address = ToAddress(local, "bind");
        return Check(TryBind(address), "bind", $"to {address}");
    }

    public bool Listen(int backlog) => Check(TryListen(backlog), "listen");

    public bool Shutdown(SocketShutdown how) => Check(TryShutdown(how), "shutdown");

    public int GetAvailable()
    {
        Check(TryGetAvailable(out int bytes), "Available");
        return bytes;
    }

    public int GetOption(SocketOptionLevel level, SocketOptionName name)
    {
        Check(TryGetOption(level, name, out int value), $"getsockopt {level} {name}");
        return value;
    }

    public bool SetOption(SocketOptionLevel level, SocketOptionName name, int value) =>
        Check(TrySetOption(level, name, value), $"setsockopt {level} {name} = {value}");

    public LingerOption GetLinger()
    {
        Check(TryGetLinger(out bool on, out int seconds), "LingerState");
        return new LingerOption(on, seconds);
    }

    public bool SetLinger(LingerOption linger) => Check(TrySetLinger(linger.Enabled, linger.LingerTime), "LingerState");

    private bool Check(Errno errno, string operation, string? where = null) =>
        errno == Errno.None ? true : throw SocketErrorText.Exception(operation, where ?? ToString(), errno);

    /// <summary>The kernel's address for an end point of this socket's family.</summary>
    /// <exception cref="SocketException">The end point is of a family that this socket does not speak.</exception>
    private KernelAddress ToAddress(EndPoint endPoint, string verb)
    {
        if (endPoint is not IPEndPoint ip)
        {
            throw new SocketException(
                (int)SocketError.AddressFamilyNotSupported,
                $"{verb} {endPoint}: a TCP socket takes an IPEndPoint, and a connect a DnsEndPoint too; " +
                $"this is a {endPoint.GetType().Name}.");
        }

        if (ip.AddressFamily == Family)
        {
            return KernelAddress.FromEndPoint(ip);
        }

        if (Family == AddressFamily.InterNetworkV6 && IsDualMode)
        {
            return KernelAddress.FromEndPoint(new IPEndPoint(ip.Address.MapToIPv6(), ip.Port));
        }

        throw SocketErrorText.Exception(verb, $"{ip}", Errno.AfNoSupport);
    }
}
