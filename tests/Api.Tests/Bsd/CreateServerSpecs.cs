using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public abstract class CreateServerSpecs(string kernelName) : SocketSpecs(kernelName)
{
    [Theory]
    [InlineData("127.0.0.1", AddressFamily.InterNetwork)]
    [InlineData("::1", AddressFamily.InterNetworkV6)]
    [InlineData("localhost", AddressFamily.InterNetwork)]
    public void It_listens_cooperatively_on_the_address_of_the_host(string host, AddressFamily family) => OnHub(async () =>
    {
        using GreenSocket server = await Bsd.CreateServerAsync(host, 0, family);
        Assert.Equal((family, SocketType.Stream), (server.AddressFamily, server.SocketType));
        var address = (IPEndPoint)server.LocalEndPoint!;
        Assert.True(IPAddress.IsLoopback(address.Address));
        Greenlet<GreenSocket> accepting = await StartedAsync(async () => await server.AcceptAsync());

        using GreenSocket client = await Bsd.CreateConnectionAsync(address);

        Assert.Null(await EndOfAsync(accepting));
        using GreenSocket accepted = accepting.Value;
        await EchoAsync(client, accepted);
    });

    [Fact]
    public void A_server_of_IPv6_takes_no_IPv4_unless_it_is_dual() => OnHub(async () =>
    {
        using GreenSocket six = await Bsd.CreateServerAsync(string.Empty, 0, AddressFamily.InterNetworkV6);
        using GreenSocket dual = await Bsd.CreateServerAsync(string.Empty, 0, AddressFamily.InterNetworkV6, dualStackIPv6: true);
        Assert.Equal(1, six.GetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.IPv6Only));
        Assert.Equal(0, dual.GetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.IPv6Only));

        await FailsAsync(SocketError.ConnectionRefused, async () => await Bsd.CreateConnectionAsync("127.0.0.1", PortOf(six)));
        foreach (string host in new[] { "127.0.0.1", "::1" })
        {
            using GreenSocket client = await Bsd.CreateConnectionAsync(host, PortOf(dual));
            using GreenSocket server = await dual.AcceptAsync();
            await EchoAsync(client, server);
        }

        Assert.True(Bsd.HasDualStackIPv6());
    });

    [Fact]
    public void Where_the_system_has_no_dual_stack_that_is_said() => OnHub(
        () =>
        {
            Assert.False(Bsd.HasDualStackIPv6());
            ArgumentException e = Assert.Throws<ArgumentException>(
                () => Bsd.CreateServer(new IPEndPoint(IPAddress.IPv6Loopback, 0), dualStackIPv6: true));
            Assert.Contains("this system has none", e.Message, StringComparison.Ordinal);
            return Task.CompletedTask;
        },
        Options with { OtherKernel = new SingleStackKernel(Kernels.Create(KernelName)) });

    [Fact]
    public void An_address_that_is_taken_is_named_and_nothing_stays_open()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            () =>
            {
                using GreenSocket first = Bsd.CreateServer(new IPEndPoint(IPAddress.Loopback, 0));
                int open = kernel.Open;
                SocketException e = Assert.Throws<SocketException>(() => Bsd.CreateServer(first.LocalEndPoint!));
                Assert.Equal(SocketError.AddressAlreadyInUse, e.SocketErrorCode);
                Assert.Contains($"bind to {first.LocalEndPoint}", e.Message, StringComparison.Ordinal);
                Assert.Equal(open, kernel.Open);
                return Task.CompletedTask;
            },
            With(kernel));
    }

    [Fact]
    public void A_port_is_shared_where_both_ask_for_it() => OnHub(() =>
    {
        using GreenSocket first = Bsd.CreateServer(new IPEndPoint(IPAddress.Loopback, 0), reusePort: true);
        using GreenSocket second = Bsd.CreateServer(first.LocalEndPoint!, reusePort: true);
        Assert.Equal(first.LocalEndPoint, second.LocalEndPoint);
        return Task.CompletedTask;
    });

    [Fact]
    public void The_backlog_is_the_one_given_or_that_of_the_configuration()
    {
        var kernel = new BacklogKernel(Kernels.Create(KernelName));
        OnHub(
            () =>
            {
                var any = new IPEndPoint(IPAddress.Loopback, 0);
                using GreenSocket first = Bsd.CreateServer(any);
                using GreenSocket second = Bsd.CreateServer(any, backlog: 3);
                return Task.CompletedTask;
            },
            Options with { OtherKernel = kernel });
        Assert.Equal([1024, 3], kernel.Backlogs);
    }

    [Fact]
    public void Bad_arguments_are_refused() => OnHub(async () =>
    {
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        Assert.Throws<ArgumentNullException>(() => Bsd.CreateServer(null!));
        Assert.Throws<ArgumentException>(() => Bsd.CreateServer(new DnsEndPoint("localhost", 0)));
        Assert.Throws<ArgumentException>(() => Bsd.CreateServer(any, dualStackIPv6: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.CreateServer(any, backlog: -1));
        await ThrowsAsync<ArgumentNullException>(async () => await Bsd.CreateServerAsync(null!, 0));
        await ThrowsAsync<ArgumentException>(async () => await Bsd.CreateServerAsync("localhost", 0, AddressFamily.Unix));
        await ThrowsAsync<ArgumentException>(async () => await Bsd.CreateServerAsync("localhost", 0, dualStackIPv6: true));
        await ThrowsAsync<ArgumentOutOfRangeException>(async () => await Bsd.CreateServerAsync("localhost", 65_536));
    });

    private static int PortOf(GreenSocket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private sealed class SingleStackKernel(IKernel inner) : PassThroughKernel(inner)
    {
        public override KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, int value) =>
            name == SocketOptionName.IPv6Only && value == 0
                ? KernelResult.Fail(Errno.NoProtoOpt)
                : base.SetOption(descriptor, level, name, value);
    }

    private sealed class BacklogKernel(IKernel inner) : PassThroughKernel(inner)
    {
        public List<int> Backlogs { get; } = [];

        public override KernelResult Listen(int descriptor, int backlog)
        {
            Backlogs.Add(backlog);
            return base.Listen(descriptor, backlog);
        }
    }
}
