namespace Akka.Greensock.Tests;

/// <summary>Tables in which every question fails with the same error.</summary>
internal sealed class SystemTablesDouble(Errno errno) : ISystemTables
{
    public KernelResult GetServicePort(string name, string? protocol) => KernelResult.Fail(errno);

    public Errno GetServiceName(int port, string? protocol, out string name)
    {
        name = string.Empty;
        return errno;
    }

    public KernelResult GetProtocolNumber(string name) => KernelResult.Fail(errno);

    public Errno GetInterfaces(out IReadOnlyList<(int Index, string Name)> interfaces)
    {
        interfaces = [];
        return errno;
    }

    public KernelResult GetInterfaceIndex(string name) => KernelResult.Fail(errno);

    public Errno GetInterfaceName(int index, out string name)
    {
        name = string.Empty;
        return errno;
    }

    public Errno GetHostName(out string name)
    {
        name = string.Empty;
        return errno;
    }

    public Errno SetHostName(string name) => errno;
}
