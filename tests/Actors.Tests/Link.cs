using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>A connection: our end, by messages, and the peer's, a plain socket of the BCL.</summary>
internal sealed record Link(IActorRef Connection, TestProbe Handler, Socket Peer)
{
    public void Tell(object message) => Connection.Tell(message, Handler.Ref);

    public Task PeerSendsAsync(string text) => PeerSendsAsync(Encoding.ASCII.GetBytes(text));

    public async Task PeerSendsAsync(byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await Peer.SendAsync(bytes.AsMemory(sent)).AsTask().WaitAsync(Patience);
        }
    }

    public async Task<byte[]> PeerReceivesAsync(int count)
    {
        byte[] bytes = new byte[count];
        for (int received = 0; received < count;)
        {
            int more = await Peer.ReceiveAsync(bytes.AsMemory(received)).AsTask().WaitAsync(Patience);
            Assert.NotEqual(0, more);
            received += more;
        }

        return bytes;
    }

    public async Task<string> PeerReceivesTextAsync(int count) => Encoding.ASCII.GetString(await PeerReceivesAsync(count));

    /// <summary>What the peer gets until the end of its stream.</summary>
    public async Task<byte[]> PeerReceivesAllAsync()
    {
        var all = new MemoryStream();
        byte[] buffer = new byte[65536];
        int count;
        while ((count = await Peer.ReceiveAsync(buffer.AsMemory()).AsTask().WaitAsync(Patience)) > 0)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    /// <summary>The peer reads on until it hears of the reset.</summary>
    public async Task PeerSeesResetAsync()
    {
        byte[] bytes = new byte[65536];
        var reset = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (await Peer.ReceiveAsync(bytes).WaitAsync(Patience) > 0)
            {
            }
        });
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }

    /// <summary>The peer ends the connection by a reset.</summary>
    public void PeerResets()
    {
        Peer.LingerState = new LingerOption(true, 0);
        Peer.Dispose();
    }
}
