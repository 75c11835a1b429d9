using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>The two halves of an address: which host, and which kinds of socket with which port.</content>
internal sealed partial class PortableNames
{
    private static readonly Kind[] Kinds =
    [
        new(SocketType.Stream, ProtocolType.Tcp, 0),
        new(SocketType.Dgram, ProtocolType.Udp, 0),
        new(SocketType.Raw, ProtocolType.Unspecified, 0),
    ];

    private NamesResult<Kind[]> KindsOf(string? service, AddressInfoHints hints)
    {
        SocketType type = hints.SocketType == SocketType.Unknown ? default : hints.SocketType;
        ProtocolType protocol = hints.ProtocolType == ProtocolType.Unknown ? default : hints.ProtocolType;
        Kind[] kinds =
        [
            .. Kinds.Where(kind => (type == default || kind.Type == type)
                    && (protocol == default || kind.Protocol == protocol || kind.Type == SocketType.Raw))
                .Select(kind => kind.Type == SocketType.Raw ? kind with { Protocol = protocol } : kind),
        ];
        if (type == default && protocol != default && kinds.Length > 1)
        {
            kinds = [.. kinds.Where(kind => kind.Type != SocketType.Raw)];
        }

        if (kinds.Length == 0)
        {
            return AddressInfoError.SocketType;
        }

        if (service is null)
        {
            return kinds;
        }

        if (IsNumber(service, out ushort number))
        {
            // A raw socket has no ports: who asks for one with a port asks for what is not.
            return type == SocketType.Raw ? AddressInfoError.Service : (Kind[])[.. kinds.Select(kind => kind with { Port = number })];
        }

        if (hints.Flags.HasFlag(AddressInfoFlags.NumericService))
        {
            return AddressInfoError.NoName;
        }

        Kind[] known =
        [
            .. from kind in kinds
               let port = kind.Type == SocketType.Raw ? null : services.PortOf(service, kind.Protocol)
               where port is not null
               select kind with { Port = port.Value },
        ];
        return known.Length == 0 ? AddressInfoError.Service : known;
    }

    // As strtoul(3) reads it, and only the lowest 16 bits of it.
    private static bool IsNumber(string service, out ushort number)
    {
        bool isNumber = long.TryParse(
            service, NumberStyles.AllowLeadingWhite | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
        number = service.Length == 0 ? (ushort)0 : unchecked((ushort)value);
        return service.Length == 0 || (isNumber && value >= 0);
    }

    private static NamesResult<IPAddress[]> AddressesOf(string? host, AddressInfoHints hints)
    {
        if (host is null)
        {
            IPAddress[] own = hints.Flags.HasFlag(AddressInfoFlags.Passive)
                ? [IPAddress.Any, IPAddress.IPv6Any]
                : [IPAddress.IPv6Loopback, IPAddress.Loopback];
            return (IPAddress[])[.. own.Where(address =>
                hints.Family is AddressFamily.Unspecified || address.AddressFamily == hints.Family)];
        }

        if (IPAddress.TryParse(host, out IPAddress? numeric))
        {
            return OfFamily([numeric], hints, AddressInfoError.AddressFamily);
        }

        if (hints.Flags.HasFlag(AddressInfoFlags.NumericHost))
        {
            return AddressInfoError.NoName;
        }

        NamesResult<IPAddress[]> found = Guarded<IPAddress[]>(() => Dns.GetHostAddresses(host));
        return found.IsOk ? OfFamily(found.Value!, hints, AddressInfoError.NoName) : found.Error;
    }

    private static NamesResult<IPAddress[]> OfFamily(IPAddress[] addresses, AddressInfoHints hints, AddressInfoError none)
    {
        IPAddress[] fitting = [.. addresses.Where(a => hints.Family is AddressFamily.Unspecified || a.AddressFamily == hints.Family)];
        if (hints.Family == AddressFamily.InterNetworkV6
            && hints.Flags.HasFlag(AddressInfoFlags.V4Mapped)
            && (fitting.Length == 0 || hints.Flags.HasFlag(AddressInfoFlags.All)))
        {
            fitting = [.. fitting, .. addresses.Where(a => a.AddressFamily == AddressFamily.InterNetwork).Select(a => a.MapToIPv6())];
        }

        return fitting.Length == 0 ? none : fitting;
    }

    private static string CanonicalName(string host) =>
        IPAddress.TryParse(host, out _) ? host : Guarded<string>(() => Dns.GetHostEntry(host).HostName).Value ?? host;

    private sealed record Kind(SocketType Type, ProtocolType Protocol, ushort Port);
}
