using System.Net.Sockets;
using System.Text.RegularExpressions;
using Akka.Greensock.Tidy;

namespace Akka.Greensock.Tests;

/// <summary>
/// docs/reference/drop-in.md says of each member of the BCL's types in what ours differs, and why. What it does not name is the
/// same: name, parameters and their names, types, defaults, accessors, what may be overridden.
/// </summary>
public partial class DropInSpecs
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs/reference/drop-in.md"));

    private static readonly (string Member, string Difference)[] All = [.. BclMembers.Compared()];

    [Fact]
    public void Every_member_that_differs_stands_in_the_page_and_no_other() => Assert.Equal(
        All.Where(one => one.Difference.Length > 0).Select(one => $"{one.Member}: {one.Difference}").Order(StringComparer.Ordinal),
        Rows().Select(row => $"{row.Member}: {row.Difference}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_difference_has_a_reason() => Assert.All(Rows(), row => Assert.True(row.Reason.Length > 10, row.Member));

    [Fact]
    public void The_whole_surface_is_compared()
    {
        Assert.Contains(All, one => one.Member == "Socket.Receive(byte[], int, int, SocketFlags, out SocketError)");
        Assert.Contains(All, one => one.Member == "TcpClient.Active");
        Assert.Contains(All, one => one.Member == "TcpListener.new(IPEndPoint)");
        Assert.Contains(All, one => one.Member == "UdpClient.Receive(ref IPEndPoint)");
        Assert.Contains(All, one => one.Member == "NetworkStream.DataAvailable");
        Assert.Contains(All, one => one.Member == "SocketTaskExtensions.ConnectAsync(Socket, IPAddress[], int)");
        Assert.Contains(All, one => one.Member == "Dns.GetHostEntryAsync(string, AddressFamily, CancellationToken)");
        Assert.InRange(All.Length, 400, 450);
    }

    [Fact]
    public void A_difference_of_any_kind_is_seen()
    {
        Dictionary<string, string> seen = BclMembers.Compared(typeof(UdpClient), typeof(Changed))
            .ToDictionary(one => one.Member["UdpClient.".Length..], one => one.Difference);

        Assert.Equal("missing", seen["new(string, int)"]);
        Assert.Equal(string.Empty, seen["new()"]);
        Assert.Equal("dgram is called datagram", seen["Send(byte[], int)"]);
        Assert.Equal("port has another default", seen["Connect(string, int)"]);
        Assert.Equal("returns ValueTask<int>", seen["SendAsync(byte[], int)"]);
        Assert.Equal("static", seen["Close()"]);
        Assert.Equal("obsolete", seen["Dispose()"]);
        Assert.Equal("not virtual", seen["Dispose(bool)"]);
        Assert.Equal("no set", seen["Ttl"]);
        Assert.Equal("is Int64", seen["Available"]);
        Assert.Equal("public", seen["Active"]);
        Assert.Equal("remoteEP is out", seen["Receive(ref IPEndPoint)"]);
    }

    private static IEnumerable<(string Member, string Difference, string Reason)> Rows()
    {
        string section = Page.Split("\n## ").Single(part => part.StartsWith("Members that differ\n", StringComparison.Ordinal));
        return Row().Matches(section).Select(row => (
            row.Groups["member"].Value, row.Groups["difference"].Value.Trim(), row.Groups["reason"].Value.Trim()));
    }

    [GeneratedRegex(@"^\| `(?<member>[^`]+)` \|(?<difference>[^|]*)\|(?<reason>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary>A UDP client that differs from the BCL's in every way that there is.</summary>
    public class Changed
    {
        public short Ttl => 1;

        public long Available => 1;

        public bool Active { get; set; }

        public static void Close()
        {
        }

        public int Send(byte[] datagram, int bytes) => datagram.Length + bytes;

        public ValueTask<int> SendAsync(byte[] datagram, int bytes) => new(datagram.Length + bytes);

        public void Connect(string hostname, int port = 1) => throw new NotSupportedException(hostname + port);

        public byte[] Receive(out System.Net.IPEndPoint remoteEP) => throw new NotSupportedException();

        [Obsolete("as the BCL's is not")]
        public void Dispose()
        {
        }

        protected void Dispose(bool disposing) => throw new NotSupportedException($"{disposing}");
    }
}
