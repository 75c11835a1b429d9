using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// The system's resolver through the BCL's <see cref="Dns"/>, for Windows and macOS. What the BCL does not tell (the
/// canonical name apart from a second lookup, NODATA, which of several failures it was) cannot be told here either.
/// </summary>
internal sealed partial class PortableNames(ServicesFile services) : ISystemNames
{
    private const AddressInfoFlags Known = AddressInfoFlags.Passive | AddressInfoFlags.CanonicalName | AddressInfoFlags.NumericHost
        | AddressInfoFlags.V4Mapped | AddressInfoFlags.All | AddressInfoFlags.AddressConfigured | AddressInfoFlags.NumericService;

    public NamesResult<AddressInfo[]> GetAddrInfo(string? host, string? service, AddressInfoHints hints)
    {
        if (host is null && service is null)
        {
            return AddressInfoError.NoName;
        }

        if ((hints.Flags & ~Known) != 0 || (host is null && hints.Flags.HasFlag(AddressInfoFlags.CanonicalName)))
        {
            return AddressInfoError.BadFlags;
        }

        if (hints.Family is not (AddressFamily.Unspecified or AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            return AddressInfoError.Family;
        }

        NamesResult<Kind[]> kinds = KindsOf(service, hints);
        if (!kinds.IsOk)
        {
            return kinds.Error;
        }

        NamesResult<IPAddress[]> addresses = AddressesOf(host, hints);
        if (!addresses.IsOk)
        {
            return new NamesResult<AddressInfo[]>(null, addresses.Error);
        }

        AddressInfo[] all =
        [
            .. from address in addresses.Value!
               from kind in kinds.Value!
               select new AddressInfo(
                   address.AddressFamily, kind.Type, kind.Protocol, string.Empty, new IPEndPoint(address, kind.Port)),
        ];
        if (hints.Flags.HasFlag(AddressInfoFlags.CanonicalName))
        {
            all[0] = all[0] with { CanonicalName = CanonicalName(host!) };
        }

        return all;
    }

    public NamesResult<NameInfo> GetNameInfo(IPEndPoint endPoint, NameInfoFlags flags)
    {
        if ((flags & ~(NameInfoFlags)0x1F) != 0)
        {
            return AddressInfoError.BadFlags;
        }

        string? host = flags.HasFlag(NameInfoFlags.NumericHost) ? null : GetHostByAddr(endPoint.Address).Value?.Name;
        if (host is null && flags.HasFlag(NameInfoFlags.NameRequired))
        {
            return AddressInfoError.NoName;
        }

        ProtocolType protocol = flags.HasFlag(NameInfoFlags.Datagram) ? ProtocolType.Udp : ProtocolType.Tcp;
        string? service = flags.HasFlag(NameInfoFlags.NumericService) ? null : services.NameOf(endPoint.Port, protocol);
        return new NameInfo(host ?? endPoint.Address.ToString(), service ?? endPoint.Port.ToString(CultureInfo.InvariantCulture));
    }

    public NamesResult<HostEntry> GetHostByName(string name) => Guarded<HostEntry>(() =>
    {
        IPHostEntry entry = Dns.GetHostEntry(name, AddressFamily.InterNetwork);
        return new HostEntry(entry.HostName, entry.Aliases, entry.AddressList);
    });

    public NamesResult<HostEntry> GetHostByAddr(IPAddress address) => Guarded<HostEntry>(() =>
    {
        // An address without a name comes back as its own text.
        string name = Dns.GetHostEntry(address).HostName;
        return IPAddress.TryParse(name, out _) ? HostLookupError.HostNotFound : new HostEntry(name, [], [address]);
    });

    private static NamesResult<T> Guarded<T>(Func<NamesResult<T>> call)
        where T : class
    {
        try
        {
            return call();
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.TryAgain => HostLookupError.TryAgain,
                SocketError.NoRecovery => HostLookupError.NoRecovery,
                SocketError.NoData => HostLookupError.NoData,
                _ => HostLookupError.HostNotFound,
            };
        }
        catch (ArgumentException)
        {
            return HostLookupError.HostNotFound; // longer than any name, or the address of no host
        }
    }
}
