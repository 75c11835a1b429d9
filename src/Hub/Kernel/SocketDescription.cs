using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>What a socket is, as the kernel tells it.</summary>
/// <param name="Family">The family; Unknown where .NET has no name for it.</param>
/// <param name="Type">The type.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="IsListening">It takes connections.</param>
internal readonly record struct SocketDescription(AddressFamily Family, SocketType Type, ProtocolType Protocol, bool IsListening);
