using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>One way to reach a host: what a socket has to be, and where it connects to. gevent's five-tuple.</summary>
/// <param name="Family">The family for the socket.</param>
/// <param name="SocketType">The type for the socket.</param>
/// <param name="ProtocolType">The protocol for the socket.</param>
/// <param name="CanonicalName">The host's canonical name, in the first result and if
/// <see cref="AddressInfoFlags.CanonicalName"/> was asked for; otherwise empty.</param>
/// <param name="EndPoint">Address, with its scope, and port.</param>
/// <seealso href="https://docs.python.org/3/library/socket.html#socket.getaddrinfo">gevent: getaddrinfo</seealso>
public sealed record AddressInfo(
    AddressFamily Family, SocketType SocketType, ProtocolType ProtocolType, string CanonicalName, IPEndPoint EndPoint);
