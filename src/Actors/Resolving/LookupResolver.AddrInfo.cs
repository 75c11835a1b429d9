using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>getaddrinfo: kinds of socket from the system, addresses from the source, one with each other.</content>
internal abstract partial class LookupResolver
{
    private async Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
        string? host, string? service, AddressInfoHints hints, string what, CancellationToken cancellationToken)
    {
        if (host is null || hints.Flags.HasFlag(AddressInfoFlags.NumericHost))
        {
            return _lookups.GetAddrInfo(host, service, hints);
        }

        // An address in text form with a service by name: the system needs no network for either.
        NamesResult<AddressInfo[]> numeric = Names.GetAddrInfo(
            host, service, hints with { Flags = hints.Flags | AddressInfoFlags.NumericHost });
        if (numeric.Value is { } known)
        {
            return known;
        }

        AddressInfo[] kinds = KindsOf(service, hints, what);
        if (numeric.Error != AddressInfoError.NoName || host.Contains(':', StringComparison.Ordinal))
        {
            throw LookupErrors.Because(what, numeric);
        }

        Families families = FamiliesOf(hints);
        NamesResult<HostEntry> found = families != Families.None && IsName(host)
            ? await FindHostAsync(host, families, cancellationToken)
            : AddressInfoError.NoName;
        if (found.Value is not { } entry)
        {
            throw LookupErrors.Because(what, found.Error);
        }

        AddressInfo[] all =
        [
            .. from address in AddressOrder.Sort(Fitting(entry.Addresses, hints), AddressOrder.SourceOf)
               from kind in kinds
               select new AddressInfo(
                   address.AddressFamily, kind.SocketType, kind.ProtocolType, string.Empty, new IPEndPoint(address, kind.EndPoint.Port)),
        ];
        if (hints.Flags.HasFlag(AddressInfoFlags.CanonicalName))
        {
            all[0] = all[0] with { CanonicalName = entry.Name };
        }

        return all;
    }

    // Asked about this machine itself, the system tells which kinds of socket the service has, and what is wrong with
    // the question.
    private AddressInfo[] KindsOf(string? service, AddressInfoHints hints, string what)
    {
        if (service is null && hints.SocketType == SocketType.Raw)
        {
            // A raw socket has no port, and libc takes none for it; here it has to say something.
            IPAddress any = hints.Family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
            return [new AddressInfo(any.AddressFamily, SocketType.Raw, hints.ProtocolType, string.Empty, new IPEndPoint(any, 0))];
        }

        const AddressInfoFlags ofTheHost =
            AddressInfoFlags.CanonicalName | AddressInfoFlags.V4Mapped | AddressInfoFlags.All | AddressInfoFlags.AddressConfigured;
        NamesResult<AddressInfo[]> result = Names.GetAddrInfo(null, service ?? "0", hints with { Flags = hints.Flags & ~ofTheHost });
        return result.Value is { } found
            ? [.. found.Where(one => one.Family == found[0].Family)]
            : throw LookupErrors.Because(what, result);
    }

    private static Families FamiliesOf(AddressInfoHints hints)
    {
        Families families = hints.Family switch
        {
            AddressFamily.InterNetwork => Families.Four,
            AddressFamily.InterNetworkV6 when hints.Flags.HasFlag(AddressInfoFlags.V4Mapped) => Families.Both,
            AddressFamily.InterNetworkV6 => Families.Six,
            _ => Families.Both,
        };
        return hints.Flags.HasFlag(AddressInfoFlags.AddressConfigured) ? families & Configured() : families;
    }

    // As AI_ADDRCONFIG has it, loopback does not count.
    private static Families Configured()
    {
        Families configured = Families.None;
        foreach (NetworkInterface card in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (card.NetworkInterfaceType != NetworkInterfaceType.Loopback && card.OperationalStatus != OperationalStatus.Down)
            {
                foreach (UnicastIPAddressInformation own in card.GetIPProperties().UnicastAddresses)
                {
                    configured |= own.Address.AddressFamily == AddressFamily.InterNetwork ? Families.Four : Families.Six;
                }
            }
        }

        return configured;
    }

    private static IReadOnlyList<IPAddress> Fitting(IReadOnlyList<IPAddress> addresses, AddressInfoHints hints)
    {
        if (hints.Family != AddressFamily.InterNetworkV6)
        {
            return addresses;
        }

        IPAddress[] six = [.. addresses.Where(address => address.AddressFamily == AddressFamily.InterNetworkV6)];
        return six.Length > 0 && !hints.Flags.HasFlag(AddressInfoFlags.All) ? six : [.. addresses.Select(address => address.MapToIPv6())];
    }
}
