using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// The tables of a machine as the façade asks them: the answer, or the exception that says what was asked and what to
/// do. Any thread.
/// </summary>
internal sealed class SystemTables(ISystemTables tables)
{
    /// <summary>This machine's, by libc where it has the calls.</summary>
    public static SystemTables OfThisMachine { get; } = new(LinuxTables.IsSupported ? new LinuxTables() : new PortableTables());

    public int ServicePort(string name, string? protocol) =>
        Value(tables.GetServicePort(name, protocol), Errno.NoEnt, "GetServByName", Service(name, protocol), NoService);

    public string ServiceName(int port, string? protocol)
    {
        Errno errno = tables.GetServiceName(port, protocol, out string name);
        return Value(errno, name, Errno.NoEnt, "GetServByPort", Service($"{port}", protocol), NoService);
    }

    public int ProtocolNumber(string name) =>
        Value(tables.GetProtocolNumber(name), Errno.NoEnt, "GetProtoByName", name, NoProtocol);

    public IReadOnlyList<(int Index, string Name)> Interfaces()
    {
        Errno errno = tables.GetInterfaces(out IReadOnlyList<(int Index, string Name)> interfaces);
        return Value(errno, interfaces, null, "IfNameIndex", "of this machine", NoInterface);
    }

    public int InterfaceIndex(string name) =>
        Value(tables.GetInterfaceIndex(name), Errno.NoDev, "IfNameToIndex", name, NoInterface);

    public string InterfaceName(int index)
    {
        Errno errno = tables.GetInterfaceName(index, out string name);
        return Value(errno, name, Errno.NxIo, "IfIndexToName", $"{index}", NoInterface);
    }

    public string HostName()
    {
        Errno errno = tables.GetHostName(out string name);
        return Value(errno, name, null, "GetHostName", "of this machine", (SocketError.SocketError, string.Empty));
    }

    public void SetHostName(string name)
    {
        switch (tables.SetHostName(name))
        {
            case Errno.None:
                return;
            case Errno.NoSys:
                throw new PlatformNotSupportedException($"SetHostName {name}: this platform offers programs no way to set it.");
            case Errno.Perm:
                throw new SocketException(
                    (int)SocketError.AccessDenied,
                    $"SetHostName {name}: only a process with CAP_SYS_ADMIN may name the machine (Perm). Run it as root.");
            case Errno errno:
                throw SocketErrorText.Exception("SetHostName", name, errno);
        }
    }

    private static (SocketError Error, string Text) NoService =>
        (SocketError.NoData, "this machine's table of services has no such entry. Look into /etc/services, or pass the port itself.");

    private static (SocketError Error, string Text) NoProtocol =>
        (SocketError.NoData, "this machine's table of protocols has no such entry. Look into /etc/protocols, or pass the number itself.");

    private static (SocketError Error, string Text) NoInterface =>
        (SocketError.AddressNotAvailable, "this machine has no such interface. IfNameIndex lists those that there are.");

    private static string Service(string nameOrPort, string? protocol) =>
        protocol == null ? nameOrPort : $"{nameOrPort}/{protocol}";

    private static int Value(KernelResult result, Errno unknown, string call, string what, (SocketError Error, string Text) otherwise) =>
        Value(result.Errno, result.Value, unknown, call, what, otherwise);

    private static T Value<T>(Errno errno, T value, Errno? unknown, string call, string what, (SocketError Error, string Text) otherwise) =>
        errno == Errno.None ? value
        : errno == unknown ? throw new SocketException((int)otherwise.Error, $"{call} {what}: {otherwise.Text}")
        : throw SocketErrorText.Exception(call, what, errno);
}
