using System.Net.Sockets;
using static Akka.Greensock.Tests.CloseCell;

namespace Akka.Greensock.Tests;

/// <summary>Every call that waits, by every way in which its wait can end.</summary>
internal static class CloseMatrix
{
    private const string Peerless = "a datagram socket has no stream that its peer could end";

    private const string Addressless =
        "before there is an address there is no peer; what a name server may do to a lookup is the resolver's matter";

    public static readonly string[] Calls = ["receive", "send", "accept", "connect", "wait", "receive-from", "dns"];

    public static readonly string[] Ends = ["local close", "kill", "timeout", "peer FIN", "RST", "hub stop", "descriptor reuse"];

    public static readonly CloseCell[] Cells =
    [
        Aborts("receive", "local close"),
        Exits("receive", "kill", Fate.Works),
        TimesOut("receive"),
        Returns("receive", "peer FIN", 0, Fate.Works),
        Throws<SocketException>("receive", "RST", SocketError.ConnectionReset, Fate.Open),
        Exits("receive", "hub stop", Fate.Closed),
        Aborts("receive", "descriptor reuse"),

        Aborts("send", "local close"),
        Exits("send", "kill", Fate.Works),
        TimesOut("send"),
        Returns("send", "peer FIN", SendCall.Bytes, Fate.Works), // it is not ended by it: the peer still reads
        Throws<SocketException>("send", "RST", SocketError.ConnectionReset, Fate.Open),
        Exits("send", "hub stop", Fate.Closed),
        Aborts("send", "descriptor reuse"),

        Aborts("accept", "local close"),
        Exits("accept", "kill", Fate.Works),
        TimesOut("accept"),
        Returns("accept", "peer FIN", "accepted, then 0 bytes", Fate.Works),
        Returns("accept", "RST", "accepted, then ConnectionReset", Fate.Works),
        Exits("accept", "hub stop", Fate.Closed),
        Aborts("accept", "descriptor reuse"),

        Aborts("connect", "local close"),
        Exits("connect", "kill", Fate.Works),
        TimesOut("connect"),
        Returns("connect", "peer FIN", "connected, then 0 bytes", Fate.Open),
        Throws<SocketException>("connect", "RST", SocketError.ConnectionRefused, Fate.Works),
        Exits("connect", "hub stop", Fate.Closed),
        Aborts("connect", "descriptor reuse"),

        Throws<CancelWaitException>("wait", "local close", SocketError.OperationAborted, Fate.Closed),
        Exits("wait", "kill", Fate.Works),
        TimesOut("wait"),
        Returns("wait", "peer FIN", "ready, then 0 bytes", Fate.Open),
        Returns("wait", "RST", "ready, then ConnectionReset", Fate.Open),
        Exits("wait", "hub stop", Fate.Works), // it is its owner's
        Throws<CancelWaitException>("wait", "descriptor reuse", SocketError.OperationAborted, Fate.Closed),

        Aborts("receive-from", "local close"),
        Exits("receive-from", "kill", Fate.Works),
        TimesOut("receive-from"),
        None("receive-from", "peer FIN", Peerless),
        Throws<SocketException>("receive-from", "RST", SocketError.ConnectionRefused, Fate.Works), // ICMP's word for it
        Exits("receive-from", "hub stop", Fate.Closed),
        Aborts("receive-from", "descriptor reuse"),

        Aborts("dns", "local close"),
        Exits("dns", "kill", Fate.Works),
        TimesOut("dns"),
        None("dns", "peer FIN", Addressless),
        None("dns", "RST", Addressless),
        Exits("dns", "hub stop", Fate.Closed),
        Aborts("dns", "descriptor reuse"),
    ];

    public static TheoryData<string, string> Sensible(params string[] ends)
    {
        var data = new TheoryData<string, string>();
        foreach (CloseCell cell in Cells.Where(cell => cell.WhyNot is null && ends.Contains(cell.End)))
        {
            data.Add(cell.Call, cell.End);
        }

        return data;
    }

    public static CloseCell Of(string call, string end) => Cells.Single(cell => cell.Call == call && cell.End == end);
}
