using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// Two sockets that are connected to each other: socketpair(2) where it is to be had (Unix sockets on Unix), and for IP
/// a connection over loopback.
/// </summary>
/// <remarks>
/// The loopback way needs a listener, and every process of the machine may connect to it while it stands. Whoever
/// comes first would be the other end of what the caller takes for private. So both ends compare names, and a pair that
/// does not fit is thrown away (python's CVE-2024-3219).
/// </remarks>
/// <seealso href="https://man7.org/linux/man-pages/man2/socketpair.2.html">socketpair(2)</seealso>
internal static class PortablePair
{
    // A stranger must hit the same few microseconds on a port that nobody knew before, each time.
    private const int Attempts = 3;

    // Loopback connects within microseconds; the bound is for a machine that does not (a firewall in between).
    private const int PatienceMicroseconds = 1_000_000;

    public static KernelResult Create(
        AddressFamily family, SocketType type, ProtocolType protocol, out PortableSocket? one, out PortableSocket? other)
    {
        (one, other) = (null, null);
        if (family == AddressFamily.Unix && UnixDescriptors.AreAvailable)
        {
            return CreateUnix(type, protocol, out one, out other);
        }

        if (family is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            return KernelResult.Fail(Errno.AfNoSupport);
        }

        if (type != SocketType.Stream)
        {
            return KernelResult.Fail(Errno.SockTNoSupport);
        }

        if (protocol is not (ProtocolType.Unspecified or ProtocolType.Tcp))
        {
            return KernelResult.Fail(Errno.ProtoNoSupport);
        }

        try
        {
            IPAddress loopback = family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback;
            for (int i = 0; i < Attempts; i++)
            {
                if (TryConnect(loopback, out Socket? client, out Socket? accepted))
                {
                    (one, other) = (PortableSocket.Adopt(client!), PortableSocket.Adopt(accepted!));
                    return KernelResult.Ok();
                }
            }

            return KernelResult.Fail(Errno.ConnAborted);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    /// <summary>Each is the other's peer, and nobody else's.</summary>
    public static bool AreConnected(Socket client, Socket accepted) =>
        Equals(client.LocalEndPoint, accepted.RemoteEndPoint) && Equals(client.RemoteEndPoint, accepted.LocalEndPoint);

    private static bool TryConnect(IPAddress loopback, out Socket? client, out Socket? accepted)
    {
        using var listener = new Socket(loopback.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(loopback, 0));
        listener.Listen(1);
        client = new Socket(loopback.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        accepted = null;
        try
        {
            Begin(client, listener.LocalEndPoint!);
            if (listener.Poll(PatienceMicroseconds, SelectMode.SelectRead))
            {
                accepted = listener.Accept();
                accepted.Blocking = false;
                if (client.Poll(PatienceMicroseconds, SelectMode.SelectWrite) && client.Connected && AreConnected(client, accepted))
                {
                    return true;
                }
            }
        }
        catch
        {
            client.Dispose();
            accepted?.Dispose();
            throw;
        }

        client.Dispose();
        accepted?.Dispose();
        return false;
    }

    private static void Begin(Socket client, EndPoint listener)
    {
        try
        {
            client.Connect(listener);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // It goes on by itself.
        }
    }

    private static KernelResult CreateUnix(
        SocketType type, ProtocolType protocol, out PortableSocket? one, out PortableSocket? other)
    {
        (one, other) = (null, null);
        KernelResult result = UnixDescriptors.Pair(type, protocol, out int first, out int second);
        if (!result.IsOk)
        {
            return result;
        }

        using var firstHandle = new SafeSocketHandle(first, ownsHandle: true);
        using var secondHandle = new SafeSocketHandle(second, ownsHandle: true);
        UnixDescriptors.SetNonBlocking(first, true);
        UnixDescriptors.SetNonBlocking(second, true);
        result = PortableSocket.Import(first, out one);
        if (result.IsOk)
        {
            firstHandle.SetHandleAsInvalid();
            result = PortableSocket.Import(second, out other);
        }

        if (result.IsOk)
        {
            secondHandle.SetHandleAsInvalid();
        }
        else
        {
            one?.Close();
            one = null;
        }

        return result;
    }
}
