using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <summary>
/// The system's resolver through libc, with nsswitch.conf, gai.conf and whatever else the system reads: what it
/// answers is the answer.
/// </summary>
internal sealed unsafe class LinuxNames : ISystemNames
{
    private const int HostBytes = 1025; // NI_MAXHOST
    private const int ServiceBytes = 32; // NI_MAXSERV
    private const int NetDbInternal = -1; // h_errno: look at errno
    private const int MostBytes = 1 << 20; // of a host entry: a thousand times what an honest one takes

    public NamesResult<AddressInfo[]> GetAddrInfo(string? host, string? service, AddressInfoHints hints)
    {
        int family = hints.Family == AddressFamily.Unspecified ? 0 : SockAddr.ToNative(hints.Family);
        var native = new Libc.AddrInfo
        {
            Flags = (int)hints.Flags,
            Family = family,
            SocketType = hints.SocketType == SocketType.Unknown ? 0 : (int)hints.SocketType,
            Protocol = hints.ProtocolType == ProtocolType.Unknown ? 0 : (int)hints.ProtocolType,
        };
        Libc.AddrInfo* found = null;
        int error = Libc.GetAddrInfo(host, service, &native, &found);
        if (error != 0)
        {
            return Failure<AddressInfo[]>(error);
        }

        try
        {
            return Read(found);
        }
        finally
        {
            Libc.FreeAddrInfo(found);
        }
    }

    public NamesResult<NameInfo> GetNameInfo(IPEndPoint endPoint, NameInfoFlags flags)
    {
        if (SockAddr.ToNative(endPoint.AddressFamily) < 0)
        {
            return AddressInfoError.Family;
        }

        Span<byte> address = stackalloc byte[SockAddr.MaximumBytes];
        uint length = SockAddr.Write(KernelAddress.FromEndPoint(endPoint), address);
        byte* host = stackalloc byte[HostBytes];
        byte* service = stackalloc byte[ServiceBytes];
        fixed (byte* start = address)
        {
            int error = Libc.GetNameInfo(start, length, host, HostBytes, service, ServiceBytes, (int)flags);
            return error == 0 ? new NameInfo(Text(host), Text(service)) : Failure<NameInfo>(error);
        }
    }

    public NamesResult<HostEntry> GetHostByName(string name) => Ask((entry, buffer, length, result, hostError) =>
        Libc.GetHostByName(name, entry, buffer, length, result, hostError));

    public NamesResult<HostEntry> GetHostByAddr(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        int family = SockAddr.ToNative(address.AddressFamily);
        return Ask((entry, buffer, length, result, hostError) =>
        {
            fixed (byte* start = bytes)
            {
                return Libc.GetHostByAddr(start, (uint)bytes.Length, family, entry, buffer, length, result, hostError);
            }
        });
    }

    private delegate int HostCall(Libc.HostEnt* entry, byte* buffer, nuint length, Libc.HostEnt** result, int* hostError);

    // The caller brings the memory, and is told by ERANGE that it was too little.
    private static NamesResult<HostEntry> Ask(HostCall call)
    {
        for (int length = 2048; length <= MostBytes; length *= 4)
        {
            byte[] buffer = new byte[length];
            fixed (byte* start = buffer)
            {
                Libc.HostEnt entry = default;
                Libc.HostEnt* result = null;
                int hostError = 0;
                int errno = call(&entry, start, (nuint)length, &result, &hostError);
                if (result is not null)
                {
                    return Read(result);
                }

                if (errno != Libc.ErrnoRange)
                {
                    return hostError == NetDbInternal
                        ? new NamesResult<HostEntry>(null, AddressInfoError.System, HostLookupError.None, errno)
                        : (HostLookupError)hostError;
                }
            }
        }

        return AddressInfoError.Memory;
    }

    private static HostEntry Read(Libc.HostEnt* entry)
    {
        var aliases = new List<string>();
        for (byte** alias = entry->Aliases; alias is not null && *alias is not null; alias++)
        {
            aliases.Add(Text(*alias));
        }

        var addresses = new List<IPAddress>();
        for (byte** address = entry->Addresses; address is not null && *address is not null; address++)
        {
            addresses.Add(new IPAddress(new ReadOnlySpan<byte>(*address, entry->Length)));
        }

        return new HostEntry(Text(entry->Name), aliases, addresses);
    }

    private static AddressInfo[] Read(Libc.AddrInfo* first)
    {
        var all = new List<AddressInfo>();
        for (Libc.AddrInfo* one = first; one is not null; one = one->Next)
        {
            if (SockAddr.Read(new ReadOnlySpan<byte>(one->Address, (int)one->AddressLength), one->AddressLength)
                .ToEndPoint() is IPEndPoint endPoint)
            {
                all.Add(new AddressInfo(
                    endPoint.AddressFamily, (SocketType)one->SocketType, (ProtocolType)one->Protocol, Text(one->CanonicalName), endPoint));
            }
        }

        return [.. all];
    }

    private static NamesResult<T> Failure<T>(int error)
        where T : class
    {
        int errno = error == (int)AddressInfoError.System ? Marshal.GetLastSystemError() : 0;
        return new NamesResult<T>(null, (AddressInfoError)error, HostLookupError.None, errno);
    }

    private static string Text(byte* text) => text is null ? string.Empty : Marshal.PtrToStringUTF8((nint)text)!;
}
