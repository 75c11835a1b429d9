using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>What a socket is, as the kernel tells it.</summary>
/// <param name="Family">The family; Unknown where .NET has no name for it.</param>
/// <param name="Type">The type.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="IsListening">It takes connections.</param>
internal readonly record struct SocketDescription(
    AddressFamily Family, SocketType Type, ProtocolType Protocol, bool IsListening = false)
{
    /// <summary>It connects, listens and accepts; the others send to whom they like.</summary>
    public bool IsConnectionOriented => Type is SocketType.Stream or SocketType.Seqpacket;

    public bool IsStreamOverIP =>
        Type == SocketType.Stream && Family is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;

    public override string ToString() => (Family, Type) switch
    {
        (AddressFamily.InterNetwork, SocketType.Stream) => "IPv4",
        (AddressFamily.InterNetworkV6, SocketType.Stream) => "IPv6",
        (AddressFamily.InterNetwork, SocketType.Dgram) => "IPv4 datagram",
        (AddressFamily.InterNetworkV6, SocketType.Dgram) => "IPv6 datagram",
        (AddressFamily.Unix, SocketType.Stream) => "Unix",
        (AddressFamily.Unix, SocketType.Dgram) => "Unix datagram",
        _ => $"{Family} {Type} {Protocol}",
    };
}
