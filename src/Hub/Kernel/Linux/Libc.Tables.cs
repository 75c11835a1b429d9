using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <content>
/// The tables of names: services(5), protocols(5), the interfaces, and the host's own name. The forms that end in _r,
/// because the plain ones answer in a buffer that all threads share.
/// </content>
internal static unsafe partial class Libc
{
    public const int InterfaceNameBytes = 16; // IF_NAMESIZE, with the final NUL
    public const int HostNameBytes = 64; // HOST_NAME_MAX, without it

    [LibraryImport("libc", EntryPoint = "getservbyname_r", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetServByName(
        string name, string? protocol, ServiceEntry* entry, byte* buffer, nuint length, ServiceEntry** found);

    /// <param name="port">In network order.</param>
    /// <param name="protocol">Null for any.</param>
    /// <param name="entry">Where the answer goes; it points into <paramref name="buffer"/>.</param>
    /// <param name="buffer">Where its strings go.</param>
    /// <param name="length">Of the buffer, in bytes. ERANGE: too small.</param>
    /// <param name="found">The entry, or null.</param>
    [LibraryImport("libc", EntryPoint = "getservbyport_r", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetServByPort(
        int port, string? protocol, ServiceEntry* entry, byte* buffer, nuint length, ServiceEntry** found);

    [LibraryImport("libc", EntryPoint = "getprotobyname_r", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetProtoByName(
        string name, ProtocolEntry* entry, byte* buffer, nuint length, ProtocolEntry** found);

    /// <summary>An array that ends with index 0; null on failure.</summary>
    [LibraryImport("libc", EntryPoint = "if_nameindex")]
    internal static partial InterfaceEntry* IfNameIndex();

    [LibraryImport("libc", EntryPoint = "if_freenameindex")]
    internal static partial void IfFreeNameIndex(InterfaceEntry* entries);

    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint IfNameToIndex(string name);

    /// <param name="index">The index.</param>
    /// <param name="name">Room for <see cref="InterfaceNameBytes"/>.</param>
    [LibraryImport("libc", EntryPoint = "if_indextoname")]
    internal static partial byte* IfIndexToName(uint index, byte* name);

    [LibraryImport("libc", EntryPoint = "gethostname")]
    internal static partial int GetHostName(byte* name, nuint length);

    [LibraryImport("libc", EntryPoint = "sethostname")]
    internal static partial int SetHostName(byte* name, nuint length);

    /// <summary>struct servent, netdb.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ServiceEntry
    {
        public byte* Name;
        public byte** Aliases;
        public int Port; // in network order
        public byte* Protocol;
    }

    /// <summary>struct protoent, netdb.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ProtocolEntry
    {
        public byte* Name;
        public byte** Aliases;
        public int Number;
    }

    /// <summary>struct if_nameindex, net/if.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct InterfaceEntry
    {
        public uint Index;
        public byte* Name;
    }
}
