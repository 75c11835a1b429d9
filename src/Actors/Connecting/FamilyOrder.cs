using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>The order in which the addresses of a host enter a race.</summary>
internal static class FamilyOrder
{
    /// <summary>
    /// The family of the first address, which the resolver likes best, alternates with the other; within a family the
    /// order stays. So a family that leads nowhere costs one delay and not one for each of its addresses (RFC 8305,
    /// section 4, with a First Address Family Count of 1).
    /// </summary>
    public static IReadOnlyList<IPEndPoint> Interleave(IReadOnlyList<IPEndPoint> addresses)
    {
        if (addresses.Count < 2)
        {
            return addresses;
        }

        AddressFamily preferred = addresses[0].AddressFamily;
        var first = new Queue<IPEndPoint>(addresses.Where(address => address.AddressFamily == preferred));
        var second = new Queue<IPEndPoint>(addresses.Where(address => address.AddressFamily != preferred));
        var ordered = new List<IPEndPoint>(addresses.Count);
        while (ordered.Count < addresses.Count)
        {
            if (first.TryDequeue(out IPEndPoint? one))
            {
                ordered.Add(one);
            }

            if (second.TryDequeue(out IPEndPoint? other))
            {
                ordered.Add(other);
            }
        }

        return ordered;
    }
}
