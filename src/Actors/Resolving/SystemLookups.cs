using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// The five functions over the system's own calls, each from its first to its last step. They block, except for what
/// <c>…AtOnce</c> answers. Any thread.
/// </summary>
/// <seealso href="https://github.com/python/cpython/blob/main/Modules/socketmodule.c">the functions that gevent
/// calls</seealso>
internal sealed class SystemLookups(ISystemNames names)
{
    public ISystemNames Names => names;

    /// <summary>
    /// What needs no lookup: an address in text form, or no host at all, with a port number or none. Does not block.
    /// </summary>
    /// <returns>Null where something has to be looked up.</returns>
    public IReadOnlyList<AddressInfo>? GetAddrInfoAtOnce(string? host, string? service, AddressInfoHints hints)
    {
        bool numericOnly = hints.Flags.HasFlag(AddressInfoFlags.NumericHost);
        bool needsHost = host is not null && !numericOnly && !LooksNumeric(host);
        bool needsService = service is not null && !hints.Flags.HasFlag(AddressInfoFlags.NumericService) && !IsNumber(service);
        if (needsHost || needsService)
        {
            return null;
        }

        AddressInfoFlags flags = host is null ? hints.Flags : hints.Flags | AddressInfoFlags.NumericHost;
        NamesResult<AddressInfo[]> result = names.GetAddrInfo(host, service, hints with { Flags = flags });
        bool isName = result.Error == AddressInfoError.NoName && host is not null && !numericOnly
            && !host.Contains(':', StringComparison.Ordinal);
        return isName ? null : Value(result, LookupErrors.Of("getaddrinfo", host, service));
    }

    public IReadOnlyList<AddressInfo> GetAddrInfo(string? host, string? service, AddressInfoHints hints) =>
        Value(names.GetAddrInfo(host, service, hints), LookupErrors.Of("getaddrinfo", host, service));

    /// <summary>The wildcard, broadcast, and addresses in text form. Does not block.</summary>
    /// <returns>Null where something has to be looked up.</returns>
    public IPAddress? GetHostByNameAtOnce(string host) => host switch
    {
        "" => IPAddress.Any,
        "<broadcast>" => IPAddress.Broadcast,
        _ => GetAddrInfoAtOnce(host, null, new AddressInfoHints(AddressFamily.InterNetwork))?[0].EndPoint.Address,
    };

    public IPAddress GetHostByName(string host) =>
        GetHostByNameAtOnce(host) ?? FirstAddress("gethostbyname", host, AddressFamily.InterNetwork);

    /// <summary>An IPv4 address in its usual text form is its own host. Does not block.</summary>
    /// <returns>Null where something has to be looked up.</returns>
    /// <exception cref="AddressInfoException">NoRecovery: wildcard and broadcast are nobody's names. libc would ask the
    /// network for them, and says this after that.</exception>
    public static HostEntry? GetHostByNameExAtOnce(string host)
    {
        if (host is "" or "<broadcast>")
        {
            throw LookupErrors.Because(LookupErrors.Of("gethostbyname_ex", host), HostLookupError.NoRecovery);
        }

        return IPAddress.TryParse(host, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork
            && address.ToString() == host
            ? new HostEntry(host, [], [address])
            : null;
    }

    public HostEntry GetHostByNameEx(string host)
    {
        if (GetHostByNameExAtOnce(host) is { } numeric)
        {
            return numeric;
        }

        // What setipaddr of socketmodule.c refuses is getaddrinfo's failure, and only the rest gethostbyname's.
        FirstAddress("gethostbyname_ex", host, AddressFamily.InterNetwork);
        return Value(names.GetHostByName(host), LookupErrors.Of("gethostbyname_ex", host));
    }

    public HostEntry GetHostByAddr(string host) =>
        Value(names.GetHostByAddr(AddressFor(host) ?? FirstAddress("gethostbyaddr", host, AddressFamily.Unspecified)),
            LookupErrors.Of("gethostbyaddr", host));

    /// <summary>The address whose names gethostbyaddr looks for, where that needs no lookup. Does not block.</summary>
    public IPAddress? AddressFor(string host) => host switch
    {
        "" => throw LookupErrors.Because(
            LookupErrors.Of("gethostbyaddr", host),
            AddressInfoError.NoName,
            "the wildcard is every address of this machine; give one of them"),
        "<broadcast>" => IPAddress.Broadcast,
        _ => GetAddrInfoAtOnce(host, null, default)?[0].EndPoint.Address,
    };

    /// <summary>Numbers only, on both sides. Does not block.</summary>
    /// <returns>Null where something has to be looked up.</returns>
    public NameInfo? GetNameInfoAtOnce(IPEndPoint endPoint, NameInfoFlags flags) =>
        flags.HasFlag(NameInfoFlags.NumericHost | NameInfoFlags.NumericService) ? GetNameInfo(endPoint, flags) : null;

    public NameInfo GetNameInfo(IPEndPoint endPoint, NameInfoFlags flags) =>
        Value(names.GetNameInfo(endPoint, flags), LookupErrors.Of("getnameinfo", endPoint.ToString()));

    /// <summary>True for what may be an address in text form, inet_aton's short forms included.</summary>
    private static bool LooksNumeric(string host) =>
        host.Length > 0 && (char.IsAsciiDigit(host[0]) || host.Contains(':', StringComparison.Ordinal));

    private static bool IsNumber(string service) => service.Length == 0
        || long.TryParse(service, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out _);

    private static T Value<T>(NamesResult<T> result, string what)
        where T : class => result.Value ?? throw LookupErrors.Because(what, result);

    private IPAddress FirstAddress(string function, string host, AddressFamily family) =>
        Value(names.GetAddrInfo(host, null, new AddressInfoHints(family, SocketType.Dgram)),
            LookupErrors.Of(function, host))[0].EndPoint.Address;
}
