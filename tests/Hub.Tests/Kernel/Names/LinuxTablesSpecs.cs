using System.Globalization;

namespace Akka.Greensock.Tests;

public sealed class LinuxTablesSpecs : SystemTablesSpecs
{
    private const int CapSysAdmin = 21; // linux/capability.h

    private protected override ISystemTables Tables { get; } = new LinuxTables();

    [Fact]
    public void Glibc_has_the_calls() => Assert.True(LinuxTables.IsSupported);

    /// <summary>The name that it has, so that nothing changes where it may be set.</summary>
    [Fact]
    public void The_host_is_named_by_who_may()
    {
        Tables.GetHostName(out string before);
        Errno errno = Tables.SetHostName(before);
        Tables.GetHostName(out string after);

        Assert.Equal(before, after);
        Assert.True(errno == Errno.Perm || (errno == Errno.None && MayNameTheHost()), $"{errno}");
    }

    [Fact]
    public void A_host_name_that_is_too_long_is_refused() =>
        Assert.Contains(Tables.SetHostName(new string('x', Libc.HostNameBytes + 1)), new[] { Errno.Inval, Errno.Perm });

    private static bool MayNameTheHost()
    {
        string effective = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("CapEff:", StringComparison.Ordinal));
        ulong capabilities = ulong.Parse(effective["CapEff:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (capabilities >> CapSysAdmin & 1) != 0;
    }
}
