using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// recvmsg(2) and sendmsg(2).
public sealed partial class LinuxSocketSpecs
{
    private const int LevelIP = 0;
    private const int LevelIPv6 = 41;

    [Fact]
    public void Several_buffers_are_sent_and_filled_one_after_the_other() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[][] into = [new byte[2], [], new byte[3], new byte[10]];

        Assert.Equal(7, await pair.Client.SendMessageAsync([new byte[] { 1, 2, 3 }, Array.Empty<byte>(), new byte[] { 4, 5, 6, 7 }]));
        ReceivedMessage message = await pair.Server.ReceiveMessageAsync([.. into.Select(buffer => buffer.AsMemory())]);

        Assert.Equal(7, message.ReceivedBytes);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], into.SelectMany(buffer => buffer).Take(7));
        Assert.Empty(message.Ancillary);
        Assert.Null(message.RemoteEndPoint);
        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, (await pair.Server.ReceiveMessageAsync(new byte[1])).ReceivedBytes);
    });

    [Fact]
    public void A_message_call_parks_until_it_can_be_done() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet<ReceivedMessage> reader = await StartedAsync(() => pair.Server.ReceiveMessageAsync(new byte[8]).AsTask());
        Assert.False(reader.IsDead);
        await pair.Client.SendMessageAsync([new byte[3]]);
        Assert.Equal(3, (await reader).ReceivedBytes);

        byte[] data = Pattern.Bytes(8 * 1024 * 1024);
        Greenlet<long> writer = await StartedAsync(async () =>
        {
            int sent = 0;
            while (sent < data.Length)
            {
                int half = (data.Length - sent) / 2;
                sent += await pair.Client.SendMessageAsync([data.AsMemory(sent, half), data.AsMemory(sent + half)]);
            }

            pair.Client.Shutdown(SocketShutdown.Send);
            return (long)sent;
        });
        Assert.False(writer.IsDead);
        long received = 0;
        byte[] buffer = new byte[100_000];
        while (true)
        {
            int count = (await pair.Server.ReceiveMessageAsync([buffer.AsMemory(0, 7), buffer.AsMemory(7)])).ReceivedBytes;
            if (count == 0)
            {
                break;
            }

            Pattern.Check(buffer.AsSpan(0, count), received);
            received += count;
        }

        Assert.Equal(data.Length, received);
        await writer;
    });

    [Fact]
    public void A_message_call_on_a_non_blocking_socket_would_block() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await FailsAsync(
            SocketError.WouldBlock, async () => await pair.Client.ReceiveMessageAsync(new byte[1], 0, MessageFlags.DontWait));
        pair.Client.Blocking = false;
        await FailsAsync(SocketError.WouldBlock, async () => await pair.Client.ReceiveMessageAsync(new byte[1]));
        byte[] data = new byte[32 * 1024 * 1024];
        Assert.InRange(await pair.Client.SendMessageAsync([data]), 1, data.Length - 1);
        for (int i = 0; i < 100; i++)
        {
            if (await Record.ExceptionAsync(async () => await pair.Client.SendMessageAsync([data])) is SocketException e)
            {
                Assert.Equal(SocketError.WouldBlock, e.SocketErrorCode);
                return;
            }
        }

        Assert.Fail("a full buffer takes more and more");
    });

    [Fact]
    public void A_descriptor_that_was_received_works_and_is_not_inherited() => OnHub(async () =>
    {
        using Pair carrier = UnixPair();
        using Pair cargo = await ConnectionAsync();

        Assert.Equal(1, await carrier.Client.SendFdsAsync([new byte[] { 1 }], [cargo.Client.Descriptor, cargo.Server.Descriptor]));
        ReceivedMessage message = await carrier.Server.ReceiveFdsAsync(new byte[8], 2);

        int[] descriptors = Assert.Single(message.Ancillary).ToDescriptors();
        Assert.Equal(2, descriptors.Length);
        Assert.False(message.IsAncillaryTruncated);
        Assert.NotEqual(cargo.Client.Descriptor, descriptors[0]);
        using GreenSocket first = GreenSocket.FromDescriptor(descriptors[0]);
        using GreenSocket second = GreenSocket.FromDescriptor(descriptors[1]);
        Assert.False(first.Inheritable);
        Assert.True(first.Connected);
        cargo.Dispose();
        await EchoAsync(first, second);
    });

    [Fact]
    public void Descriptors_that_nobody_takes_are_closed() => OnHub(async () =>
    {
        using Pair carrier = UnixPair();
        using Pair cargo = await ConnectionAsync();
        string identity = IdentityOf(cargo.Client.Descriptor);

        // Not enough room: the kernel closes what does not fit.
        await carrier.Client.SendFdsAsync([new byte[1]], [cargo.Client.Descriptor, cargo.Client.Descriptor]);
        ReceivedMessage cut = await carrier.Server.ReceiveFdsAsync(new byte[1], 1);
        Assert.True(cut.IsAncillaryTruncated);
        int taken = Assert.Single(Assert.Single(cut.Ancillary).ToDescriptors());
        Assert.Equal(2, CountOf(identity));
        GreenSocket.FromDescriptor(taken).Dispose();

        // A receive that does not ask for them.
        await carrier.Client.SendFdsAsync([new byte[1]], [cargo.Client.Descriptor]);
        Assert.Equal(1, await carrier.Server.ReceiveAsync(new byte[8]));
        Assert.Equal(1, CountOf(identity));

        // One that asks for something else.
        await carrier.Client.SendFdsAsync([new byte[1]], [cargo.Client.Descriptor]);
        var unnamed = (EndPoint)new UnixDomainSocketEndPoint("/nobody");
        SocketReceiveMessageFromResult from = await carrier.Server.ReceiveMessageFromAsync(new byte[8], SocketFlags.None, unnamed);
        Assert.Equal(1, from.ReceivedBytes);
        Assert.Equal(1, CountOf(identity));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Descriptors_that_came_for_a_greenlet_that_was_ended_are_closed_or_stay_queued(bool routed)
    {
        using var owner = new TestHub(Options);
        using var guest = new TestHub(Options);
        Pair carrier = await owner.CallAsync(() => UnixPair());
        Pair cargo = await owner.RunAsync(ConnectionAsync);
        string identity = IdentityOf(cargo.Client.Descriptor);
        int delivered = 0;
        for (int i = 0; i < 50; i++)
        {
            Greenlet reader = (routed ? guest : owner).Hub.Spawn(async () =>
            {
                ReceivedMessage message = await carrier.Server.ReceiveFdsAsync(new byte[1], 4);
                delivered++;
                foreach (int descriptor in message.Ancillary.SelectMany(item => item.ToDescriptors()))
                {
                    Libc.Close(descriptor);
                }
            });
            reader.Observe();
            await carrier.Client.SendFdsAsync([new byte[1]], [cargo.Client.Descriptor]);
            await reader.KillAsync(timeout: Patience);
        }

        // What is still queued is a byte for each that nobody got.
        carrier.Server.Blocking = false;
        try
        {
            while (true)
            {
                await carrier.Server.ReceiveAsync(new byte[1]);
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
        {
        }

        Assert.InRange(delivered, 0, 50);
        Assert.Equal(1, CountOf(identity));
        await owner.CallAsync(carrier.Dispose);
        await owner.CallAsync(cargo.Dispose);
    }

    [Fact]
    public void A_datagram_longer_than_the_buffers_is_truncated_and_says_so() => OnHub(async () =>
    {
        using GreenSocket receiver = Udp();
        using GreenSocket sender = Udp();
        await sender.SendToAsync(Pattern.Bytes(10), receiver.LocalEndPoint!);
        await sender.SendToAsync(Pattern.Bytes(3), receiver.LocalEndPoint!);
        byte[] buffer = new byte[4];

        ReceivedMessage cut = await receiver.ReceiveMessageAsync(buffer);
        ReceivedMessage whole = await receiver.ReceiveMessageAsync(buffer);

        Assert.True(cut.IsTruncated);
        Assert.Equal(4, cut.ReceivedBytes);
        Assert.Equal(sender.LocalEndPoint, cut.RemoteEndPoint);
        Assert.False(whole.IsTruncated);
        Assert.Equal(3, whole.ReceivedBytes);
    });

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::", "127.0.0.1")]
    public void Packet_information_is_what_the_BCL_gives(string bound, string target) => OnHub(async () =>
    {
        IPAddress local = IPAddress.Parse(bound);
        using var bcl = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        using var green = new GreenSocket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        using var sender = new GreenSocket(IPAddress.Parse(target).AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        if (bound == "::")
        {
            bcl.DualMode = green.DualMode = true;
        }

        bcl.Bind(new IPEndPoint(local, 0));
        green.Bind(new IPEndPoint(local, 0));
        EndPoint any = new IPEndPoint(local.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        bcl.SetSocketOption(
            local.AddressFamily == AddressFamily.InterNetwork ? SocketOptionLevel.IP : SocketOptionLevel.IPv6,
            SocketOptionName.PacketInformation, true);
        await StartedAsync(() => green.ReceiveMessageFromAsync(new byte[8], SocketFlags.None, any));
        foreach (EndPoint to in new[] { bcl.LocalEndPoint!, green.LocalEndPoint!, green.LocalEndPoint! })
        {
            await sender.SendToAsync(new byte[2], new IPEndPoint(IPAddress.Parse(target), ((IPEndPoint)to).Port));
        }

        SocketFlags flags = SocketFlags.None;
        EndPoint from = any;
        int count = bcl.ReceiveMessageFrom(new byte[8], 0, 8, ref flags, ref from, out IPPacketInformation expected);
        SocketReceiveMessageFromResult result = await green.ReceiveMessageFromAsync(new byte[8], SocketFlags.None, any);

        Assert.Equal(count, result.ReceivedBytes);
        Assert.Equal(flags, result.SocketFlags);
        Assert.Equal(from, result.RemoteEndPoint);
        Assert.Equal(expected.Address, result.PacketInformation.Address);
        Assert.Equal(expected.Interface, result.PacketInformation.Interface);
        Assert.NotEqual(0, result.PacketInformation.Interface);
    });

    [Fact]
    public void Time_to_live_hop_limit_and_traffic_class_come_with_a_datagram() => OnHub(async () =>
    {
        using GreenSocket four = Udp();
        using GreenSocket six = Udp(AddressFamily.InterNetworkV6);
        four.SetRawSocketOption(LevelIP, 12, 1); // IP_RECVTTL
        six.SetRawSocketOption(LevelIPv6, 51, 1); // IPV6_RECVHOPLIMIT
        six.SetRawSocketOption(LevelIPv6, 66, 1); // IPV6_RECVTCLASS
        four.Ttl = 33;
        await four.SendToAsync(new byte[1], four.LocalEndPoint!);
        AncillaryMessage hopLimit = new(LevelIPv6, 52, BitConverter.GetBytes(5));
        AncillaryMessage trafficClass = new(LevelIPv6, 67, BitConverter.GetBytes(0x28));
        await six.SendMessageAsync([new byte[1]], [hopLimit, trafficClass], SocketFlags.None, six.LocalEndPoint);

        ReceivedMessage first = await four.ReceiveMessageAsync(new byte[8], Bsd.CmsgSpace(4));
        ReceivedMessage second = await six.ReceiveMessageAsync(new byte[8], 2 * Bsd.CmsgSpace(4));

        AncillaryMessage ttl = Assert.Single(first.Ancillary);
        Assert.Equal((LevelIP, 2, 33), (ttl.Level, ttl.Type, ttl.ToInt32()));
        Assert.Equal([hopLimit, trafficClass], second.Ancillary.OrderBy(item => item.Type));
    });

    [Fact]
    public void The_error_queue_holds_what_came_back_and_never_waits() => OnHub(async () =>
    {
        using GreenSocket deaf = Udp();
        EndPoint nobody = deaf.LocalEndPoint!;
        await deaf.ConnectAsync(nobody); // it hears itself alone
        using GreenSocket socket = Udp();
        socket.SetRawSocketOption(LevelIP, 11, 1); // IP_RECVERR
        await FailsAsync(
            SocketError.WouldBlock, async () => await socket.ReceiveMessageAsync(new byte[8], 512, MessageFlags.ErrorQueue));
        await socket.SendToAsync(new byte[] { 1, 2, 3 }, nobody);
        await ReadyAsync(socket, SelectMode.SelectError);

        byte[] buffer = new byte[8];
        ReceivedMessage message = await socket.ReceiveMessageAsync(buffer, 512, MessageFlags.ErrorQueue);

        Assert.Equal([1, 2, 3], buffer[..message.ReceivedBytes]);
        Assert.NotEqual(SocketFlags.None, message.SocketFlags & MessageFlags.ErrorQueue);
        Assert.Equal(nobody, message.RemoteEndPoint);
        AncillaryMessage error = Assert.Single(message.Ancillary);
        Assert.Equal((LevelIP, 11, (int)Errno.ConnRefused), (error.Level, error.Type, error.ToInt32()));
        await FailsAsync(
            SocketError.WouldBlock, async () => await socket.ReceiveMessageAsync(new byte[8], 512, MessageFlags.ErrorQueue));
    });

    [Fact]
    public void Records_keep_their_bounds() => OnHub(async () =>
    {
        using Pair pair = UnixPair(SocketType.Seqpacket);
        await pair.Client.SendAsync(new byte[] { 1, 2 }, MessageFlags.EndOfRecord);
        await pair.Client.SendAsync(new byte[] { 3 });

        Assert.Equal(2, await pair.Server.ReceiveAsync(new byte[8]));
        Assert.Equal(1, (await pair.Server.ReceiveMessageAsync(new byte[8])).ReceivedBytes);
        await pair.Client.SendAsync(Pattern.Bytes(8));
        Assert.True((await pair.Server.ReceiveMessageAsync(new byte[3])).IsTruncated);
        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[8]));
    });

    [Fact]
    public void Bad_message_arguments_are_refused_and_harm_nobody() => OnHub(async () =>
    {
        using Pair pair = UnixPair();
        GreenSocket socket = pair.Client;
        await ThrowsAsync<ArgumentNullException>(async () => await socket.ReceiveMessageAsync((IReadOnlyList<Memory<byte>>)null!));
        await ThrowsAsync<ArgumentNullException>(async () => await socket.SendMessageAsync(null!));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await socket.ReceiveMessageAsync(new byte[1], -1));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await socket.ReceiveMessageAsync(new byte[1], (1 << 20) + 1));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await socket.ReceiveFdsAsync(new byte[1], 0));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await socket.ReceiveFdsAsync(new byte[1], 254));
        ReadOnlyMemory<byte>[] many = [.. Enumerable.Repeat<ReadOnlyMemory<byte>>(new byte[1], 1025)];
        await FailsAsync(SocketError.MessageSize, async () => await socket.SendMessageAsync(many));
        await FailsAsync(
            SocketError.MessageSize,
            async () => await socket.ReceiveMessageAsync([.. Enumerable.Repeat<Memory<byte>>(new byte[1], 1025)]));
        await FailsAsync(SocketError.OperationAborted, async () => await socket.SendFdsAsync([new byte[1]], [int.MaxValue]));
        await FailsAsync(SocketError.OperationAborted, async () => await socket.SendFdsAsync([new byte[1]], [-1]));
        await FailsAsync(
            SocketError.InvalidArgument,
            async () => await socket.SendFdsAsync([new byte[1]], [.. Enumerable.Repeat(socket.Descriptor, 254)]));
        await FailsAsync(
            SocketError.InvalidArgument,
            async () => await socket.SendMessageAsync([new byte[1]], [new AncillaryMessage(1, 4711, new byte[4])]));
        await FailsAsync(
            SocketError.InvalidArgument,
            async () => await socket.SendMessageAsync([new byte[1]], [new AncillaryMessage(1, 2, new byte[1])]));
        Assert.Equal(1024, await socket.SendMessageAsync(many[1..]));
        await ReceiveExactlyAsync(pair.Server, 1024);
        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void Ancillary_data_beyond_all_measure_is_an_error_of_that_call() => OnHub(async () =>
    {
        using Pair pair = UnixPair();
        byte[] large = new byte[64 * 1024 * 1024];
        AncillaryMessage[] huge = [.. Enumerable.Repeat(new AncillaryMessage(1, 1, large), 40)];

        await FailsAsync(SocketError.NoBufferSpaceAvailable, async () => await pair.Client.SendMessageAsync([new byte[1]], huge[..1]));
        await FailsAsync(SocketError.NoBufferSpaceAvailable, async () => await pair.Client.SendMessageAsync([new byte[1]], huge));

        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void Lists_that_change_or_throw_are_the_callers_trouble_alone() => OnHub(async () =>
    {
        using Pair pair = UnixPair();
        List<Memory<byte>> buffers = [new byte[1], new byte[1]];
        Greenlet<ReceivedMessage> reader = await StartedAsync(() => pair.Server.ReceiveMessageAsync(buffers).AsTask());
        buffers.Clear();
        await pair.Client.SendAllAsync(new byte[2]);
        Assert.Equal(2, (await reader).ReceivedBytes);
        await ThrowsAsync<InvalidOperationException>(async () => await pair.Client.SendMessageAsync(new Throwing()));
        await EchoAsync(pair.Client, pair.Server);
    });

    [Fact]
    public void A_send_to_a_full_Unix_datagram_socket_goes_on_when_there_is_room_and_does_not_spin()
    {
        var kernel = new SendCounter(Kernels.Create(KernelName));
        OnHub(() => SendToFullSocketAsync(kernel), Options with { OtherKernel = kernel });
    }

    private static async Task SendToFullSocketAsync(SendCounter kernel)
    {
        string name = $"\0greensock-{Guid.NewGuid():N}";
        using var receiver = new GreenSocket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        using var first = new GreenSocket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        using var second = new GreenSocket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        receiver.Bind(new UnixDomainSocketEndPoint(name));
        EndPoint target = receiver.LocalEndPoint!;
        int queued = 0;
        first.Blocking = false;
        while (await Record.ExceptionAsync(async () => await first.SendToAsync(new byte[1], target)) is null)
        {
            queued++;
        }

        Greenlet<int> waiting = await StartedAsync(() => second.SendToAsync(new byte[] { 2 }, target));
        Greenlet<int> message = await StartedAsync(() => first.SendMessageAsync([new byte[] { 2 }], remoteEP: target).AsTask());
        int before = kernel.Sends;
        for (int i = 0; i < 200; i++)
        {
            await PolledAsync();
        }

        Assert.InRange(kernel.Sends - before, 0, 100); // by the timer alone; an event for each failure would be some 800
        Assert.False(waiting.IsDead);
        for (int i = 0; i < queued; i++)
        {
            await receiver.ReceiveAsync(new byte[1]);
        }

        Assert.Null(await EndOfAsync(waiting));
        byte[] last = new byte[1];
        await receiver.ReceiveAsync(last);
        Assert.Equal(2, last[0]);
        message.Kill();
    }

    private sealed class SendCounter(IKernel inner) : PassThroughKernel(inner)
    {
        public int Sends { get; private set; }

        public override KernelResult SendTo(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target)
        {
            Sends++;
            return base.SendTo(descriptor, buffer, flags, target);
        }
    }

    private sealed class Throwing : IReadOnlyList<ReadOnlyMemory<byte>>
    {
        public int Count => 1;

        public ReadOnlyMemory<byte> this[int index] => throw new InvalidOperationException("a list of the caller's");

        public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => throw new InvalidOperationException("a list of the caller's");

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
