using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract partial class SemanticsSpecs
{
    [Fact]
    public void A_connection_is_made_with_its_timeout_and_from_its_source() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        var address = (IPEndPoint)listener.LocalEndPoint!;
        using GreenSocket source = NewSocket();
        source.Bind(new IPEndPoint(Apart, 0));
        var from = (IPEndPoint)source.LocalEndPoint!;
        source.Close();

        using GreenSocket client = await Bsd.CreateConnectionAsync("127.0.0.1", address.Port, TimeSpan.FromHours(1), from);
        using GreenSocket server = await listener.AcceptAsync();

        Assert.Equal(TimeSpan.FromHours(1), client.Timeout);
        Assert.Equal(from, server.RemoteEndPoint);
        await EchoAsync(client, server);
    });

    [Fact]
    public void A_source_that_is_none_of_this_machines_fails() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        await FailsAsync(SocketError.AddressNotAvailable, async () => await Bsd.CreateConnectionAsync(
            listener.LocalEndPoint!, sourceAddress: new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0)));
    });

    [Fact]
    public void A_connection_that_nobody_accepts_says_the_last_error_or_all_and_leaves_no_descriptor()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                using GreenSocket deaf = Deaf(out IPEndPoint address);
                int before = kernel.Open;

                SocketException e = await ThrowsAsync<SocketException>(async () => await Bsd.CreateConnectionAsync(address));
                Assert.Equal(SocketError.ConnectionRefused, e.SocketErrorCode);
                AggregateException all = await ThrowsAsync<AggregateException>(
                    async () => await Bsd.CreateConnectionAsync("127.0.0.1", address.Port, allErrors: true));
                Assert.Equal(
                    SocketError.ConnectionRefused,
                    Assert.IsAssignableFrom<SocketException>(Assert.Single(all.InnerExceptions)).SocketErrorCode);

                Assert.Equal(before, kernel.Open);
            },
            With(kernel));
    }

    [Fact]
    public void A_connection_whose_greenlet_is_killed_leaves_no_descriptor()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                using Pair full = await FullListenerAsync();
                int before = kernel.Open;
                Greenlet parked = await StartedAsync(async () => await Bsd.CreateConnectionAsync(full.Server.LocalEndPoint!));
                await PolledAsync();
                Assert.False(parked.IsDead);

                Assert.True(await parked.KillAsync(timeout: Patience));

                Assert.Equal(GreenletState.Killed, parked.State);
                Assert.Equal(before, kernel.Open);
            },
            With(kernel));
    }

    [Fact]
    public void A_connection_is_given_up_when_its_time_is_up() => OnHub(
        async () =>
        {
            using Pair full = await FullListenerAsync();
            Greenlet parked = await StartedAsync(async () =>
                await Bsd.CreateConnectionAsync(full.Server.LocalEndPoint!, TimeSpan.FromSeconds(2)));

            Clock.Advance(TimeSpan.FromSeconds(1));
            await PolledAsync();
            Assert.False(parked.IsDead);
            Clock.Advance(TimeSpan.FromSeconds(2));

            Assert.IsType<SocketTimeoutException>(await EndOfAsync(parked));
        },
        Timeless);

    [Fact]
    public void An_address_with_a_scope_is_connected_to_as_it_is()
    {
        var kernel = new RememberingKernel(Kernels.Create(KernelName));
        OnHub(
            async () =>
            {
                using GreenSocket socket = NewSocket(AddressFamily.InterNetworkV6);
                IPAddress address = IPAddress.Parse("fe80::1");
                address.ScopeId = 7;

                await FailsAsync(SocketError.NetworkUnreachable, async () => await socket.ConnectAsync(new IPEndPoint(address, 9)));

                Assert.Equal(7, Assert.Single(kernel.Connects).ToIPEndPoint().Address.ScopeId);
            },
            Options with { OtherKernel = kernel });
    }

    [Fact]
    public void A_server_of_both_families_serves_either_and_one_of_IPv6_does_not() => OnHub(async () =>
    {
        using GreenSocket both = Bsd.CreateServer(new IPEndPoint(IPAddress.IPv6Any, 0), dualStackIPv6: true);
        int port = ((IPEndPoint)both.LocalEndPoint!).Port;
        foreach (IPAddress address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            using GreenSocket client = await Bsd.CreateConnectionAsync(new IPEndPoint(address, port));
            using GreenSocket server = await both.AcceptAsync();
            await EchoAsync(client, server);
        }

        using GreenSocket alone = Bsd.CreateServer(new IPEndPoint(IPAddress.IPv6Any, 0));
        Assert.Equal(1, alone.GetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.IPv6Only));
        byte[] reuse = new byte[sizeof(int)];
        alone.GetRawSocketOption(Posix.SOL_SOCKET, Posix.SO_REUSEADDR, reuse);
        Assert.NotEqual(0, BitConverter.ToInt32(reuse));
    });

    /// <summary>Refuses every connect as unreachable, and remembers where to.</summary>
    private sealed class RememberingKernel(IKernel inner) : PassThroughKernel(inner)
    {
        public List<KernelAddress> Connects { get; } = [];

        public override KernelResult Connect(int descriptor, in KernelAddress address)
        {
            Connects.Add(address);
            return KernelResult.Fail(Errno.NetUnreach);
        }
    }
}
