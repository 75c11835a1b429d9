using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// The options that servers set on every connection, translated here so that they cost one system call; every other one
/// goes through <see cref="BclOptions"/>, which knows them all (socket(7), tcp(7)).
/// </summary>
internal static class LinuxOptions
{
    private const int SoSendBuffer = 7;
    private const int SoReceiveBuffer = 8;
    private const int SoKeepAlive = 9;
    private const int TcpNoDelay = 1;
    private const int IpProtoIPv6 = 41;
    private const int IPv6Only = 26;

    public static bool TryTranslate(SocketOptionLevel level, SocketOptionName name, out int nativeLevel, out int nativeName)
    {
        (nativeLevel, nativeName) = (level, name) switch
        {
            (SocketOptionLevel.Tcp, SocketOptionName.NoDelay) => (Libc.IpProtoTcp, TcpNoDelay),
            (SocketOptionLevel.Socket, SocketOptionName.KeepAlive) => (Libc.SolSocket, SoKeepAlive),
            (SocketOptionLevel.Socket, SocketOptionName.SendBuffer) => (Libc.SolSocket, SoSendBuffer),
            (SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer) => (Libc.SolSocket, SoReceiveBuffer),
            (SocketOptionLevel.IPv6, SocketOptionName.IPv6Only) => (IpProtoIPv6, IPv6Only),
            _ => (0, 0),
        };
        return nativeLevel != 0;
    }
}
