using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <content>The name calls of netdb.h. They block, so none of them may suppress a GC transition.</content>
internal static unsafe partial class Libc
{
    public const int ErrnoRange = 34; // ERANGE: the buffer was too small

    [LibraryImport("libc", EntryPoint = "getaddrinfo", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetAddrInfo(string? host, string? service, AddrInfo* hints, AddrInfo** found);

    [LibraryImport("libc", EntryPoint = "freeaddrinfo")]
    internal static partial void FreeAddrInfo(AddrInfo* found);

    [LibraryImport("libc", EntryPoint = "getnameinfo")]
    internal static partial int GetNameInfo(
        byte* address, uint length, byte* host, uint hostLength, byte* service, uint serviceLength, int flags);

    [LibraryImport("libc", EntryPoint = "gethostbyname_r", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetHostByName(
        string name, HostEnt* entry, byte* buffer, nuint length, HostEnt** result, int* hostError);

    [LibraryImport("libc", EntryPoint = "gethostbyaddr_r")]
    internal static partial int GetHostByAddr(
        byte* address, uint addressLength, int family, HostEnt* entry, byte* buffer, nuint length, HostEnt** result, int* hostError);

    /// <summary>struct addrinfo of netdb.h, 48 bytes on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct AddrInfo
    {
        public int Flags;
        public int Family;
        public int SocketType;
        public int Protocol;
        public uint AddressLength;
        public byte* Address;
        public byte* CanonicalName;
        public AddrInfo* Next;
    }

    /// <summary>struct hostent of netdb.h, 32 bytes on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct HostEnt
    {
        public byte* Name;
        public byte** Aliases;
        public int Family;
        public int Length;
        public byte** Addresses;
    }
}
