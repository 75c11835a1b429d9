using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <summary>
/// The constants of the socket module by their POSIX names, with the values of the platform that the program runs on.
/// Take them where a call wants the system's own number: raw socket options, ancillary data, ioctl.
/// </summary>
/// <remarks>
/// <para>Each is an <see cref="int"/>, as in C, except the few that are unsigned there and would be negative otherwise:
/// IPv4 addresses, the flags and masks of CAN identifiers, and the identifiers of AF_VSOCK are
/// <see cref="uint"/>.</para>
/// <para>They are properties and not constants of C#, because an assembly runs on more than one platform: a number that
/// the compiler puts into the caller would be that of the build machine. A constant that the running platform does not
/// have throws <see cref="PlatformNotSupportedException"/> with its name; those of Linux alone say so.</para>
/// <para>.NET's enumerations have numbers of their own, Windows' on every platform. <c>(SocketOptionName)</c> of one of
/// these is wrong on Linux, and so is a constant cast to <c>AddressFamily</c> or <c>SocketFlags</c>.</para>
/// <para>Whether there is IPv6 is a property of the machine: <see cref="Bsd.HasIPv6"/>.</para>
/// </remarks>
/// <seealso href="https://docs.python.org/3/library/socket.html#constants">gevent: the constants of socket</seealso>
public static partial class Posix
{
    // Linux has one set of numbers for every processor that .NET runs on (asm-generic/socket.h) but POWER, which has
    // numbered six socket options otherwise (arch/powerpc, asm/socket.h).
    private static bool IsPower => RuntimeInformation.ProcessArchitecture == Architecture.Ppc64le;

    /// <summary>The value of the running platform.</summary>
    private static T On<T>(T linux, T? macOS = null, T? windows = null, [CallerMemberName] string name = "")
        where T : struct
    {
        T? value = OperatingSystem.IsLinux() ? linux
            : OperatingSystem.IsMacOS() ? macOS
            : OperatingSystem.IsWindows() ? windows
            : null;
        return Known(value, name);
    }

    internal static T Known<T>(T? value, string name)
        where T : struct =>
        value ?? throw new PlatformNotSupportedException(
            $"Posix.{name}: {RuntimeInformation.OSDescription} has no such constant, or none that is known here.");
}
