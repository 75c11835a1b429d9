using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>A socket of the Unix family.</summary>
internal static class UnixSocket
{
    public static SimulatedSocket? Create(SimulatedKernel kernel, SocketType type) => null;
}
