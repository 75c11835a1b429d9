using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// The same question to every resolver: where their data agree, so do their values and their errors. The name server
/// of <c>dns</c> knows nothing, so that what it must not be asked for shows.
/// </summary>
public sealed class ResolverAgreementSpecs : IDisposable
{
    private const AddressFamily Any = AddressFamily.Unspecified;
    private const AddressFamily Four = AddressFamily.InterNetwork;
    private const AddressFamily Six = AddressFamily.InterNetworkV6;

    private readonly LocalDnsServer _server = LocalDnsServer.Saying(query => query.Refuse(3));
    private readonly IResolver _system = new BlockingResolver(SystemNames.Here);
    private readonly ThreadResolver _thread = new(SystemNames.Here, new LookupPool(new LookupPoolSettings()));
    private readonly DnsResolver _dns;

    public ResolverAgreementSpecs() => _dns = new DnsResolver(
        new DnsResolverSettings { NameServers = [_server.EndPoint], ResolvConf = "/nowhere", Timeout = Patience },
        SystemNames.Here,
        TimeProvider.System);

    public static TheoryData<string?, string?, AddressFamily, int, int, int> Questions() => new()
    {
        { "localhost", "http", Any, 0, 0, 0 },
        { "localhost", null, Any, 0, 0, 0 },
        { "LOCALHOST", "80", Any, 1, 0, 0 },
        { "localhost", "domain", Any, 0, 0, 0 },
        { "localhost", "tftp", Any, 0, 0, 0 },
        { "localhost", "tftp", Any, 1, 0, 0 }, // EAI_SERVICE
        { "localhost", "no-such-service", Any, 0, 0, 0 },
        { "localhost", "12x", Any, 0, 0, 0 },
        { "localhost", "-1", Any, 0, 0, 0 },
        { "localhost", "", Any, 1, 0, 0 },
        { "localhost", "http", (AddressFamily)255, 0, 0, 0 }, // EAI_FAMILY
        { "localhost", "http", AddressFamily.Unix, 0, 0, 0 },
        { "localhost", "80", Any, 77, 0, 0 }, // EAI_SOCKTYPE
        { "localhost", "80", Any, 1, 17, 0 },
        { "localhost", "80", Any, 1, 58, 0 },
        { "localhost", "80", Any, 0, 6, 0 },
        { "localhost", "80", Any, 2, 17, 0 },
        { "localhost", "80", Any, 3, 0, 0 },
        { "localhost", null, Any, 3, 0, 0 },
        { "localhost", "80", Any, 1, 0, 0x8000000 }, // EAI_BADFLAGS
        { "localhost", "http", Any, 0, 0, 0x4 }, // AI_NUMERICHOST with a name: EAI_NONAME
        { "localhost", "http", Any, 1, 0, 0x400 }, // AI_NUMERICSERV with a name
        { "localhost", "80", Any, 1, 0, 0x2 },
        { "localhost", "80", Four, 1, 0, 0x2 },
        { "localhost", "80", Four, 1, 0, 0x1 },
        { null, null, Any, 0, 0, 0 },
        { null, "80", Any, 0, 0, 0 },
        { null, "http", Any, 1, 0, 0x1 }, // AI_PASSIVE
        { null, "80", Six, 1, 0, 0x1 },
        { null, "80", Any, 1, 0, 0x2 },
        { "127.0.0.1", "http", Any, 0, 0, 0 },
        { "127.0.0.1", "80", Any, 1, 0, 0x2 },
        { "127.0.0.1", "80", Six, 1, 0, 0 }, // EAI_ADDRFAMILY
        { "127.0.0.1", "80", Six, 1, 0, 0x8 },
        { "127.1", "80", Any, 1, 0, 0 },
        { "0x7f.1", "80", Any, 1, 0, 0 },
        { "::1", "80", Any, 0, 0, 0 },
        { "::1", "http", Four, 0, 0, 0 },
        { "::ffff:1.2.3.4", "80", Any, 1, 0, 0 },
        { "fe80::1%1", "80", Any, 1, 0, 0 },
        { "fe80::1%lo", "http", Any, 1, 0, 0 },
        { "fe80::1%no-such-card", "80", Any, 1, 0, 0 },
        { "1.2.3.4%lo", "80", Any, 1, 0, 0 },
        { "no-such-host.invalid", "no-such-service", Any, 1, 0, 0 },
    };

    // Only what the system answers without its name servers.
    public static TheoryData<string> Hosts() => ["localhost", "LocalHost", "", "127.0.0.1", "127.1"];

    public static TheoryData<string> Names() => ["<broadcast>", "255.255.255.255", "1.2.3.4", "::1", "fe80::1%1", .. Hosts()];

    public static TheoryData<string, int, int> EndPoints()
    {
        var data = new TheoryData<string, int, int>();
        foreach (string address in new[] { "127.0.0.1", "::1", "fe80::1%1" })
        {
            foreach (int port in new[] { 80, 0, 514, 64_999 })
            {
                // The system would ask its name servers for names of the IPv6 ones.
                foreach (int flags in address == "127.0.0.1" ? new[] { 0, 1, 2, 3, 4, 8, 9, 16, 55_555_555 } : [1, 3, 9, 17, 55_555_555])
                {
                    data.Add(address, port, flags);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task GetAddrInfo_gives_what_the_system_gives(
        string? host, string? service, AddressFamily family, int type, int protocol, int flags)
    {
        var hints = new AddressInfoHints(family, (SocketType)type, (ProtocolType)protocol, (AddressInfoFlags)flags);
        await AgreeAsync(async resolver =>
            string.Join('\n', await resolver.GetAddrInfoAsync(host, service, hints, default).WaitAsync(Patience)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_functions_of_names_give_what_the_system_gives(string host)
    {
        await AgreeAsync(async resolver => (await resolver.GetHostByNameAsync(host, default).WaitAsync(Patience)).ToString());
        await AgreeAsync(async resolver => Text(await resolver.GetHostByNameExAsync(host, default).WaitAsync(Patience)));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task GetHostByAddr_gives_what_the_system_gives(string host)
    {
        await AgreeAsync(async resolver => Text(await resolver.GetHostByAddrAsync(host, default).WaitAsync(Patience)));
    }

    [Theory]
    [MemberData(nameof(EndPoints))]
    public async Task GetNameInfo_gives_what_the_system_gives(string address, int port, int flags)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), port);
        await AgreeAsync(async resolver =>
            (await resolver.GetNameInfoAsync(endPoint, (NameInfoFlags)flags, default).WaitAsync(Patience)).ToString());
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    [InlineData("")]
    [InlineData("<broadcast>")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("fe80::1%1")]
    [InlineData("a name with spaces")]
    [InlineData(null)]
    public async Task What_every_machine_knows_is_asked_of_no_name_server(string? host)
    {
        try
        {
            await _dns.GetAddrInfoAsync(host, "http", default, default).WaitAsync(Patience);
        }
        catch (AddressInfoException)
        {
            // Some are no host's name.
        }

        Assert.Empty(_server.Queries);
    }

    public void Dispose()
    {
        _thread.Dispose();
        _dns.Dispose();
        _server.Dispose();
    }

    private static string Text(HostEntry entry) =>
        $"{entry.Name} [{string.Join(' ', entry.Aliases)}] [{string.Join<IPAddress>(' ', entry.Addresses)}]";

    private async Task AgreeAsync(Func<IResolver, Task<string>> ask)
    {
        string expected = await OutcomeAsync(_system, ask);
        Assert.Equal(expected, await OutcomeAsync(_thread, ask));
        Assert.Equal(expected, await OutcomeAsync(_dns, ask));
    }

    private static async Task<string> OutcomeAsync(IResolver resolver, Func<IResolver, Task<string>> ask)
    {
        try
        {
            return await ask(resolver);
        }
        catch (AddressInfoException e)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{e.Error} {e.HostError} {e.SocketErrorCode}");
        }
    }
}
