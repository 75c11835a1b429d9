using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Akka.Greensock.Tests;

/// <summary>
/// What the Linux kernel writes down of C, against C. Whoever adds a constant, an error number or a struct there finds
/// these tests failing until it has its C name in <see cref="LibcNames"/>.
/// </summary>
public class LibcSpecs
{
    /// <summary>Static numbers of the types that write C down: those named here, and those that begin with Linux.</summary>
    private static readonly FieldInfo[] Constants = [.. typeof(Libc).Assembly.GetTypes()
        .Where(type => type.DeclaringType == null && type.Namespace == typeof(Libc).Namespace)
        .Where(type => type.Name.StartsWith("Linux", StringComparison.Ordinal) ||
            type.Name is nameof(Libc) or nameof(SockAddr) or nameof(ControlMessages) or nameof(UnixNames))
        .SelectMany(type => type.GetFields(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(field => field.FieldType.IsPrimitive && (field.IsLiteral || field.IsInitOnly))
        .Where(field => !field.IsDefined(typeof(CompilerGeneratedAttribute)))];

    private static readonly Type[] Structs = [.. typeof(Libc).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
        .Where(type => type.IsValueType && !type.IsEnum && !type.IsDefined(typeof(CompilerGeneratedAttribute)))];

    [Fact]
    public void Every_constant_of_the_kernel_has_its_value_in_C()
    {
        Listed("Constants, or OurOwn", LibcNames.Constants.Keys.Concat(LibcNames.OurOwn.Keys), Constants.Select(Name));
        Dictionary<string, long> values = CProgram.Values(LibcNames.Constants.Select(pair => (pair.Key, pair.Value)));

        Assert.All(
            Constants.Where(field => !LibcNames.OurOwn.ContainsKey(Name(field))),
            field => Assert.Equal(
                (Name(field), values[Name(field)]),
                (Name(field), Convert.ToInt64(field.GetValue(null), CultureInfo.InvariantCulture))));
    }

    /// <summary>Their names are C's, but for E and the capitals.</summary>
    [Fact]
    public void Every_error_number_has_its_value_in_C()
    {
        Errno[] numbers = [.. Enum.GetValues<Errno>().Where(errno => errno != Errno.None)];
        Dictionary<string, long> values = CProgram.Values(numbers.Select(errno => ($"{errno}", $"E{errno}".ToUpperInvariant())));

        Assert.All(numbers, errno => Assert.Equal((errno, values[$"{errno}"]), (errno, (long)errno)));
    }

    [Fact]
    public void Every_struct_has_its_size_and_offsets_in_C()
    {
        Listed("Structs", LibcNames.Structs.Keys, Structs.Select(type => type.Name));
        Dictionary<string, long> values = CProgram.Values(LibcNames.Structs.SelectMany(pair => pair.Value.Fields
            .Select(field => ($"{pair.Key}.{field.Key}", $"offsetof({pair.Value.Name}, {field.Value})"))
            .Prepend((pair.Key, $"sizeof({pair.Value.Name})"))));

        Assert.All(Structs, type =>
        {
            FieldInfo[] fields = type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
            Listed($"Structs, {type.Name}", LibcNames.Structs[type.Name].Fields.Keys, fields.Select(field => field.Name));
            Assert.Equal((type, values[type.Name]), (type, Marshal.SizeOf(type)));
            Assert.All(fields, field => Assert.Equal(
                (field.Name, values[$"{type.Name}.{field.Name}"]),
                (field.Name, Marshal.OffsetOf(type, field.Name))));
        });
    }

    /// <summary>Written here and there: the bytes must be the same.</summary>
    [Fact]
    public void Socket_addresses_are_laid_out_as_in_C()
    {
        Dictionary<string, string> inC = CProgram.Run("""
            struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons(4711) };
            inet_pton(AF_INET, "127.1.2.3", &in.sin_addr);
            struct sockaddr_in6 in6 = { .sin6_family = AF_INET6, .sin6_port = htons(65534), .sin6_scope_id = 0x1234567 };
            inet_pton(AF_INET6, "fe80::1:2:3", &in6.sin6_addr);
            struct sockaddr_un path = { .sun_family = AF_UNIX, .sun_path = "/run/x" };
            struct sockaddr_un name = { .sun_family = AF_UNIX, .sun_path = "\0x\0y" };
            #define PRINT(a, length) printf("\n" #a " "); for (size_t i = 0; i < length; i++) printf("%02X", ((unsigned char *)&a)[i])
            PRINT(in, sizeof in);
            PRINT(in6, sizeof in6);
            PRINT(path, offsetof(struct sockaddr_un, sun_path) + 6);
            PRINT(name, offsetof(struct sockaddr_un, sun_path) + 4);
            """);

        Dictionary<string, KernelAddress> here = new()
        {
            ["in"] = KernelAddress.FromEndPoint(new IPEndPoint(IPAddress.Parse("127.1.2.3"), 4711)),
            ["in6"] = KernelAddress.FromEndPoint(new IPEndPoint(IPAddress.Parse("fe80::1:2:3%19088743"), 65534)),
            ["path"] = KernelAddress.FromUnixName("/run/x"u8),
            ["name"] = KernelAddress.FromUnixName("\0x\0y"u8),
        };
        Assert.All(here, pair =>
        {
            Assert.Equal((pair.Key, inC[pair.Key]), (pair.Key, Written(pair.Value)));
            Assert.Equal(pair.Value, Read(inC[pair.Key]));
        });
    }

    private static string Name(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";

    private static void Listed(string table, IEnumerable<string> listed, IEnumerable<string> there)
    {
        string[] missing = [.. there.Except(listed)], gone = [.. listed.Except(there)];
        Assert.True(missing.Length == 0, $"Give these their C names in LibcNames, {table}: {string.Join(", ", missing)}");
        Assert.True(gone.Length == 0, $"Take these out of LibcNames, {table}: {string.Join(", ", gone)}");
    }

    private static string Written(in KernelAddress address)
    {
        byte[] bytes = new byte[SockAddr.MaximumBytes];
        return Convert.ToHexString(bytes.AsSpan(0, (int)SockAddr.Write(address, bytes)));
    }

    private static KernelAddress Read(string hex) => SockAddr.Read(Convert.FromHexString(hex), (uint)hex.Length / 2);
}
