using System.Net;
using System.Net.Sockets;
using Akka.Greensock;

namespace EchoClient;

/// <summary>One connection to an echo server: sends, and checks that the very same bytes come back.</summary>
internal static class Conversation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Holds the conversation to its end.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="seed">Makes this connection's bytes differ from every other's.</param>
    /// <param name="requests">How many times to send.</param>
    /// <param name="bytes">How many bytes to send each time.</param>
    /// <exception cref="SocketException">The server refuses, resets, or does not answer in time.</exception>
    /// <exception cref="InvalidDataException">What came back is not what was sent.</exception>
    public static async Task HoldAsync(IPEndPoint server, int seed, int requests, int bytes)
    {
        await using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Timeout = Patience };
        await socket.ConnectAsync(server);
        socket.NoDelay = true;

        var random = new Random(seed);
        byte[] message = new byte[bytes];
        for (int request = 1; request <= requests; request++)
        {
            random.NextBytes(message);
            await socket.SendAllAsync(message);
            for (int matched = 0; matched < bytes;)
            {
                using ReceivedBytes received = await socket.ReceiveAsync();
                Check(received, message.AsSpan(matched), $"request {request}, after {matched} of {bytes} bytes");
                matched += received.Length;
            }
        }

        socket.Shutdown(SocketShutdown.Send);
        using ReceivedBytes rest = await socket.ReceiveAsync();
        if (!rest.IsEndOfStream)
        {
            throw new InvalidDataException($"{rest.Length} bytes more came back than were sent.");
        }
    }

    private static void Check(ReceivedBytes received, ReadOnlySpan<byte> expected, string where)
    {
        if (received.IsEndOfStream)
        {
            throw new InvalidDataException($"{where}: the server closed the connection.");
        }

        if (received.Length > expected.Length)
        {
            throw new InvalidDataException($"{where}: {received.Length - expected.Length} bytes more came back than were sent.");
        }

        int match = received.Span.CommonPrefixLength(expected);
        if (match < received.Length)
        {
            throw new InvalidDataException($"{where}: byte {match} from there is {received.Span[match]}, and {expected[match]} was sent.");
        }
    }
}
