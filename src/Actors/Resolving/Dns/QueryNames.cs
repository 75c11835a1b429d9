using System.Net;

namespace Akka.Greensock;

/// <summary>The names under which DNS keeps the names of addresses.</summary>
internal static class QueryNames
{
    /// <summary><c>4.3.2.1.in-addr.arpa</c> (RFC 1035, 3.5), or the nibbles of <c>ip6.arpa</c> (RFC 3596, 2.5).</summary>
    public static string Reverse(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return bytes.Length == 4
            ? string.Join('.', bytes.Reverse()) + ".in-addr.arpa"
            : string.Join('.', Convert.ToHexStringLower(bytes).Reverse()) + ".ip6.arpa";
    }
}
