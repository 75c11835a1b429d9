using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// Synchronous members in thread greenlets: each parks its own greenlet, and nothing else of the hub.
public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void Thread_greenlets_serve_and_ask_by_synchronous_calls_beside_async_greenlets() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        EndPoint address = listener.LocalEndPoint!;
        Greenlet server = Greenlet.Spawn(() =>
        {
            for (int i = 0; i < 3; i++)
            {
                GreenSocket connection = listener.Accept();
                Greenlet.Spawn(() => Serve(connection));
            }
        });
        Greenlet[] clients =
        [
            .. Enumerable.Range(0, 2).Select(i => Greenlet.Spawn(() =>
            {
                using GreenSocket client = NewSocket();
                client.Connect(address);
                Span<byte> answer = stackalloc byte[3];
                for (int round = 0; round < 50; round++)
                {
                    Assert.Equal(3, client.Send([(byte)i, (byte)round, 3]));
                    Assert.True(client.Poll(-1, SelectMode.SelectRead));
                    int got = 0;
                    while (got < 3)
                    {
                        got += client.Receive(answer[got..]);
                    }

                    Assert.Equal([(byte)i, (byte)round, 3], answer.ToArray());
                }
            })),
            Greenlet.Spawn(async () =>
            {
                using GreenSocket client = NewSocket();
                await client.ConnectAsync(address);
                await client.SendAllAsync(new byte[] { 1, 2 });
                Assert.Equal([1, 2], await ReceiveExactlyAsync(client, 2));
            }),
        ];

        foreach (Greenlet client in clients)
        {
            Assert.Null(await EndOfAsync(client));
        }

        Assert.Null(await EndOfAsync(server));

        static void Serve(GreenSocket connection)
        {
            using (connection)
            {
                byte[] buffer = new byte[16];
                int count;
                while ((count = connection.Receive(buffer)) > 0)
                {
                    connection.SendAll(buffer.AsSpan(0, count));
                }
            }
        }
    });

    [Fact]
    public void A_thread_greenlet_is_killed_and_times_out_in_a_synchronous_call() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        var killed = Greenlet.Spawn(() => { pair.Client.Receive(new byte[1]); });
        await SettleAsync();
        Assert.False(killed.IsDead);
        Assert.True(await killed.KillAsync(timeout: Patience));
        Assert.Equal(GreenletState.Killed, killed.State);

        pair.Client.ReceiveTimeout = 1;
        SocketError error = SocketError.Success;
        var late = Greenlet.Spawn(() => { pair.Client.Receive(new byte[1], 0, 1, SocketFlags.None, out error); });
        Assert.Null(await EndOfAsync(late));
        Assert.Equal(SocketError.TimedOut, error);

        pair.Client.ReceiveTimeout = 0;
        var closed = Greenlet.Spawn(() => { pair.Client.Receive(new byte[1], 0, 1, SocketFlags.None, out error); });
        await SettleAsync();
        Assert.False(closed.IsDead);
        pair.Client.Dispose();
        Assert.Null(await EndOfAsync(closed));
        Assert.Equal(SocketError.ConnectionAborted, error);
    });

    [Fact]
    public void A_select_of_a_thread_greenlet_lets_the_others_run() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        var read = new List<GreenSocket> { pair.Client, pair.Server };
        var selecting = Greenlet.Spawn(() => GreenSocket.Select(read, null, null, -1));
        await PolledAsync();
        Assert.False(selecting.IsDead);

        await pair.Server.SendAllAsync(new byte[] { 1 });

        Assert.Null(await EndOfAsync(selecting));
        Assert.Equal([pair.Client], read);
    });
}
