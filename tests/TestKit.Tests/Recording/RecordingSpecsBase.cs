using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>A connection over loopback whose client's end, or both, a capture sees.</summary>
public abstract class RecordingSpecsBase
{
    private protected static void OnHub(Func<Task> main, TimeProvider? clock = null)
    {
        List<HubError> errors = [];
        TestHub.Run(
            async () =>
            {
                Hub.Current!.ErrorHandler = errors.Add;
                await main();
            },
            new HubOptions { TimeProvider = clock ?? TimeProvider.System });
        Assert.Empty(errors);
    }

    private protected static async Task<(GreenSocket Client, GreenSocket Server)> ConnectedAsync(IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        using var listener = new GreenSocket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, 0));
        listener.Listen();
        var client = new GreenSocket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!);
        return (client, await listener.AcceptAsync());
    }

    private protected static byte[] Bytes(int count, int begin = 0) =>
        [.. Enumerable.Range(begin, count).Select(static i => (byte)((i * 31) + (i >> 8)))];
}
