using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Akka.Greensock;

/// <summary>The tables as libc finds them, whatever nsswitch.conf(5) says.</summary>
internal sealed unsafe class LinuxTables : ISystemTables
{
    // The buffer holds one line of the table. A service with so many aliases that a megabyte is too small is an attack
    // by whoever answers for the table.
    private const int FirstBufferBytes = 1024;
    private const int LargestBufferBytes = 1024 * 1024;

    /// <summary>
    /// True where libc has the calls: glibc does. Another libc of Linux, musl, has no getprotobyname_r.
    /// </summary>
    public static bool IsSupported { get; } = OperatingSystem.IsLinux() &&
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "getprotobyname_r", out _);

    private delegate int Lookup<T>(byte* buffer, nuint length, out T value);

    public KernelResult GetServicePort(string name, string? protocol)
    {
        Errno errno = Ask(out int port, (byte* buffer, nuint length, out int value) =>
        {
            Libc.ServiceEntry entry;
            Libc.ServiceEntry* found = null;
            int code = Libc.GetServByName(name, protocol, &entry, buffer, length, &found);
            value = found == null ? 0 : NetworkOrder(found->Port);
            return Code(code, found);
        });
        return Result(errno, port);
    }

    public Errno GetServiceName(int port, string? protocol, out string name) =>
        Ask(out name, (byte* buffer, nuint length, out string value) =>
        {
            Libc.ServiceEntry entry;
            Libc.ServiceEntry* found = null;
            int code = Libc.GetServByPort(NetworkOrder(port), protocol, &entry, buffer, length, &found);
            value = found == null ? string.Empty : Text(found->Name);
            return Code(code, found);
        });

    public KernelResult GetProtocolNumber(string name)
    {
        Errno errno = Ask(out int number, (byte* buffer, nuint length, out int value) =>
        {
            Libc.ProtocolEntry entry;
            Libc.ProtocolEntry* found = null;
            int code = Libc.GetProtoByName(name, &entry, buffer, length, &found);
            value = found == null ? 0 : found->Number;
            return Code(code, found);
        });
        return Result(errno, number);
    }

    public Errno GetInterfaces(out IReadOnlyList<(int Index, string Name)> interfaces)
    {
        var list = new List<(int, string)>();
        interfaces = list;
        Libc.InterfaceEntry* first = Libc.IfNameIndex();
        if (first == null)
        {
            return (Errno)Marshal.GetLastSystemError();
        }

        for (Libc.InterfaceEntry* entry = first; entry->Index != 0; entry++)
        {
            list.Add(((int)entry->Index, Text(entry->Name)));
        }

        Libc.IfFreeNameIndex(first);
        return Errno.None;
    }

    public KernelResult GetInterfaceIndex(string name)
    {
        uint index = Libc.IfNameToIndex(name);
        return index != 0 ? KernelResult.Ok((int)index) : KernelResult.Fail((Errno)Marshal.GetLastSystemError());
    }

    public Errno GetInterfaceName(int index, out string name)
    {
        byte* buffer = stackalloc byte[Libc.InterfaceNameBytes];
        bool found = Libc.IfIndexToName((uint)index, buffer) != null;
        name = found ? Text(buffer) : string.Empty;
        return found ? Errno.None : (Errno)Marshal.GetLastSystemError();
    }

    public Errno GetHostName(out string name)
    {
        byte* buffer = stackalloc byte[Libc.HostNameBytes + 1];
        buffer[Libc.HostNameBytes] = 0;
        bool ok = Libc.GetHostName(buffer, Libc.HostNameBytes + 1) == 0;
        name = ok ? Text(buffer) : string.Empty;
        return ok ? Errno.None : (Errno)Marshal.GetLastSystemError();
    }

    public Errno SetHostName(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        fixed (byte* first = bytes)
        {
            return Libc.SetHostName(first, (nuint)bytes.Length) == 0 ? Errno.None : (Errno)Marshal.GetLastSystemError();
        }
    }

    /// <summary>Asks with a buffer that grows until the answer fits.</summary>
    private static Errno Ask<T>(out T value, Lookup<T> lookup)
    {
        for (int length = FirstBufferBytes; ; length *= 2)
        {
            byte[] buffer = GC.AllocateUninitializedArray<byte>(length);
            fixed (byte* first = buffer)
            {
                // The only calls of this seam that return their errno.
                var errno = (Errno)lookup(first, (nuint)length, out value);
                if (errno != Errno.Range || length >= LargestBufferBytes)
                {
                    return errno;
                }
            }
        }
    }

    // Where nothing is found the calls succeed, with null.
    private static int Code(int code, void* found) => code == 0 && found == null ? (int)Errno.NoEnt : code;

    private static KernelResult Result(Errno errno, int value) =>
        errno == Errno.None ? KernelResult.Ok(value) : KernelResult.Fail(errno);

    private static int NetworkOrder(int port) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness((ushort)port) : (ushort)port;

    private static string Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8) ?? string.Empty;
}
