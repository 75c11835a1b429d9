using System.Globalization;
using System.Reflection;

namespace Akka.Greensock.Tests;

public class PosixSpecs
{
    // gevent.socket of CPython 3.13 on Linux exports 373 constants; the last of them is Bsd.HasIPv6.
    private const int Count = 372;

    /// <summary>What CPython knows and no header does, with CPython's numbers (Modules/socketmodule.h and .c).</summary>
    private static readonly Dictionary<string, long> InNoHeader = new()
    {
        ["ALG_OP_SIGN"] = 2, // of a patch for public keys that Linux has never taken in
        ["ALG_OP_VERIFY"] = 3, // likewise
        ["ALG_SET_PUBKEY"] = 6, // likewise
        ["UDPLITE_SEND_CSCOV"] = 10, // udplite(7); in the kernel's own headers, which are not for programs
        ["UDPLITE_RECV_CSCOV"] = 11, // likewise
    };

    private static readonly PropertyInfo[] Constants =
        typeof(Posix).GetProperties(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    [Fact]
    public void Every_constant_has_the_value_of_the_C_headers()
    {
        Dictionary<string, long> values = CProgram.Values(
            Constants.Select(constant => constant.Name).Except(InNoHeader.Keys).Select(name => (name, InC(name))));

        Assert.Equal(Count, Constants.Length);
        Assert.Equal(Count - InNoHeader.Count, values.Count);
        Assert.All(Constants, constant =>
        {
            long expected = InNoHeader.TryGetValue(constant.Name, out long value) ? value : values[constant.Name];
            Assert.True(
                expected == Convert.ToInt64(constant.GetValue(null), CultureInfo.InvariantCulture),
                $"{constant.Name}: C says {expected}, Posix {constant.GetValue(null)}");
        });
    }

    [Fact]
    public void A_constant_of_another_platform_throws_and_says_which()
    {
        PlatformNotSupportedException e =
            Assert.Throws<PlatformNotSupportedException>(() => Posix.Known<int>(null, nameof(Posix.AF_QIPCRTR)));

        Assert.Contains("AF_QIPCRTR", e.Message, StringComparison.Ordinal);
    }

    /// <summary>The commands and flags of the broadcast manager have names of their own in linux/can/bcm.h.</summary>
    private static string InC(string name) =>
        name == nameof(Posix.CAN_BCM_CAN_FD_FRAME) ? "CAN_FD_FRAME"
        : name.StartsWith("CAN_BCM_", StringComparison.Ordinal) ? name["CAN_BCM_".Length..]
        : name;
}
