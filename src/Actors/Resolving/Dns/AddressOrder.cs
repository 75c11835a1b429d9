using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// Puts a host's addresses in the order in which to try them, as getaddrinfo(3) does: RFC 6724, section 6, with the
/// policy table that glibc has built in. What an operator has written into gai.conf is not looked at.
/// </summary>
/// <remarks>
/// Rules 3, 4 and 7 (deprecated, home, native transport) need facts that no portable call tells, and rule 9 is applied
/// to IPv6 alone, as glibc does where two IPv4 addresses are not in one subnet. Which source address belongs to a
/// destination is asked of the kernel: a UDP socket is connected to it, which sends nothing.
/// </remarks>
internal static class AddressOrder
{
    private const int LinkScope = 2;
    private const int SiteScope = 5;
    private const int GlobalScope = 14;

    // Prefix, its length, label, precedence: RFC 3484's table with glibc's later labels (sysdeps/posix/getaddrinfo.c).
    private static readonly (byte[] Prefix, int Bits, int Label, int Precedence)[] Policy =
    [
        (IPAddress.IPv6Loopback.GetAddressBytes(), 128, 0, 50),
        (IPAddress.Parse("2001::").GetAddressBytes(), 32, 7, 40),
        (IPAddress.Parse("2002::").GetAddressBytes(), 16, 2, 30),
        (IPAddress.Parse("::ffff:0:0").GetAddressBytes(), 96, 4, 10),
        (IPAddress.IPv6Any.GetAddressBytes(), 96, 3, 20),
        (IPAddress.Parse("fec0::").GetAddressBytes(), 10, 5, 40),
        (IPAddress.Parse("fc00::").GetAddressBytes(), 7, 6, 40),
        (IPAddress.IPv6Any.GetAddressBytes(), 0, 1, 40),
    ];

    /// <summary>The addresses in order; equals stay as they stood.</summary>
    /// <param name="addresses">The addresses.</param>
    /// <param name="sourceOf">The source address that the kernel would use, or null where there is no route.</param>
    public static IReadOnlyList<IPAddress> Sort(IReadOnlyList<IPAddress> addresses, Func<IPAddress, IPAddress?> sourceOf) =>
        addresses.Count < 2
            ? addresses
            : [.. addresses.Select(address => new Candidate(address, sourceOf(address)))
                .Order(Comparer<Candidate>.Create(Compare)).Select(c => c.Address)];

    /// <summary>What the kernel would send from.</summary>
    public static IPAddress? SourceOf(IPAddress destination)
    {
        try
        {
            using var socket = new Socket(destination.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(new IPEndPoint(destination, 9));
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return null; // no route, or no such family here
        }
    }

    private static int Compare(Candidate one, Candidate other)
    {
        int order = (other.Source is not null).CompareTo(one.Source is not null); // rule 1: usable
        if (order != 0 || one.Source is null || other.Source is null)
        {
            return order != 0 ? order : ByItself(one, other);
        }

        order = (Scope(other.Address) == Scope(other.Source)).CompareTo(Scope(one.Address) == Scope(one.Source)); // rule 2
        if (order == 0)
        {
            order = (Label(other.Address) == Label(other.Source)).CompareTo(Label(one.Address) == Label(one.Source)); // rule 5
        }

        order = order == 0 ? ByItself(one, other) : order;
        bool bothSix = one.Address.AddressFamily == AddressFamily.InterNetworkV6
            && other.Address.AddressFamily == AddressFamily.InterNetworkV6;
        return order == 0 && bothSix
            ? CommonBits(other.Address, other.Source).CompareTo(CommonBits(one.Address, one.Source)) // rule 9
            : order;
    }

    // Rules 6, higher precedence, and 8, smaller scope.
    private static int ByItself(Candidate one, Candidate other)
    {
        int order = PolicyOf(other.Address).Precedence.CompareTo(PolicyOf(one.Address).Precedence);
        return order == 0 ? Scope(one.Address).CompareTo(Scope(other.Address)) : order;
    }

    private static int Label(IPAddress address) => PolicyOf(address).Label;

    private static (int Label, int Precedence) PolicyOf(IPAddress address)
    {
        byte[] bytes = address.MapToIPv6().GetAddressBytes();
        (_, _, int label, int precedence) = Policy.First(rule => CommonBits(bytes, rule.Prefix) >= rule.Bits);
        return (label, precedence);
    }

    private static int Scope(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        if (bytes.Length == 4)
        {
            return bytes[0] == 127 || (bytes[0] == 169 && bytes[1] == 254) ? LinkScope : GlobalScope;
        }

        return address.IsIPv6Multicast ? bytes[1] & 0xF
            : address.IsIPv6LinkLocal || IPAddress.IsLoopback(address) ? LinkScope
            : address.IsIPv6SiteLocal ? SiteScope
            : GlobalScope;
    }

    private static int CommonBits(IPAddress one, IPAddress other) => CommonBits(one.GetAddressBytes(), other.GetAddressBytes());

    private static int CommonBits(byte[] one, byte[] other)
    {
        int same = one.AsSpan().CommonPrefixLength(other);
        return same == one.Length ? same * 8 : (same * 8) + byte.LeadingZeroCount((byte)(one[same] ^ other[same]));
    }

    private sealed record Candidate(IPAddress Address, IPAddress? Source);
}
