using System.Net.Sockets;
using System.Text;

namespace Akka.Greensock.Tests;

public sealed class LinuxBsdSocketsSpecs() : BsdSocketsSpecs("linux")
{
    [Fact]
    public void A_socket_is_made_by_the_systems_own_numbers() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        using GreenSocket client = Bsd.Socket(Posix.AF_INET, Posix.SOCK_STREAM);
        Assert.Equal((AddressFamily.InterNetwork, SocketType.Stream), (client.AddressFamily, client.SocketType));
        Assert.True(client.Blocking);
        await client.ConnectAsync(listener.LocalEndPoint!);
        using GreenSocket server = await listener.AcceptAsync();
        await EchoAsync(client, server);

        using GreenSocket impatient = Bsd.Socket(Posix.AF_INET, Posix.SOCK_DGRAM | Posix.SOCK_NONBLOCK);
        Assert.False(impatient.Blocking);
        using GreenSocket netlink = Bsd.Socket(Posix.AF_NETLINK, Posix.SOCK_RAW);
        Assert.True(netlink.Descriptor >= 0);
        await ThrowsAsync<SocketException>(() =>
        {
            Bsd.Socket(9999, Posix.SOCK_STREAM).Dispose();
            return Task.CompletedTask;
        });
    });

    [Fact]
    public void Descriptors_travel_over_a_Unix_socket() => OnHub(async () =>
    {
        (GreenSocket first, GreenSocket second) = Bsd.SocketPair();
        using Pair pair = await ConnectionAsync();
        using (first)
        using (second)
        {
            await Bsd.SendFdsAsync(first, [Encoding.ASCII.GetBytes("take")], [pair.Client.Descriptor]);
            byte[] buffer = new byte[8];
            ReceivedMessage message = await Bsd.ReceiveFdsAsync(second, buffer, 4);
            Assert.Equal("take", Encoding.ASCII.GetString(buffer, 0, message.ReceivedBytes));
            int descriptor = Assert.Single(message.Ancillary.SelectMany(one => one.ToDescriptors()));
            pair.Client.Dispose();
            using GreenSocket copy = GreenSocket.FromDescriptor(descriptor);
            await EchoAsync(copy, pair.Server);
        }
    });

    [Fact]
    public void Without_a_socket_no_descriptors_travel()
    {
        Assert.Throws<ArgumentNullException>(() => Bsd.SendFdsAsync(null!, [], [1]).AsTask().Status);
        Assert.Throws<ArgumentNullException>(() => Bsd.ReceiveFdsAsync(null!, new byte[1], 1).AsTask().Status);
    }
}
