using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void Greenlets_that_receive_datagrams_have_their_turns_in_order() => OnHub(async () =>
    {
        using GreenSocket one = BoundDatagramSocket();
        using GreenSocket two = BoundDatagramSocket();
        var order = new List<(char Who, byte What)>();
        var receivers = new List<Greenlet>();
        foreach (char who in "abc")
        {
            receivers.Add(await StartedAsync(async () =>
            {
                byte[] buffer = new byte[1];
                for (int i = 0; i < 3; i++)
                {
                    await two.ReceiveFromAsync(buffer);
                    order.Add((who, buffer[0]));
                }
            }));
        }

        for (byte i = 0; i < 9; i++)
        {
            await one.SendToAsync(new[] { i }, two.LocalEndPoint!);
            await PolledAsync();
        }

        foreach (Greenlet receiver in receivers)
        {
            Assert.Null(await EndOfAsync(receiver));
        }

        Assert.Equal("abcabcabc".Select((who, what) => (who, (byte)what)), order);
    });

    [Fact]
    public void Datagrams_arrive_in_the_order_in_which_their_sends_were_made() => OnHub(async () =>
    {
        using GreenSocket one = BoundDatagramSocket();
        using GreenSocket two = BoundDatagramSocket();
        two.ReceiveBufferSize = 1 << 20;
        List<Task<int>> sends = [];
        for (byte i = 0; i < 100; i++)
        {
            sends.Add(one.SendToAsync(new[] { i }, two.LocalEndPoint!));
        }

        byte[] buffer = new byte[1];
        for (byte i = 0; i < 100; i++)
        {
            await two.ReceiveFromAsync(buffer);
            Assert.Equal(i, buffer[0]);
        }

        foreach (Task<int> send in sends)
        {
            Assert.Equal(1, await send);
        }
    });

    [Fact]
    public void A_receive_that_was_killed_cancelled_or_timed_out_loses_no_datagram() => OnHub(async () =>
    {
        using GreenSocket one = BoundDatagramSocket();
        using GreenSocket two = BoundDatagramSocket();
        using var source = new CancellationTokenSource();
        Greenlet killed = await StartedAsync(async () => await two.ReceiveFromAsync(new byte[8]));
        Greenlet cancelled = await StartedAsync(async () => await two.ReceiveFromAsync(new byte[8], source.Token));
        two.Timeout = TimeSpan.FromMilliseconds(1);
        await killed.KillAsync();
        await source.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(cancelled));
        await ThrowsAsync<SocketTimeoutException>(async () => await two.ReceiveFromAsync(new byte[8]));
        two.Blocking = false;
        await FailsAsync(SocketError.WouldBlock, async () => await two.ReceiveFromAsync(new byte[8]));
        two.Blocking = true;

        await one.SendToAsync(new byte[3], two.LocalEndPoint!);

        Came(3, one.LocalEndPoint!, await two.ReceiveFromAsync(new byte[8]));
    });

    [Fact]
    public void A_close_wakes_whoever_receives_datagrams() => OnHub(async () =>
    {
        using GreenSocket socket = BoundDatagramSocket();
        var address = new SocketAddress(AddressFamily.InterNetwork);
        Greenlet first = await StartedAsync(async () => await socket.ReceiveFromAsync(new byte[8]));
        Greenlet second = await StartedAsync(async () => await socket.ReceiveFromAsync(new byte[8], SocketFlags.None, address));

        socket.Close();

        Aborted(await EndOfAsync(first));
        Aborted(await EndOfAsync(second));
        await ThrowsAsync<ObjectDisposedException>(async () => await socket.ReceiveFromAsync(new byte[8]));
        await ThrowsAsync<ObjectDisposedException>(async () => await socket.SendToAsync(new byte[8], SocketFlags.None, address));
    });

    [Fact]
    [Trait("Category", "Slow")]
    public void Datagrams_to_and_from_socket_addresses_allocate_nothing()
    {
        if (KernelName != "linux")
        {
            return; // the portable one's addresses are the BCL's end points, which are objects, and a simulated datagram is one too
        }

        OnHub(async () =>
        {
            using GreenSocket client = BoundDatagramSocket();
            using GreenSocket server = BoundDatagramSocket();
            SocketAddress target = server.LocalEndPoint!.Serialize();
            Greenlet echo = Greenlet.Spawn(async () =>
            {
                byte[] buffer = new byte[64];
                var from = new SocketAddress(AddressFamily.InterNetwork);
                while (true)
                {
                    int count = await server.ReceiveFromAsync(buffer, SocketFlags.None, from);
                    await server.SendToAsync(buffer.AsMemory(0, count), SocketFlags.None, from);
                }
            });
            echo.Observe();
            byte[] answer = new byte[64];
            var sender = new SocketAddress(AddressFamily.InterNetwork);
            var windows = new AllocationWindows(limit: 0);
            while (windows.Next())
            {
                for (int i = 0; i < 20_000; i++)
                {
                    await client.SendToAsync(answer.AsMemory(0, 16), SocketFlags.None, target);
                    await client.ReceiveFromAsync(answer, SocketFlags.None, sender);
                }
            }

            await echo.KillAsync();
            Assert.Equal(0, windows.Allocated);
        });
    }
}
