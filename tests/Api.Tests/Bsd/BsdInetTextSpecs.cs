using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public class BsdInetTextSpecs
{
    private const string Refused = "refused";

    private static readonly string[] Loose =
    [
        "1.2.3.4", "127.1", "127.0.1", "127.65535", "127.1.65535", "127.1.65536", "1.16777215", "1.16777216", "0", "4294967295", "4294967296",
        "99999999999999999999", "0x7f.1", "0X7F.0x1", "0x7f000001", "0177.0.0.01", "017700000001", "08.1.2.3", "0x", "0x.1", "0xg", "1.2.3.0xff",
        "1.2.3.0x100", "1.2.3.256", "256.1.1.1", "1.256.1.1", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2", "1.2.3.4.", "", " ", " 1.2.3.4",
        "1.2.3.4 ", "1.2.3.4 and more", "1.2.3.4\n", "1.2.3.4\t5", "1.2.3.4\v", "1.2.3.4x", "1.2.3.4/8", "+1.2.3.4", "-1.2.3.4", "1.-2.3.4", "1.2.3.4%1",
        "a.b.c.d", "localhost", "255.255.255.255", "0.0.0.0", "00.00.00.00", "1 .2.3.4", "١.2.3.4", "1.2.3.4é", "1.2.3.4\u00A0", "0x1.0x2.0x3.0x4",
        "0377.0377.0377.0377", "0400.1.1.1", "1.2", "1.2.3", "ff.1", "0b1.1", "0o7.1",
    ];

    private static readonly string[] Strict =
    [
        "::", "::1", "1::", "::ffff:1.2.3.4", "::1.2.3.4", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:1.2.3.4",
        "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8::", "1:2:3:4::5:6:7:8", "1::2::3", ":::", ":", ":1",
        "1:", "1:2:3:4:5:6:7:", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "0001::", "00001::", "g::", "FE80::ABCD", "fe80::1%1", "fe80::1%lo",
        "[::1]", "::1/64", " ::1", "::1 ", "::1\n", "::1.2.3", "::1.2.3.256", "::01.2.3.4", "::1.2.3.4:5", "1.2.3.4::", "::ffff:127.1", "0x1::", "-1::",
        "::1.2.3.4.5", "::.1.2.3", "1:2:3:4:5:6:7:8.1.2.3", "::é", "::١", "2001:db8::8:800:200c:417a", "1:0:0:2:0:0:0:3", "1:0:0:2:0:0:3:4", "0:1:0:1:0:1:0:1",
        "0:0:0:0:0:0:0:0", "0:0:0:0:0:0:1:0", "0:0:0:0:0:ffff:0:0", "0:0:0:0:ffff:0:1:2", "0:0:0:0:0:fffe:1:2", "::1:2", "::2:0:0", "0:0:1::", "1:0::", "a:b:c:d:e:f:0:0",
    ];

    [Fact]
    public void InetAton_takes_what_C_takes()
    {
        string[] texts = [.. Loose, .. Strict, .. Mutants(Loose)];
        Dictionary<string, string> inC = CProgram.Run(
            $"{ArrayInC(texts)} struct in_addr a;\n" +
            "for (int i = 0; texts[i]; i++) if (inet_aton(texts[i], &a)) printf(\"%d %08X\\n\", i, ntohl(a.s_addr));");

        Assert.InRange(inC.Count, 100, texts.Length - 100);
        Assert.All(texts.Index(), item => Assert.Equal(
            (item.Item, inC.GetValueOrDefault($"{item.Index}", Refused)),
            (item.Item, Or(() => Convert.ToHexString(Bsd.InetAton(item.Item))))));
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork, "AF_INET", 4)]
    [InlineData(AddressFamily.InterNetworkV6, "AF_INET6", 16)]
    public void InetPton_takes_what_C_takes(AddressFamily family, string inCName, int bytes)
    {
        string[] texts = [.. Loose, .. Strict, .. Mutants(family == AddressFamily.InterNetwork ? Loose : Strict)];
        Dictionary<string, string> inC = CProgram.Run($$"""
            {{ArrayInC(texts)}}
            unsigned char a[16];
            for (int i = 0; texts[i]; i++)
            {
                if (inet_pton({{inCName}}, texts[i], a) != 1) continue;
                printf("%d ", i);
                for (int k = 0; k < {{bytes}}; k++) printf("%02X", a[k]);
                puts("");
            }
            """);

        Assert.InRange(inC.Count, 10, texts.Length - 100);
        Assert.All(texts.Index(), item => Assert.Equal(
            (item.Item, inC.GetValueOrDefault($"{item.Index}", Refused)),
            (item.Item, Or(() => Convert.ToHexString(Bsd.InetPton(family, item.Item))))));
    }

    [Fact]
    public void InetNtop_writes_what_C_writes()
    {
        var random = new Random(4711);
        byte[][] addresses = [.. Enumerable.Range(0, 400).Select(_ => Sparse(random, 16))];
        Dictionary<string, string> inC = CProgram.Run($$"""
            static const unsigned char a[][16] = { {{string.Concat(addresses.Select(address => $"{{ {string.Join(',', address)} }},\n"))}} };
            char text[64];
            for (int i = 0; i < {{addresses.Length}}; i++)
            {
                printf("%d %s\n", i, inet_ntop(AF_INET6, a[i], text, sizeof text));
                printf("v4-%d %s\n", i, inet_ntop(AF_INET, a[i], text, sizeof text));
            }
            """);

        Assert.Contains(inC.Values, text => text.StartsWith("::ffff:", StringComparison.Ordinal) && text.Contains('.', StringComparison.Ordinal));
        Assert.All(addresses.Index(), item =>
        {
            Assert.Equal(inC[$"{item.Index}"], Bsd.InetNtop(AddressFamily.InterNetworkV6, item.Item));
            Assert.Equal(inC[$"v4-{item.Index}"], Bsd.InetNtop(AddressFamily.InterNetwork, item.Item.AsSpan(0, 4)));
            Assert.Equal(inC[$"v4-{item.Index}"], Bsd.InetNtoa(item.Item.AsSpan(0, 4)));
            Assert.Equal(item.Item, Bsd.InetPton(AddressFamily.InterNetworkV6, inC[$"{item.Index}"]));
        });
    }

    [Fact]
    public void A_refusal_names_the_text()
    {
        Assert.Contains("1.2.3.400", Assert.Throws<FormatException>(() => Bsd.InetAton("1.2.3.400")).Message, StringComparison.Ordinal);
        Assert.Contains("127.1", Assert.Throws<FormatException>(() => Bsd.InetPton(AddressFamily.InterNetwork, "127.1")).Message, StringComparison.Ordinal);
        Assert.Contains("::g", Assert.Throws<FormatException>(() => Bsd.InetPton(AddressFamily.InterNetworkV6, "::g")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_with_a_NUL_is_no_address()
    {
        Assert.Throws<FormatException>(() => Bsd.InetAton("1.2.3.4\0"));
        Assert.Throws<FormatException>(() => Bsd.InetPton(AddressFamily.InterNetwork, "1.2.3.4\0"));
        Assert.Throws<FormatException>(() => Bsd.InetPton(AddressFamily.InterNetworkV6, "::1\0"));
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Bsd.InetAton(null!));
        Assert.Throws<ArgumentNullException>(() => Bsd.InetPton(AddressFamily.InterNetwork, null!));
        Assert.Throws<ArgumentException>(() => Bsd.InetNtoa(null));
        Assert.Throws<ArgumentException>(() => Bsd.InetNtoa(new byte[3]));
        Assert.Throws<ArgumentException>(() => Bsd.InetNtoa(new byte[5]));
        Assert.Throws<ArgumentException>(() => Bsd.InetNtop(AddressFamily.InterNetwork, new byte[16]));
        Assert.Throws<ArgumentException>(() => Bsd.InetNtop(AddressFamily.InterNetworkV6, new byte[4]));
        foreach (AddressFamily family in new[] { AddressFamily.Unix, AddressFamily.Unspecified, (AddressFamily)4711 })
        {
            Assert.Equal(
                SocketError.AddressFamilyNotSupported, Assert.Throws<SocketException>(() => Bsd.InetPton(family, "::1")).SocketErrorCode);
            Assert.Equal(
                SocketError.AddressFamilyNotSupported, Assert.Throws<SocketException>(() => Bsd.InetNtop(family, new byte[4])).SocketErrorCode);
        }
    }

    private static string ArrayInC(string[] texts) =>
        $"static const char *texts[] = {{ {string.Concat(texts.Select(text => CProgram.Literal(text) + ",\n"))} 0 }};\n";

    private static string Or(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (FormatException)
        {
            return Refused;
        }
    }

    /// <summary>Nearly right: a character taken out, put in, or exchanged. The seed is fixed, and so are they.</summary>
    private static IEnumerable<string> Mutants(string[] texts)
    {
        const string alphabet = "0123456789abcdfxX.: ";
        var random = new Random(42);
        for (int i = 0; i < 1000; i++)
        {
            string text = texts[random.Next(texts.Length)];
            int at = random.Next(text.Length + 1);
            int cut = Math.Min(random.Next(2), text.Length - at);
            yield return text.Remove(at, cut).Insert(at, random.Next(3) == 0 ? string.Empty : $"{alphabet[random.Next(alphabet.Length)]}");
        }
    }

    private static byte[] Sparse(Random random, int length)
    {
        byte[] address = new byte[length];
        int zeroGroups = random.Next(9);
        for (int i = 0; i < length; i++)
        {
            address[i] = random.Next(8) < zeroGroups ? (byte)0 : (byte)random.Next(256);
        }

        if (random.Next(4) == 0)
        {
            address.AsSpan(0, 10).Clear();
            address.AsSpan(10, 2).Fill((byte)(random.Next(2) * 255));
        }

        return address;
    }
}
