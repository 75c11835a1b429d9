using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class DnsSpecs
{
    [Theory, Places]
    public void Localhost_is_the_loopback(Place place) => place.Run(() =>
    {
        Assert.Contains(IPAddress.Loopback, Dns.GetHostAddresses("localhost"));
        Assert.Equal([IPAddress.Loopback], Dns.GetHostAddresses("localhost", AddressFamily.InterNetwork));
        Assert.Contains(IPAddress.Loopback, Dns.GetHostEntry("localhost").AddressList);
    });

    [Theory, Places]
    public void Localhost_can_be_awaited(Place place) => place.Run(async () =>
    {
        Assert.Contains(IPAddress.Loopback, await Dns.GetHostAddressesAsync("localhost"));
        Assert.Equal([IPAddress.Loopback], await Dns.GetHostAddressesAsync("localhost", AddressFamily.InterNetwork));
        Assert.Contains(IPAddress.Loopback, (await Dns.GetHostEntryAsync("localhost")).AddressList);
    });

    [Theory, Places]
    public void An_address_is_its_own(Place place) => place.Run(() =>
    {
        Assert.Equal([IPAddress.Parse("192.0.2.7")], Dns.GetHostAddresses("192.0.2.7"));
        Assert.Equal([IPAddress.IPv6Loopback], Dns.GetHostAddresses("::1"));
        Assert.Empty(Dns.GetHostAddresses("::1", AddressFamily.InterNetwork));
    });

    [Theory, Places]
    public void Nobodys_name_is_an_error(Place place) => place.Run(() =>
    {
        SocketException e = Assert.ThrowsAny<SocketException>(() => Dns.GetHostAddresses("no-such-host.invalid"));
        // Without a name server nobody can tell.
        Assert.True(e.SocketErrorCode is SocketError.HostNotFound or SocketError.TryAgain, e.ToString());
    });

    [Theory, Places]
    public void The_machine_has_a_name(Place place) => place.Run(() => Assert.Equal(Environment.MachineName, Dns.GetHostName()));

    [Theory, Places]
    public void Arguments_are_named(Place place) => place.Run(() =>
    {
        Fails.With<ArgumentNullException>("hostNameOrAddress", () => Dns.GetHostAddresses(null!));
        Fails.With<ArgumentNullException>("hostNameOrAddress", () => Dns.GetHostEntry((string)null!));
        Fails.With<ArgumentNullException>("address", () => Dns.GetHostEntry((IPAddress)null!));
        Fails.With<ArgumentException>("hostNameOrAddress", () => Dns.GetHostEntry("0.0.0.0"));
        Fails.With<ArgumentOutOfRangeException>("hostName", () => Dns.GetHostAddresses(new string('x', 300)));
    });

    [Theory, Places]
    public void A_cancelled_lookup_is_cancelled(Place place) => place.Run(async () =>
        await Fails.WithAsync<OperationCanceledException>(
            async () => await Dns.GetHostAddressesAsync("localhost", new CancellationToken(canceled: true))));

    [Theory, Places]
    public void Begin_and_end(Place place) => place.Run(() =>
    {
        Assert.Contains(IPAddress.Loopback, Dns.EndGetHostAddresses(Dns.BeginGetHostAddresses("localhost", null, null)));
        Assert.Contains(IPAddress.Loopback, Dns.EndGetHostEntry(Dns.BeginGetHostEntry("localhost", null, null)).AddressList);
    });
}
