namespace Akka.Greensock.TestKit;

/// <summary>A datagram that waits to be received.</summary>
/// <param name="Data">Its bytes.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="Target">Where it came in.</param>
/// <param name="IsOwn">It came from this host, over the loopback.</param>
/// <param name="HopLimit">Its TTL or hop limit: no router is there to lower it.</param>
internal readonly record struct UdpDatagram(byte[] Data, NetworkAddress Sender, NetworkAddress Target, bool IsOwn, int HopLimit);
