using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>What most bodies begin with.</summary>
internal static class Sockets
{
    public const int Port = 7;

    public static GreenSocket Tcp() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public static GreenSocket Udp() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public static GreenSocket Listening(int backlog = 16)
    {
        GreenSocket listener = Tcp();
        listener.Bind(new IPEndPoint(IPAddress.Any, Port));
        listener.Listen(backlog);
        return listener;
    }

    /// <summary>A connection between two hosts, from the client's greenlet to the server's.</summary>
    public static async Task Converse(
        SimulatedHost client, SimulatedHost server, Func<GreenSocket, Task> asks, Func<GreenSocket, Task> answers)
    {
        Greenlet serving = server.Spawn(async () =>
        {
            using GreenSocket listener = Listening();
            using GreenSocket connection = await listener.AcceptAsync();
            await answers(connection);
        });
        Greenlet asking = client.Spawn(async () =>
        {
            using GreenSocket socket = Tcp();
            await socket.ConnectAsync(server.Name, Port);
            await asks(socket);
        });
        await asking;
        await serving;
    }

    public static byte[] Pattern(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new SimulatedRandom((ulong)seed).NextBytes(bytes);
        return bytes;
    }

    public static async Task<byte[]> ReceiveToEndAsync(GreenSocket socket, int bufferBytes = 4096)
    {
        var all = new MemoryStream();
        byte[] buffer = new byte[bufferBytes];
        int count;
        while ((count = await socket.ReceiveAsync(buffer)) != 0)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    public static async Task<T> ThrowsAsync<T>(Func<Task> body)
        where T : Exception
    {
        try
        {
            await body();
        }
        catch (T e)
        {
            return e;
        }

        throw new InvalidOperationException($"No {typeof(T).Name} was thrown.");
    }
}
