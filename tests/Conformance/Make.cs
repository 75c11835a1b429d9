using System.Net;
using System.Net.Sockets;

namespace Conformance;

/// <summary>Sockets for specs.</summary>
internal static class Make
{
    /// <summary>In microseconds, for what must happen.</summary>
    public static int Long => (int)Patience.TotalMicroseconds;

    public static IPEndPoint AnyPort => new(IPAddress.Loopback, 0);

    public static Socket Tcp(AddressFamily family = AddressFamily.InterNetwork) => new(family, SocketType.Stream, ProtocolType.Tcp);

    public static Socket Udp(AddressFamily family = AddressFamily.InterNetwork) => new(family, SocketType.Dgram, ProtocolType.Udp);

    public static Socket Unix() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public static Socket BoundUdp()
    {
        Socket socket = Udp();
        socket.Bind(AnyPort);
        return socket;
    }

    public static Socket Listener(int backlog = 16)
    {
        Socket listener = Tcp();
        listener.Bind(AnyPort);
        listener.Listen(backlog);
        return listener;
    }

    /// <summary>
    /// A listener that answers nobody: its backlog is full. It is made on a thread of its own, because only a synchronous
    /// call tells when that is so, and an async greenlet has none.
    /// </summary>
    public static Socket FullListener() => new StartedThread<Socket>(() =>
    {
        Socket listener = Listener(backlog: 0);
        using Socket first = Tcp();
        first.Connect(listener.LocalEndPoint!);
        Arrives(listener); // whoever connects before gets an answer
        return listener;
    }).Join();

    /// <summary>A socket whose address refuses connections, and that nobody else can take while it lives.</summary>
    public static Socket Deaf()
    {
        Socket deaf = Tcp();
        deaf.Bind(AnyPort);
        return deaf;
    }

    public static IPEndPoint EndPointOf(Socket socket) => (IPEndPoint)socket.LocalEndPoint!;

    public static int PortOf(Socket socket) => EndPointOf(socket).Port;

    /// <summary>A path for a Unix socket, that nobody else has.</summary>
    public static string SocketPath() => Path.Combine(Path.GetTempPath(), $"conformance-{Guid.NewGuid():N}");

    /// <summary>Bytes that tell where they belong.</summary>
    public static byte[] Bytes(int count, int first = 1) => [.. Enumerable.Range(first, count).Select(number => (byte)number)];

    /// <summary>More than the system takes from a sender whose peer does not read: Linux's buffers grow to 4 MB and 32 MB.</summary>
    public static byte[] TooMuch() => new byte[50_000_000];

    public static List<ArraySegment<byte>> List(params ArraySegment<byte>[] buffers) => [.. buffers];

    /// <summary>
    /// Waits until there is something to read, or a reset to be told of. Linux wakes a poll of the BCL's for a reset's error a
    /// moment before the connection has ended, and then it says that there is nothing.
    /// </summary>
    public static void Arrives(Socket socket) => Until(() => socket.Poll(Long, SelectMode.SelectRead), "nothing arrived");

    /// <summary>Waits until so much can be read at once; in an async greenlet too, because it does not park.</summary>
    public static void Arrives(Socket socket, int count) =>
        Until(() => socket.Available >= count, $"{count} bytes have not arrived");

    /// <summary>Sends until the kernel takes no more, and leaves the socket blocking.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int Fill(Socket socket)
    {
        byte[] chunk = new byte[65536];
        int sent = 0;
        socket.Blocking = false;
        while (true)
        {
            sent += socket.Send(chunk, 0, chunk.Length, SocketFlags.None, out SocketError error);
            if (error != SocketError.Success)
            {
                Assert.Equal(SocketError.WouldBlock, error);
                socket.Blocking = true;
                return sent;
            }
        }
    }

    public static byte[] ReceiveExactly(Socket socket, int count)
    {
        byte[] buffer = new byte[count];
        for (int have = 0; have < count;)
        {
            int n = socket.Receive(buffer, have, count - have, SocketFlags.None);
            Assert.NotEqual(0, n);
            have += n;
        }

        return buffer;
    }
}
