namespace Akka.Greensock;

/// <summary>
/// What a machine knows by name without asking the network: services, protocols, interfaces, and itself. The kernel
/// seam's rules hold: value or errno, and nothing is thrown. Any thread.
/// </summary>
/// <remarks>
/// The calls read short files, or ask whoever the system is told to ask (nsswitch.conf(5)), and block for as long.
/// Names come checked: not empty, and without NUL, which would end them early.
/// </remarks>
internal interface ISystemTables
{
    /// <summary>The port of a service; <see cref="Errno.NoEnt"/> where there is none.</summary>
    /// <param name="name">Its name or an alias of it.</param>
    /// <param name="protocol">Such as tcp; null for the first in the table.</param>
    KernelResult GetServicePort(string name, string? protocol);

    /// <summary>The official name of a service; <see cref="Errno.NoEnt"/> where there is none.</summary>
    Errno GetServiceName(int port, string? protocol, out string name);

    /// <summary>The number of a protocol over IP; <see cref="Errno.NoEnt"/> where there is none.</summary>
    KernelResult GetProtocolNumber(string name);

    /// <summary>The network interfaces, in the system's order.</summary>
    Errno GetInterfaces(out IReadOnlyList<(int Index, string Name)> interfaces);

    /// <summary>The index of an interface; <see cref="Errno.NoDev"/> where there is none.</summary>
    KernelResult GetInterfaceIndex(string name);

    /// <summary>The name of an interface; <see cref="Errno.NxIo"/> where there is none.</summary>
    Errno GetInterfaceName(int index, out string name);

    /// <summary>This machine's name.</summary>
    Errno GetHostName(out string name);

    /// <summary>
    /// Gives this machine another name; <see cref="Errno.NoSys"/> where the platform offers no way to.
    /// </summary>
    Errno SetHostName(string name);
}
