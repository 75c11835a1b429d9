using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>Makes up the segments of a connection from what its one end sends and receives.</summary>
internal sealed class TcpTap
{
    // Any would do, for TCP lets each side begin where it likes. These are told apart at sight, and are the same in every run.
    private const uint FirstOfClient = 1_000;
    private const uint FirstOfServer = 2_000_000_000;

    private const int Window = ushort.MaxValue;
    private const string MadeUp = "made up: the capture sees the bytes of a socket, and not its segments";

    private readonly Capture _capture;
    private readonly TimeProvider _clock;
    private readonly Side _local;
    private readonly Side _remote;
    private bool _isOver;

    public TcpTap(Capture capture, TimeProvider clock, IPEndPoint local, IPEndPoint remote, ScriptSide side)
    {
        _capture = capture;
        _clock = clock;
        bool isClient = side == ScriptSide.Client;
        _local = new Side(local, isClient ? FirstOfClient : FirstOfServer);
        _remote = new Side(remote, isClient ? FirstOfServer : FirstOfClient);
        Side client = isClient ? _local : _remote;
        Side server = isClient ? _remote : _local;
        Add(client, server, TcpFlags.Syn, [], MadeUp);
        client.Next++;
        Add(server, client, TcpFlags.Syn | TcpFlags.Ack, []);
        server.Next++;
        Add(client, server, TcpFlags.Ack, []);
    }

    public bool HasSentEnd => _local.HasEnded;

    public void Sent(ReadOnlySpan<byte> bytes) => Data(_local, _remote, bytes);

    public void Received(ReadOnlySpan<byte> bytes) => Data(_remote, _local, bytes);

    public void EndSent() => End(_local, _remote);

    public void EndReceived() => End(_remote, _local);

    public void ResetSent() => Reset(_local, _remote);

    public void ResetReceived() => Reset(_remote, _local);

    private void Data(Side from, Side to, ReadOnlySpan<byte> bytes)
    {
        while (!_isOver && !from.HasEnded && !bytes.IsEmpty)
        {
            ReadOnlySpan<byte> part = bytes[..Math.Min(bytes.Length, InternetPacket.MaximumPayloadBytes)];
            Add(from, to, TcpFlags.Psh | TcpFlags.Ack, part);
            from.Next += (uint)part.Length;
            bytes = bytes[part.Length..];
        }
    }

    private void End(Side from, Side to)
    {
        if (_isOver || from.HasEnded)
        {
            return;
        }

        from.HasEnded = true;
        Add(from, to, TcpFlags.Fin | TcpFlags.Ack, []);
        from.Next++;
        if (to.HasEnded)
        {
            Add(to, from, TcpFlags.Ack, []);
            _isOver = true;
        }
    }

    private void Reset(Side from, Side to)
    {
        if (!_isOver)
        {
            _isOver = true;
            Add(from, to, TcpFlags.Rst | TcpFlags.Ack, []);
        }
    }

    private void Add(Side from, Side to, TcpFlags flags, ReadOnlySpan<byte> payload, string? comment = null)
    {
        uint acknowledgement = flags.HasFlag(TcpFlags.Ack) ? to.Next : 0;
        _capture.Packet(
            _clock.GetUtcNow(), from.EndPoint, to.EndPoint, ProtocolType.Tcp, flags, from.Next, acknowledgement, Window, payload, comment);
    }

    private sealed class Side(IPEndPoint endPoint, uint first)
    {
        public IPEndPoint EndPoint { get; } = endPoint;

        /// <summary>The number of what it sends next.</summary>
        public uint Next { get; set; } = first;

        public bool HasEnded { get; set; }
    }
}
