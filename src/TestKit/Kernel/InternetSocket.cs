using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>A socket over IP: where it is bound, and where it may be.</summary>
internal abstract class InternetSocket(SimulatedKernel kernel, SocketDescription description) : SimulatedSocket(kernel, description)
{
    /// <summary>Where it is bound; null for nowhere yet.</summary>
    public NetworkAddress? Local { get; protected set; }

    /// <summary>It was bound to a port by the program, and not by a connect or a send.</summary>
    public bool IsBoundByProgram { get; protected set; }

    public bool IsV6Only => Family == AddressFamily.InterNetworkV6 && Get(SocketOptionLevel.IPv6, SocketOptionName.IPv6Only) != 0;

    public bool MayShareAddress => ReusesAddress;

    public bool MaySharePort => ReusesPort;

    protected UInt128 Any => Family == AddressFamily.InterNetwork ? NetworkAddress.AnyV4 : NetworkAddress.AnyV6;

    protected abstract PortTable Ports { get; }

    public override KernelResult Bind(in KernelAddress address)
    {
        if (Local is not null)
        {
            return KernelResult.Fail(Errno.Inval);
        }

        Errno errno = Translate(address, out NetworkAddress wanted);
        if (errno != Errno.None)
        {
            return KernelResult.Fail(errno == Errno.AfNoSupport && Family == AddressFamily.InterNetworkV6 ? Errno.Inval : errno);
        }

        if (!wanted.IsAny && !wanted.IsMulticast && !wanted.IsBroadcast && !Host.Has(wanted.Ip))
        {
            return KernelResult.Fail(Errno.AddrNotAvail);
        }

        if (Description.Type == SocketType.Stream)
        {
            SetOption(SocketOptionLevel.Socket, NativeOptions.ReuseAddressAlone, 1); // as LinuxKernel does
        }

        errno = Ports.TryBind(this, wanted, out NetworkAddress bound);
        if (errno != Errno.None)
        {
            return KernelResult.Fail(errno);
        }

        (Local, IsBoundByProgram) = (bound, true);
        return KernelResult.Ok();
    }

    public override KernelResult GetLocalAddress(out KernelAddress address)
    {
        address = (Local ?? new NetworkAddress(Any, 0)).To(Family);
        return KernelResult.Ok();
    }

    /// <summary>It hears what comes to an address: it is bound there, or everywhere.</summary>
    public bool Hears(NetworkAddress target) => Local is { } local && local.Port == target.Port
        && (local.Ip == target.Ip || (local.Ip == NetworkAddress.AnyV4 && target.IsV4)
            || (local.Ip == NetworkAddress.AnyV6 && !(IsV6Only && target.IsV4)));

    /// <summary>An address that the program gave, on the wire.</summary>
    protected Errno Translate(in KernelAddress address, out NetworkAddress translated)
    {
        translated = default;
        if (address.Family is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6) || address.Family != Family)
        {
            return Errno.AfNoSupport;
        }

        translated = NetworkAddress.From(address);
        return Errno.None;
    }

    /// <summary>Where to: nowhere in particular is this host.</summary>
    protected Errno Translate(in KernelAddress address, out NetworkAddress target, out UInt128 source)
    {
        source = default;
        Errno errno = Translate(address, out target);
        if (errno != Errno.None)
        {
            return errno;
        }

        if (target.IsAny)
        {
            target = target with { Ip = target.IsV4 ? NetworkAddress.ToIp([127, 0, 0, 1]) : UInt128.One };
        }

        if (target.IsV4 && IsV6Only)
        {
            return Errno.NetUnreach;
        }

        return Host.FindSource(target, Local is { IsAny: false } local ? local.Ip : null, out source);
    }

    /// <summary>Binds it to a port of the system's choice, for its first connect or send.</summary>
    protected Errno BindToAny(UInt128 ip)
    {
        if (Local is { } local)
        {
            if (local.IsAny)
            {
                Local = local with { Ip = ip };
            }

            return Errno.None;
        }

        Errno errno = Ports.TryBind(this, new NetworkAddress(ip, 0), out NetworkAddress bound);
        Local = errno == Errno.None ? bound : null;
        return errno;
    }

    protected void Unbind()
    {
        Ports.Remove(this);
        Local = null;
        IsBoundByProgram = false;
    }

    protected override int? DefaultOfProtocol(SocketOptionLevel level, SocketOptionName name) => (level, name) switch
    {
        (SocketOptionLevel.IP, SocketOptionName.IpTimeToLive) => 64,
        (SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive or SocketOptionName.MulticastLoopback) => 1,
        (SocketOptionLevel.IP, SocketOptionName.TypeOfService or SocketOptionName.DontFragment or SocketOptionName.HeaderIncluded) => 0,
        (SocketOptionLevel.IP, SocketOptionName.MulticastInterface or SocketOptionName.PacketInformation
            or NativeOptions.ReceiveHopLimit) => 0,
        (SocketOptionLevel.IPv6, SocketOptionName.IPv6Only) when Family == AddressFamily.InterNetworkV6 => 0,
        (SocketOptionLevel.IPv6, SocketOptionName.HopLimit or SocketOptionName.IpTimeToLive)
            when Family == AddressFamily.InterNetworkV6 => 64,
        (SocketOptionLevel.IPv6, SocketOptionName.MulticastTimeToLive or SocketOptionName.MulticastLoopback) => 1,
        (SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface or SocketOptionName.PacketInformation
            or NativeOptions.ReceiveHopLimit) => 0,
        _ => null,
    };
}
