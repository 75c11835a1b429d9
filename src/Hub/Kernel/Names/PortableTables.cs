using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// The tables without a call of libc: the files read here, the interfaces and the host's name from the BCL. What is in
/// no file (NIS, LDAP) is not seen, and an interface has the name that .NET gives it: on Windows "Ethernet", where
/// if_indextoname says "ethernet_32769".
/// </summary>
/// <param name="folder">Where services and protocols are; null for the system's folder.</param>
internal sealed class PortableTables(string? folder = null) : ISystemTables
{
    private readonly string _folder = folder ?? (OperatingSystem.IsWindows()
        ? Path.Combine(Environment.SystemDirectory, "drivers", "etc")
        : "/etc");

    public KernelResult GetServicePort(string name, string? protocol) =>
        Number("services", entry => entry.Protocol != null && entry.IsOf(protocol) && entry.Names.Contains(name));

    public Errno GetServiceName(int port, string? protocol, out string name)
    {
        Errno errno = Find(
            "services", entry => entry.Number == port && entry.Protocol != null && entry.IsOf(protocol), out EtcFile.Entry? found);
        name = found?.Names[0] ?? string.Empty;
        return errno;
    }

    public KernelResult GetProtocolNumber(string name) =>
        Number(OperatingSystem.IsWindows() ? "protocol" : "protocols", entry => entry.Protocol == null && entry.Names.Contains(name));

    public Errno GetInterfaces(out IReadOnlyList<(int Index, string Name)> interfaces)
    {
        try
        {
            interfaces = [.. NetworkInterface.GetAllNetworkInterfaces()
                .Select(nic => (Index: IndexOf(nic), nic.Name))
                .Where(nic => nic.Index > 0)
                .OrderBy(nic => nic.Index)];
            return Errno.None;
        }
        catch (NetworkInformationException)
        {
            interfaces = [];
            return Errno.IO;
        }
    }

    public KernelResult GetInterfaceIndex(string name)
    {
        Errno errno = GetInterfaces(out IReadOnlyList<(int Index, string Name)> interfaces);
        int index = interfaces.FirstOrDefault(nic => nic.Name == name).Index;
        return errno != Errno.None ? KernelResult.Fail(errno)
            : index == 0 ? KernelResult.Fail(Errno.NoDev)
            : KernelResult.Ok(index);
    }

    public Errno GetInterfaceName(int index, out string name)
    {
        Errno errno = GetInterfaces(out IReadOnlyList<(int Index, string Name)> interfaces);
        name = interfaces.FirstOrDefault(nic => nic.Index == index).Name ?? string.Empty;
        return errno != Errno.None ? errno : name.Length == 0 ? Errno.NxIo : Errno.None;
    }

    public Errno GetHostName(out string name)
    {
        try
        {
            name = Dns.GetHostName();
            return Errno.None;
        }
        catch (SocketException e)
        {
            name = string.Empty;
            return e.SocketErrorCode.ToErrno();
        }
    }

    public Errno SetHostName(string name) => Errno.NoSys;

    // An interface without addresses of a family has no properties of that family on Windows, and says so by throwing.
    private static int IndexOf(NetworkInterface nic)
    {
        IPInterfaceProperties properties = nic.GetIPProperties();
        try
        {
            return properties.GetIPv4Properties()?.Index ?? 0;
        }
        catch (NetworkInformationException)
        {
        }

        try
        {
            return properties.GetIPv6Properties()?.Index ?? 0;
        }
        catch (NetworkInformationException)
        {
            return 0;
        }
    }

    private KernelResult Number(string file, Func<EtcFile.Entry, bool> isIt)
    {
        Errno errno = Find(file, isIt, out EtcFile.Entry? entry);
        return errno == Errno.None ? KernelResult.Ok(entry!.Number) : KernelResult.Fail(errno);
    }

    private Errno Find(string file, Func<EtcFile.Entry, bool> isIt, out EtcFile.Entry? entry)
    {
        entry = null;
        try
        {
            entry = EtcFile.Read(Path.Combine(_folder, file)).FirstOrDefault(isIt);
            return entry == null ? Errno.NoEnt : Errno.None;
        }
        catch (UnauthorizedAccessException)
        {
            return Errno.Acces;
        }
        catch (IOException)
        {
            return Errno.IO;
        }
    }
}
