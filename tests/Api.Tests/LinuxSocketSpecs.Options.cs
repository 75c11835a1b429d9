using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Akka.Greensock.Tests;

// Options, with System.Net.Sockets as the oracle.
public sealed partial class LinuxSocketSpecs
{
    private static readonly SocketOptionLevel[] Levels =
    [
        SocketOptionLevel.Socket, SocketOptionLevel.IP, SocketOptionLevel.IPv6, SocketOptionLevel.Tcp, SocketOptionLevel.Udp,
        (SocketOptionLevel)4711,
    ];

    public static TheoryData<AddressFamily, SocketType, ProtocolType> Kinds() => new()
    {
        { AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp },
        { AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp },
        { AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp },
        { AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp },
        { AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified },
    };

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Kinds))]
    public void Every_option_is_read_and_set_or_refused_as_by_the_BCL(
        AddressFamily family, SocketType type, ProtocolType protocol) => OnHub(() =>
    {
        var differences = new List<string>();
        foreach (SocketOptionLevel level in Levels)
        {
            foreach (SocketOptionName name in Enum.GetValues<SocketOptionName>().Distinct())
            {
                using var bcl = new Socket(family, type, protocol);
                using var green = new GreenSocket(family, type, protocol);
                Compare("get", () => bcl.GetSocketOption(level, name), () => green.GetSocketOption(level, name));
                foreach (int value in new[] { 1, 0, 1500, -1 })
                {
                    Compare(
                        $"set {value}",
                        Done(() => bcl.SetSocketOption(level, name, value)),
                        Done(() => green.SetSocketOption(level, name, value)));
                    if (value < 0 && name is SocketOptionName.ReceiveTimeout or SocketOptionName.SendTimeout)
                    {
                        continue; // refused by both, but the BCL has forgotten the old value by then
                    }

                    Compare($"get after {value}", () => bcl.GetSocketOption(level, name), () => green.GetSocketOption(level, name));
                }

                Compare(
                    "set true",
                    Done(() => bcl.SetSocketOption(level, name, true)),
                    Done(() => green.SetSocketOption(level, name, true)));
                Compare(
                    "set false",
                    Done(() => bcl.SetSocketOption(level, name, false)),
                    Done(() => green.SetSocketOption(level, name, false)));
                byte[] four = [1, 0, 0, 0];
                Compare(
                    "set bytes",
                    Done(() => bcl.SetSocketOption(level, name, four)),
                    Done(() => green.SetSocketOption(level, name, four)));
                Compare("get 4", () => bcl.GetSocketOption(level, name, 4), () => green.GetSocketOption(level, name, 4));
                Compare("get 16", () => bcl.GetSocketOption(level, name, 16), () => green.GetSocketOption(level, name, 16));
                string none = Outcome(() => green.GetSocketOption(level, name, 0)); // it may end the process in the BCL
                Assert.True(none.Length == 0 || none.StartsWith("SocketException", StringComparison.Ordinal), $"{level} {name}: {none}");
                Compare(
                    "get into",
                    () => Into(buffer => bcl.GetSocketOption(level, name, buffer)),
                    () => Into(buffer => green.GetSocketOption(level, name, buffer)));
                Compare(
                    "set object",
                    Done(() => bcl.SetSocketOption(level, name, "x")),
                    Done(() => green.SetSocketOption(level, name, "x")));
                Compare(
                    "set linger",
                    Done(() => bcl.SetSocketOption(level, name, new LingerOption(true, 4))),
                    Done(() => green.SetSocketOption(level, name, new LingerOption(true, 4))));

                void Compare(string what, Func<object?> expected, Func<object?> actual)
                {
                    string one = Outcome(expected);
                    string other = Outcome(actual);
                    if (one != other)
                    {
                        differences.Add($"{level} {name} {what}: BCL {one}, ours {other}");
                    }
                }
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        return Task.CompletedTask;
    });

    [Fact]
    public void Multicast_groups_are_joined_and_left_as_by_the_BCL() => OnHub(async () =>
    {
        var group = IPAddress.Parse("239.11.22.33");
        var six = IPAddress.Parse("ff01::1:4711");
        using var bcl = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var bclSix = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        using GreenSocket green = Udp(bound: false);
        using GreenSocket greenSix = Udp(AddressFamily.InterNetworkV6, bound: false);
        int loopback = NetworkInterfaceIndex();
        object[] options =
        [
            new MulticastOption(group, IPAddress.Loopback), new MulticastOption(group, loopback), new IPv6MulticastOption(six, loopback),
        ];
        foreach (object option in options)
        {
            foreach (SocketOptionLevel level in new[] { SocketOptionLevel.IP, SocketOptionLevel.IPv6, SocketOptionLevel.Socket })
            {
                foreach (SocketOptionName name in new[]
                {
                    SocketOptionName.DropMembership, SocketOptionName.AddMembership, SocketOptionName.AddMembership,
                    SocketOptionName.DropMembership, SocketOptionName.MulticastInterface,
                })
                {
                    string what = $"{level} {name} {option.GetType().Name}";
                    Assert.Equal(
                        what + Outcome(() => { bcl.SetSocketOption(level, name, option); return 0; }),
                        what + Outcome(() => { green.SetSocketOption(level, name, option); return 0; }));
                    Assert.Equal(
                        what + Outcome(() => { bclSix.SetSocketOption(level, name, option); return 0; }),
                        what + Outcome(() => { greenSix.SetSocketOption(level, name, option); return 0; }));
                }
            }
        }

        green.Bind(new IPEndPoint(IPAddress.Any, 0));
        green.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(group, loopback));
        green.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.HostToNetworkOrder(loopback));
        Assert.True(green.MulticastLoopback);
        green.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 0);
        await green.SendToAsync(new byte[] { 3 }, new IPEndPoint(group, ((IPEndPoint)green.LocalEndPoint!).Port));
        Assert.Equal(1, (await green.ReceiveFromAsync(new byte[8])).ReceivedBytes);
        green.MulticastLoopback = false;
        Assert.False(green.MulticastLoopback);
        green.EnableBroadcast = true;
        Assert.True(green.EnableBroadcast);
        green.DontFragment = true;
        Assert.True(green.DontFragment);
    });

    [Fact]
    public void Options_are_reached_by_the_platforms_own_numbers() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using Pair local = UnixPair();
        pair.Client.SetRawSocketOption(Posix.IPPROTO_TCP, Posix.TCP_USER_TIMEOUT, 12_345);
        byte[] value = new byte[4];
        Assert.Equal(4, pair.Client.GetRawSocketOption(Posix.IPPROTO_TCP, Posix.TCP_USER_TIMEOUT, value));
        Assert.Equal(12_345, BitConverter.ToInt32(value));
        Assert.Equal(2, pair.Client.GetRawSocketOption(Posix.IPPROTO_TCP, Posix.TCP_USER_TIMEOUT, value.AsSpan(0, 2)));
        int[] credentials = new int[3];
        Assert.Equal(
            12, local.Client.GetRawSocketOption(Posix.SOL_SOCKET, Posix.SO_PEERCRED, MemoryMarshal.AsBytes(credentials.AsSpan())));
        Assert.Equal(Environment.ProcessId, credentials[0]);
        byte[] info = new byte[512];
        Assert.InRange(pair.Client.GetRawSocketOption(Posix.IPPROTO_TCP, Posix.TCP_INFO, info), 100, 512);
        Assert.Equal(1, info[0]); // TCP_ESTABLISHED
        await FailsAsync(
            SocketError.ProtocolOption, () => Task.FromResult(pair.Client.GetRawSocketOption(Posix.IPPROTO_TCP, 4711, value)));
        await FailsAsync(SocketError.InvalidArgument, () =>
        {
            pair.Client.SetRawSocketOption(Posix.IPPROTO_TCP, Posix.TCP_USER_TIMEOUT, new byte[1]);
            return Task.CompletedTask;
        });
        Assert.Throws<ArgumentNullException>(
            () => pair.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Linger, (object)null!));
        Assert.Throws<ArgumentNullException>(
            () => pair.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Linger, (byte[])null!));
        Assert.Throws<ArgumentNullException>(() => pair.Client.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Linger, null!));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => pair.Client.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Linger, -1));
    });

    private static int NetworkInterfaceIndex() => System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
        .First(one => one.NetworkInterfaceType == System.Net.NetworkInformation.NetworkInterfaceType.Loopback)
        .GetIPProperties().GetIPv4Properties().Index;

    private static Func<object?> Done(Action call) => () =>
    {
        call();
        return null;
    };

    private static byte[] Into(Action<byte[]> read)
    {
        byte[] buffer = new byte[8];
        read(buffer);
        return buffer;
    }

    private static string Outcome(Func<object?> call)
    {
        try
        {
            return call() switch
            {
                null => "null",
                byte[] bytes => Convert.ToHexString(bytes),
                LingerOption linger => $"linger {linger.Enabled} {linger.LingerTime}",
                var other => $"{other}",
            };
        }
        catch (SocketException e)
        {
            return $"SocketException {e.SocketErrorCode}";
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }
}
