using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>What getaddrinfo is to find. The default value finds everything.</summary>
/// <param name="Family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
/// <param name="SocketType">The type of socket; 0 or Unknown for each that the service has.</param>
/// <param name="ProtocolType">The protocol; 0 for each.</param>
/// <param name="Flags">What to do beside the lookup.</param>
/// <seealso href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">getaddrinfo(3)</seealso>
public readonly record struct AddressInfoHints(
    AddressFamily Family = AddressFamily.Unspecified,
    SocketType SocketType = default,
    ProtocolType ProtocolType = ProtocolType.Unspecified,
    AddressInfoFlags Flags = AddressInfoFlags.None);
