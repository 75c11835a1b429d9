using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// A name server on 127.0.0.1, UDP and TCP on one port, that says whatever its script says: the truth, lies, nothing,
/// or something later.
/// </summary>
internal sealed class LocalDnsServer : IDisposable
{
    private readonly Func<DnsQuery, Task<byte[]?>> _script;
    private readonly Socket _udp;
    private readonly Socket _tcp;
    private readonly CancellationTokenSource _closing = new();

    private LocalDnsServer(Func<DnsQuery, Task<byte[]?>> script)
    {
        _script = script;
        (_udp, _tcp) = Bind();
        EndPoint = (IPEndPoint)_udp.LocalEndPoint!;
        _ = ReceiveAsync();
        _ = AcceptAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Every question that came, in order.</summary>
    public ConcurrentQueue<DnsQuery> Queries { get; } = new();

    /// <summary>A server that answers at once; null is silence.</summary>
    public static LocalDnsServer Saying(Func<DnsQuery, byte[]?> script) => new(query => Task.FromResult(script(query)));

    /// <summary>A server that answers when it likes.</summary>
    public static LocalDnsServer SayingLater(Func<DnsQuery, Task<byte[]?>> script) => new(script);

    /// <summary>The names asked for, with their types, in no order.</summary>
    public IReadOnlyList<string> Asked => [.. Queries.Select(query => $"{query.Name} {query.Type}").Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        _closing.Cancel();
        _udp.Dispose();
        _tcp.Dispose();
        _closing.Dispose();
    }

    // The system gives a port that is free for UDP; somebody may have it for TCP.
    private static (Socket Udp, Socket Tcp) Bind()
    {
        while (true)
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };
            udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                tcp.Bind(udp.LocalEndPoint!);
                tcp.Listen(64);
                return (udp, tcp);
            }
            catch (SocketException)
            {
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[65_536];
        try
        {
            while (true)
            {
                SocketReceiveFromResult got = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _closing.Token);
                _ = AnswerAsync(buffer[..got.ReceivedBytes], isTcp: false, async reply =>
                    await _udp.SendToAsync(reply, got.RemoteEndPoint));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _tcp.AcceptAsync(_closing.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            await using var stream = new NetworkStream(client, ownsSocket: true);
            byte[] length = new byte[2];
            while (await stream.ReadAtLeastAsync(length, 2, throwOnEndOfStream: false, _closing.Token) == 2)
            {
                byte[] query = new byte[(length[0] << 8) | length[1]];
                await stream.ReadExactlyAsync(query, _closing.Token);
                await AnswerAsync(query, isTcp: true, async reply =>
                    await stream.WriteAsync((byte[])[(byte)(reply.Length >> 8), (byte)reply.Length, .. reply], _closing.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
    }

    private async Task AnswerAsync(byte[] bytes, bool isTcp, Func<byte[], Task> send)
    {
        var query = DnsQuery.Parse(bytes, isTcp);
        Queries.Enqueue(query);
        try
        {
            if (await _script(query) is { } reply)
            {
                await send(reply);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has gone, or the test is over.
        }
    }
}
