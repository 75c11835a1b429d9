using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>What a socket was told, at some time.</summary>
/// <param name="Values">By option; nobody writes into it any more.</param>
/// <param name="Linger">SO_LINGER in seconds; null where it is off.</param>
internal readonly record struct SocketOptions(
    SortedDictionary<(SocketOptionLevel Level, SocketOptionName Name), int> Values, int? Linger);
