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

    public EndPoint? GetLocalEndPoint()
    {
        Check(TryGetLocalAddress(), "getsockname");
        return Local.ToEndPoint();
    }

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

    /// <summary>Sends to an end point. Any thread.</summary>
    public ValueTask<int> SendToAsync(
        ReadOnlyMemory<byte> buffer, SocketFlags flags, EndPoint remote, TimeSpan timeout, CancellationToken cancellationToken) =>
        SendToAsync(buffer, flags, ToAddress(remote, SendToOperation.Name), timeout, cancellationToken);

    /// <summary>Sends to an address as .NET serializes it. Any thread.</summary>
    public ValueTask<int> SendToAsync(
        ReadOnlyMemory<byte> buffer, SocketFlags flags, SocketAddress remote, TimeSpan timeout, CancellationToken cancellationToken) =>
        SendToAsync(buffer, flags, KernelEndPoints.FromSocketAddress(remote), timeout, cancellationToken);

    /// <summary>Sends a message, to an end point or to the peer. Any thread.</summary>
    public ValueTask<int> SendMessageAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<AncillaryMessage> ancillary,
        SocketFlags flags,
        EndPoint? remote,
        TimeSpan timeout,
        CancellationToken cancellationToken) =>
        SendMessageAsync(
            buffers, ancillary, flags, remote is null ? default : ToAddress(remote, "send message"), timeout, cancellationToken);

    public bool GetInheritable()
    {
        Check(TryGetInheritable(out bool on), "Inheritable");
        return on;
    }

    public bool SetInheritable(bool on) => Check(TrySetInheritable(on), $"Inheritable = {on}");

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

    public int GetOption(SocketOptionLevel level, SocketOptionName name, byte[] value)
    {
        Check(TryGetOption(level, name, value, out int count), $"getsockopt {level} {name}");
        return count;
    }

    public bool SetOption(SocketOptionLevel level, SocketOptionName name, byte[] value) =>
        Check(TrySetOption(level, name, value), $"setsockopt {level} {name} with {value.Length} bytes");

    public bool SetOption(SocketOptionName name, MulticastOption value) => NotKept() &&
        Check(_kernel.SetMulticast(Number, name, value).Errno, $"setsockopt IP {name} = {value.Group}");

    public bool SetOption(SocketOptionName name, IPv6MulticastOption value) => NotKept() &&
        Check(_kernel.SetMulticast(Number, name, value).Errno, $"setsockopt IPv6 {name} = {value.Group}");

    public int GetRawOption(int level, int name, byte[] value)
    {
        Check(TryGetRawOption(level, name, value, out int count), $"getsockopt {level} {name}");
        return count;
    }

    public bool SetRawOption(int level, int name, byte[] value) =>
        Check(TrySetRawOption(level, name, value), $"setsockopt {level} {name} with {value.Length} bytes");

    public int IOControl(uint request, byte[] argument)
    {
        NotKept();
        Check(TryIOControl(request, argument, out int value), $"ioctl 0x{request:X}");
        return value;
    }

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
        KernelAddress address;
        try
        {
            address = KernelEndPoints.ToAddress(endPoint);
        }
        catch (NotSupportedException e)
        {
            throw new SocketException((int)SocketError.AddressFamilyNotSupported, $"{verb} {endPoint}: {e.Message}.");
        }

        if (address.Family == Family || Family == AddressFamily.Unknown || address.Family == AddressFamily.Unknown)
        {
            return address; // what .NET has no name for, the kernel judges
        }

        if (Family == AddressFamily.InterNetworkV6 && address.Family == AddressFamily.InterNetwork && IsDualMode)
        {
            var ip = (IPEndPoint)endPoint;
            return KernelAddress.FromEndPoint(new IPEndPoint(ip.Address.MapToIPv6(), ip.Port));
        }

        throw SocketErrorText.Exception(verb, $"{address}", Errno.AfNoSupport);
    }
}
