using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Conformance;

namespace Akka.Greensock.Tests;

// What a call gets whose socket is closed under it: the BCL's error for each kind of call, asked of the BCL in the same test.
public abstract partial class GreenSocketSpecs
{
    public static TheoryData<string> PendingCalls =>
        ["receive", "receive list", "receive span", "receive from", "send", "send list", "accept",
            "receive datagram", "receive message", "poll", "poll datagram", "poll error"];

    [Theory]
    [MemberData(nameof(PendingCalls))]
    public void A_close_ends_a_synchronous_call_as_the_BCL_does(string name)
    {
        using var owner = new TestHub(Options);
        (Socket theirs, IDisposable theirPeer) = Theirs(name);
        string expected = EndOf(() => TheirCall(name, theirs), theirs, caller => caller.Blocked());
        theirPeer.Dispose();

        (GreenSocket ours, IDisposable ourPeer) = Ours(owner, name);
        string actual = EndOf(() => OurCall(name, ours), ours, _ => AwaitWaiter(owner.Hub, ours));
        ourPeer.Dispose();

        Assert.Equal(expected, actual);
        Assert.Empty(owner.Errors);
    }

    [Fact]
    public async Task A_close_ends_a_synchronous_connect_with_NotSocket()
    {
        // The BCL's word for it, which it owes to its way of shooting a system call down.
        using var owner = new TestHub(Options);
        using Pair full = await owner.RunAsync(FullListenerAsync);
        GreenSocket client = Made(owner);
        string end = EndOf(
            () =>
            {
                client.Connect(full.Server.LocalEndPoint!);
                return "connected";
            },
            client,
            _ => AwaitWaiter(owner.Hub, client));

        Assert.Equal("SocketException NotSocket", end);
    }

    /// <summary>What becomes of a call whose socket is closed once it waits.</summary>
    private static string EndOf(Func<string> call, IDisposable socket, Action<StartedThread<string>> awaitWait)
    {
        var caller = new StartedThread<string>(call);
        awaitWait(caller);
        socket.Dispose();
        try
        {
            return caller.Join();
        }
        catch (SocketException e)
        {
            return $"{nameof(SocketException)} {e.SocketErrorCode}";
        }
        catch (Exception e) when (e is not TimeoutException) // that it hangs
        {
            return e.GetType().Name;
        }
    }

    // Of ours its hub knows.
    private static void AwaitWaiter(Hub owner, GreenSocket socket)
    {
        OwnedSocket owned = MatrixCall.OwnedBelow(socket);
        bool waits = false;
        Until(() =>
        {
            owner.Post(() => waits = !owned.IsFree(Direction.Reading) || !owned.IsFree(Direction.Writing) || !PollsOf(owned).IsEmpty);
            RoundTrip(owner);
            return waits;
        });
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_polls")]
    private static extern ref OperationQueue PollsOf(OwnedSocket socket);

    private static (Socket, IDisposable) Theirs(string name)
    {
        if (name.Contains("datagram", StringComparison.Ordinal) || name == "receive message")
        {
            var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return (datagrams, datagrams);
        }

        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        if (name == "accept")
        {
            return (listener, listener);
        }

        using (listener)
        {
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            client.Connect(listener.LocalEndPoint!);
            return (client, listener.Accept());
        }
    }

    private static (GreenSocket, IDisposable) Ours(TestHub owner, string name)
    {
        if (name.Contains("datagram", StringComparison.Ordinal) || name == "receive message")
        {
            GreenSocket datagrams = Datagrams(owner);
            return (datagrams, datagrams);
        }

        if (name == "accept")
        {
            GreenSocket listener = Made(owner);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            return (listener, listener);
        }

        Pair pair = Connected(owner);
        return (pair.Client, pair.Server);
    }

    private static string TheirCall(string name, Socket socket)
    {
        byte[] buffer = new byte[8];
        EndPoint any = new IPEndPoint(IPAddress.Any, 0);
        SocketFlags flags = SocketFlags.None;
        return name switch
        {
            "receive" => $"{socket.Receive(buffer)}",
            "receive list" => $"{socket.Receive(Segments(buffer))}",
            "receive span" => $"{socket.Receive(buffer.AsSpan(), SocketFlags.None, out SocketError error)} {error}",
            "receive from" => $"{socket.ReceiveFrom(buffer, ref any)}",
            "send" => $"{socket.Send(new byte[32 * 1024 * 1024], 0, 32 * 1024 * 1024, SocketFlags.None, out SocketError error)} {error}",
            "send list" => $"{socket.Send(Segments(new byte[32 * 1024 * 1024]))}",
            "accept" => $"{socket.Accept()}",
            "receive datagram" => $"{socket.ReceiveFrom(buffer, ref any)}",
            "receive message" => $"{socket.ReceiveMessageFrom(buffer, 0, 8, ref flags, ref any, out _)}",
            "poll" or "poll datagram" => $"{socket.Poll(-1, SelectMode.SelectRead)}",
            "poll error" => $"{socket.Poll(-1, SelectMode.SelectError)}",
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    private static string OurCall(string name, GreenSocket socket)
    {
        byte[] buffer = new byte[8];
        EndPoint any = new IPEndPoint(IPAddress.Any, 0);
        SocketFlags flags = SocketFlags.None;
        return name switch
        {
            "receive" => $"{socket.Receive(buffer)}",
            "receive list" => $"{socket.Receive(Segments(buffer))}",
            "receive span" => $"{socket.Receive(buffer.AsSpan(), SocketFlags.None, out SocketError error)} {error}",
            "receive from" => $"{socket.ReceiveFrom(buffer, ref any)}",
            "send" => $"{socket.Send(new byte[32 * 1024 * 1024], 0, 32 * 1024 * 1024, SocketFlags.None, out SocketError error)} {error}",
            "send list" => $"{socket.Send(Segments(new byte[32 * 1024 * 1024]))}",
            "accept" => $"{socket.Accept()}",
            "receive datagram" => $"{socket.ReceiveFrom(buffer, ref any)}",
            "receive message" => $"{socket.ReceiveMessageFrom(buffer, 0, 8, ref flags, ref any, out _)}",
            "poll" or "poll datagram" => $"{socket.Poll(-1, SelectMode.SelectRead)}",
            "poll error" => $"{socket.Poll(-1, SelectMode.SelectError)}",
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }
}
