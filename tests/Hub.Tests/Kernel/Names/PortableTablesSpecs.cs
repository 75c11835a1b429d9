namespace Akka.Greensock.Tests;

public sealed class PortableTablesSpecs : SystemTablesSpecs, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("greensock-").FullName;

    private protected override ISystemTables Tables { get; } = new PortableTables();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_files_are_read_line_by_line()
    {
        File.WriteAllText(Path.Combine(_folder, "services"), """
            # a comment
            first   7/tcp   alias other  # remark of7/tcp
            first	8/udp
               indented 9/tcp#no space before
            \tgarbage
            lonely
            far 65536/tcp
            minus -1/tcp
            bare 12
            last 10/tcp
            """);
        var tables = new PortableTables(_folder);

        Assert.Equal(7, tables.GetServicePort("first", null).Value);
        Assert.Equal(8, tables.GetServicePort("first", "udp").Value);
        Assert.Equal(7, tables.GetServicePort("other", "tcp").Value);
        Assert.Equal(9, tables.GetServicePort("indented", "tcp").Value);
        Assert.Equal(10, tables.GetServicePort("last", null).Value);
        Assert.All(
            ["remark", "of7", "garbage", "lonely", "far", "minus", "bare", "#no", "# a comment"],
            name => Assert.Equal((name, Errno.NoEnt), (name, tables.GetServicePort(name, null).Errno)));
        Assert.Equal(Errno.None, tables.GetServiceName(7, null, out string service));
        Assert.Equal("first", service);
        Assert.Equal(Errno.NoEnt, tables.GetServiceName(7, "udp", out service));
        Assert.Empty(service);
    }

    [Fact]
    public void A_machine_without_the_files_has_no_entries()
    {
        foreach (string folder in new[] { _folder, Path.Combine(_folder, "missing") })
        {
            var tables = new PortableTables(folder);

            Assert.Equal(Errno.NoEnt, tables.GetServicePort("http", null).Errno);
            Assert.Equal(Errno.NoEnt, tables.GetServiceName(80, null, out _));
            Assert.Equal(Errno.NoEnt, tables.GetProtocolNumber("tcp").Errno);
        }
    }

    [Fact]
    public void Nobody_names_the_host_this_way() => Assert.Equal(Errno.NoSys, Tables.SetHostName("other"));
}
