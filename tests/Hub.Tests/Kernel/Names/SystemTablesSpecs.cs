using System.Globalization;

namespace Akka.Greensock.Tests;

/// <summary>The tables against what libc says on the same machine.</summary>
public abstract class SystemTablesSpecs
{
    private const int NotThere = -1;

    private protected abstract ISystemTables Tables { get; }

    [Fact]
    public void A_service_has_the_port_that_libc_finds()
    {
        (string Name, string? Protocol)[] services =
        [
            ("http", "tcp"), ("https", null), ("domain", "udp"), ("ssh", "udp"), ("ssh", "tcp"), ("www", "tcp"),
            ("HTTP", "tcp"), ("http", "TCP"), ("http", "sctp-like"), ("no-such-service", null), ("80", "tcp"), ("#", null),
        ];
        Dictionary<string, string> inC = CProgram.Run("struct servent *s;\n" + string.Concat(services.Index().Select(item =>
            $"s = getservbyname({CProgram.Literal(item.Item.Name)}, {Text(item.Item.Protocol)});\n" +
            $"printf(\"{item.Index} %d\\n\", s ? ntohs(s->s_port) : {NotThere});\n")));

        Assert.Equal("80", inC["0"]); // the machine has a table at all
        Assert.Equal($"{NotThere}", inC["9"]);
        Assert.All(services.Index(), item => Assert.Equal(
            (item.Item, int.Parse(inC[$"{item.Index}"], CultureInfo.InvariantCulture)),
            (item.Item, Value(Tables.GetServicePort(item.Item.Name, item.Item.Protocol)))));
    }

    [Fact]
    public void A_port_has_the_service_that_libc_finds()
    {
        (int Port, string? Protocol)[] ports = [(80, "tcp"), (53, null), (53, "udp"), (22, "udp"), (0, null), (65535, "tcp")];
        Dictionary<string, string> inC = CProgram.Run("struct servent *s;\n" + string.Concat(ports.Index().Select(item =>
            $"s = getservbyport(htons({item.Item.Port}), {Text(item.Item.Protocol)});\n" +
            $"printf(\"{item.Index} %s\\n\", s ? s->s_name : \"\");\n")));

        Assert.Equal("http", inC["0"]);
        Assert.All(ports.Index(), item =>
        {
            Errno errno = Tables.GetServiceName(item.Item.Port, item.Item.Protocol, out string name);
            Assert.Equal((item.Item, inC[$"{item.Index}"]), (item.Item, name));
            Assert.Equal(name.Length > 0 ? Errno.None : Errno.NoEnt, errno);
        });
    }

    [Fact]
    public void A_protocol_has_the_number_that_libc_finds()
    {
        string[] protocols = ["tcp", "udp", "TCP", "icmp", "ipv6-icmp", "ip", "Tcp", "no-such-protocol"];
        Dictionary<string, string> inC = CProgram.Run("struct protoent *p;\n" + string.Concat(protocols.Select(name =>
            $"p = getprotobyname(\"{name}\");\nprintf(\"{name} %d\\n\", p ? p->p_proto : {NotThere});\n")));

        Assert.Equal("6", inC["tcp"]);
        Assert.All(protocols, name => Assert.Equal(
            (name, int.Parse(inC[name], CultureInfo.InvariantCulture)), (name, Value(Tables.GetProtocolNumber(name)))));
    }

    [Fact]
    public void The_interfaces_are_those_that_libc_lists()
    {
        Dictionary<string, string> inC = CProgram.Run("""
            for (struct if_nameindex *i = if_nameindex(); i->if_index != 0; i++) printf("%u %s\n", i->if_index, i->if_name);
            """);

        Assert.Equal(Errno.None, Tables.GetInterfaces(out IReadOnlyList<(int Index, string Name)> interfaces));
        Assert.Equal(inC.OrderBy(nic => nic.Key).Select(nic => (nic.Key, nic.Value)), interfaces.Select(nic => ($"{nic.Index}", nic.Name)).Order());
        Assert.NotEmpty(interfaces);
        Assert.All(interfaces, nic =>
        {
            Assert.Equal(nic.Index, Value(Tables.GetInterfaceIndex(nic.Name)));
            Assert.Equal(Errno.None, Tables.GetInterfaceName(nic.Index, out string name));
            Assert.Equal(nic.Name, name);
        });
    }

    [Theory]
    [InlineData("no-such-nic")]
    [InlineData("a-name-that-is-longer-than-any-interface-can-have")]
    public void An_interface_that_is_not_there_is_no_device(string name) =>
        Assert.Equal(Errno.NoDev, Tables.GetInterfaceIndex(name).Errno);

    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void An_index_that_no_interface_has_is_no_device_either(int index)
    {
        Assert.Equal(Errno.NxIo, Tables.GetInterfaceName(index, out string name));
        Assert.Empty(name);
    }

    [Fact]
    public void The_host_has_the_name_that_libc_says()
    {
        Dictionary<string, string> inC = CProgram.Run("char name[256]; gethostname(name, sizeof name); printf(\"name %s\\n\", name);");

        Assert.Equal(Errno.None, Tables.GetHostName(out string name));
        Assert.Equal(inC["name"], name);
    }

    private static string Text(string? text) => text == null ? "NULL" : CProgram.Literal(text);

    private static int Value(KernelResult result)
    {
        Assert.True(result.IsOk || result.Errno == Errno.NoEnt, $"{result}");
        return result.IsOk ? result.Value : NotThere;
    }
}
