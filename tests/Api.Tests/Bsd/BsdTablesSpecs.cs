using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// The façade's part: arguments and exceptions. What the tables say is compared with libc in SystemTablesSpecs.
/// </summary>
public class BsdTablesSpecs
{
    [Fact]
    public void Services_and_protocols_are_found()
    {
        Assert.Equal(80, Bsd.GetServByName("http"));
        Assert.Equal(53, Bsd.GetServByName("domain", "udp"));
        Assert.Equal("http", Bsd.GetServByPort(80));
        Assert.Equal("domain", Bsd.GetServByPort(53, "udp"));
        Assert.Equal(6, Bsd.GetProtoByName("tcp"));
        Assert.Equal(17, Bsd.GetProtoByName("UDP"));
    }

    [Fact]
    public void What_no_table_has_is_no_data_and_the_text_names_it()
    {
        Fails(SocketError.NoData, "no-such-service/tcp", () => Bsd.GetServByName("no-such-service", "tcp"));
        Fails(SocketError.NoData, "http/sctp-like", () => Bsd.GetServByName("http", "sctp-like"));
        Fails(SocketError.NoData, "65535/udp", () => Bsd.GetServByPort(65535, "udp"));
        Fails(SocketError.NoData, "0", () => Bsd.GetServByPort(0));
        Fails(SocketError.NoData, "no-such-protocol", () => Bsd.GetProtoByName("no-such-protocol"));
        Fails(SocketError.NoData, "xxxx", () => Bsd.GetServByName(new string('x', 100_000)));
    }

    [Fact]
    public void Interfaces_go_there_and_back()
    {
        IReadOnlyList<(int Index, string Name)> interfaces = Bsd.IfNameIndex();

        Assert.Contains((1, "lo"), interfaces);
        Assert.All(interfaces, nic =>
        {
            Assert.Equal(nic.Index, Bsd.IfNameToIndex(nic.Name));
            Assert.Equal(nic.Name, Bsd.IfIndexToName(nic.Index));
        });
    }

    [Fact]
    public void An_interface_that_is_not_there_is_named()
    {
        Fails(SocketError.AddressNotAvailable, "no-such-nic", () => Bsd.IfNameToIndex("no-such-nic"));
        Fails(SocketError.AddressNotAvailable, "0", () => Bsd.IfIndexToName(0));
        Fails(SocketError.AddressNotAvailable, "2147483647", () => Bsd.IfIndexToName(int.MaxValue));
    }

    [Fact]
    public void Ports_and_indexes_out_of_bounds_are_refused()
    {
        Assert.All([-1, 65536, int.MinValue, int.MaxValue], port =>
            Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.GetServByPort(port)));
        Assert.All([-1, int.MinValue], index =>
            Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.IfIndexToName(index)));
    }

    [Fact]
    public void Texts_that_C_would_misread_are_refused()
    {
        Action<string?>[] calls =
        [
            text => Bsd.GetServByName(text!),
            text => Bsd.GetProtoByName(text!),
            text => Bsd.IfNameToIndex(text!),
            text => Bsd.SetHostName(text!),
        ];
        Assert.All(calls, call =>
        {
            Assert.Throws<ArgumentNullException>(() => call(null));
            Assert.Throws<ArgumentException>(() => call(string.Empty));
            Assert.Throws<ArgumentException>(() => call("http\0s"));
        });
        Assert.Throws<ArgumentException>(() => Bsd.GetServByName("http", string.Empty));
        Assert.Throws<ArgumentException>(() => Bsd.GetServByName("http", "tcp\0"));
        Assert.Throws<ArgumentException>(() => Bsd.GetServByPort(80, string.Empty));
        Assert.Throws<ArgumentException>(() => Bsd.GetServByPort(80, "\0"));
    }

    [Fact]
    public void The_host_has_a_name() => Assert.Equal(File.ReadAllText("/proc/sys/kernel/hostname").Trim(), Bsd.GetHostName());

    [Fact]
    public void IPv6_is_there_where_the_kernel_has_it() => Assert.Equal(File.Exists("/proc/net/if_inet6"), Bsd.HasIPv6);

    private static void Fails(SocketError error, string named, Action call)
    {
        SocketException e = Assert.Throws<SocketException>(call);
        Assert.Equal(error, e.SocketErrorCode);
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }
}
