using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>What <see cref="GreenSocket"/> does on Linux alone. Topics are in partial files.</summary>
public sealed partial class LinuxSocketSpecs() : SocketSpecs("linux")
{
    private static Pair UnixPair(SocketType type = SocketType.Stream)
    {
        (OwnedSocket first, OwnedSocket second) =
            OwnedSocket.MakePair(Greensock.PortHere(), AddressFamily.Unix, type, ProtocolType.Unspecified);
        return new Pair(new GreenSocket(first), new GreenSocket(second));
    }

    private static GreenSocket Udp(AddressFamily family = AddressFamily.InterNetwork, bool bound = true)
    {
        var socket = new GreenSocket(family, SocketType.Dgram, ProtocolType.Udp);
        if (bound)
        {
            socket.Bind(new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, 0));
        }

        return socket;
    }

    /// <summary>What a descriptor stands for, such as <c>socket:[4711]</c>: nothing else in the system has that name.</summary>
    private static string IdentityOf(int descriptor) => new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget!;

    /// <summary>How many descriptors of this process stand for the same thing.</summary>
    private static int CountOf(string identity)
    {
        int count = 0;
        foreach (string entry in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            try
            {
                count += new FileInfo(entry).LinkTarget == identity ? 1 : 0;
            }
            catch (IOException)
            {
                // Another test has closed it meanwhile.
            }
        }

        return count;
    }

    private static bool IsNonBlocking(int descriptor) => (Libc.Fcntl(descriptor, Libc.FcntlGetStatusFlags, 0) & Libc.OpenNonBlock) != 0;

    private static bool IsOpen(int descriptor) => Libc.Fcntl(descriptor, Libc.FcntlGetDescriptorFlags, 0) >= 0;
}
