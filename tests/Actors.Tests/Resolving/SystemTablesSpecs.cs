using System.Net.Sockets;

namespace Akka.Greensock.Tests.Resolving;

public class SystemTablesSpecs
{
    [Fact]
    public void A_table_that_cannot_be_read_is_another_failure_than_no_entry()
    {
        var tables = new SystemTables(new SystemTablesDouble(Errno.Acces));
        Action[] calls =
        [
            () => tables.ServicePort("http", null), () => tables.ServiceName(80, "tcp"), () => tables.ProtocolNumber("tcp"),
            () => tables.Interfaces(), () => tables.InterfaceIndex("lo"), () => tables.InterfaceName(1),
            () => tables.HostName(), () => tables.SetHostName("other"),
        ];

        Assert.All(calls, call => Assert.Equal(SocketError.AccessDenied, Assert.Throws<SocketException>(call).SocketErrorCode));
    }

    [Fact]
    public void Naming_the_host_without_the_privilege_says_which()
    {
        var tables = new SystemTables(new SystemTablesDouble(Errno.Perm));

        SocketException e = Assert.Throws<SocketException>(() => tables.SetHostName("other"));

        Assert.Equal(SocketError.AccessDenied, e.SocketErrorCode);
        Assert.Contains("CAP_SYS_ADMIN", e.Message, StringComparison.Ordinal);
        Assert.Contains("other", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Naming_the_host_where_no_way_leads_there_is_not_supported() =>
        Assert.Throws<PlatformNotSupportedException>(() => new SystemTables(new PortableTables()).SetHostName("other"));
}
