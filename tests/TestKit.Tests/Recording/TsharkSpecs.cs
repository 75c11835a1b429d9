using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>
/// Wireshark's own reader finds nothing to complain of in our files. Where it is not installed these hold trivially; CI installs it.
/// </summary>
public class TsharkSpecs : RecordingSpecsBase
{
    private static readonly string? Tshark = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(static folder => Path.Combine(folder, "tshark"))
        .FirstOrDefault(File.Exists);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_captured_connection_is_whole_with_right_checksums(string address)
    {
        var capture = new Capture();
        byte[] question = Bytes(1001);
        byte[] answer = Bytes(150_000, 5);
        OnHub(async () =>
        {
            (GreenSocket client, GreenSocket server) = await ConnectedAsync(IPAddress.Parse(address));
            await using CapturedStream stream = capture.Attach(client, ScriptSide.Client);
            await using var peer = new GreenNetworkStream(server, ownsSocket: true);
            byte[] buffer = new byte[answer.Length];
            await stream.WriteAsync(question);
            await peer.ReadExactlyAsync(buffer, 0, question.Length);
            Greenlet writer = Greenlet.Spawn(async () => await peer.WriteAsync(answer));
            await stream.ReadExactlyAsync(buffer);
            await writer;
            await stream.EndSendingAsync();
            Assert.Equal(0, await peer.ReadAsync(buffer));
            await peer.DisposeAsync();
            Assert.Equal(0, await stream.ReadAsync(buffer));
        });

        string[][]? rows = Read(
            capture,
            ["-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", "-T", "fields", "-E", "separator=;"],
            [
                "ip.checksum.status", "tcp.checksum.status", "tcp.analysis.flags", "_ws.malformed",
                "tcp.srcport", "tcp.payload", "tcp.flags", "frame.comment",
            ]);
        if (rows is null)
        {
            return;
        }

        bool isV4 = address.Contains('.', StringComparison.Ordinal);
        Assert.Equal(capture.Packets.Count, rows.Length);
        Assert.All(rows, row => Assert.Equal([isV4 ? "1" : "", "1", "", ""], row[..4])); // good, good, nothing odd, nothing malformed
        Assert.Equal(["0x0002", "0x0012", "0x0010"], rows[..3].Select(static row => row[6]));
        Assert.Equal(2, rows.Count(static row => row[6] == "0x0011"));
        Assert.StartsWith("made up", rows[0][7], StringComparison.Ordinal);
        string clientPort = $"{capture.Packets[0].Source.Port}";
        Assert.Equal(question, PayloadOf(rows.Where(row => row[4] == clientPort)));
        Assert.Equal(answer, PayloadOf(rows.Where(row => row[4] != clientPort)));
    }

    [Fact]
    public void Packets_of_a_simulated_network_are_read_with_their_times_and_comments()
    {
        var capture = new Capture();
        var one = new IPEndPoint(IPAddress.Parse("10.0.0.1"), 40_000);
        var other = new IPEndPoint(IPAddress.Parse("10.0.0.2"), 9);
        var six = new IPEndPoint(IPAddress.Parse("2001:db8::2"), 9);
        capture.Packet(TimeSpan.FromTicks(12_345_678), one, other, ProtocolType.Udp, TcpFlags.None, 0, 0, 0, Bytes(3), "lost: a rule");
        capture.Packet(TimeSpan.FromSeconds(2), one, six, ProtocolType.Udp, TcpFlags.None, 0, 0, 0, []);
        capture.Packet(TimeSpan.FromSeconds(3), one, other, ProtocolType.Udp, TcpFlags.None, 0, 0, 0, Bytes(65_507));
        capture.Packet(TimeSpan.FromSeconds(4), one, other, ProtocolType.Tcp, TcpFlags.Rst, 1, 0, 70_000, Bytes(65_483));
        string[][]? rows = Read(
            capture,
            [
                "-o", "udp.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE",
                "-T", "fields", "-E", "separator=;",
            ],
            [
                "frame.time_epoch", "ip.checksum.status", "udp.checksum.status", "tcp.checksum.status",
                "frame.comment", "udp.length", "_ws.malformed",
            ]);
        if (rows is null)
        {
            return;
        }

        // Seconds from 1970; a simulation begins with 2000.
        Assert.Equal(["946684801.234567800", "1", "1", "", "lost: a rule", "11", ""], rows[0]);
        Assert.Equal(["946684802.000000000", "", "1", "", "", "8", ""], rows[1]);
        Assert.Equal(["946684803.000000000", "1", "1", "", "", "65515", ""], rows[2]);
        Assert.Equal(["946684804.000000000", "1", "", "1", "", "", ""], rows[3]);
    }

    /// <summary>What tshark reads of a capture, a row for each packet; null where there is no tshark.</summary>
    private static string[][]? Read(Capture capture, string[] options, string[] fields)
    {
        if (Tshark is null)
        {
            return null;
        }

        string file = Path.GetTempFileName();
        try
        {
            using (FileStream output = File.Create(file))
            {
                capture.WritePcapng(output);
            }

            var start = new ProcessStartInfo(Tshark) { RedirectStandardOutput = true, RedirectStandardError = true };
            string[] named = [.. fields.SelectMany(static field => new[] { "-e", field })];
            foreach (string argument in (string[])["-n", "-r", file, .. options, .. named])
            {
                start.ArgumentList.Add(argument);
            }

            using Process tshark = Process.Start(start)!;
            Task<string> errors = tshark.StandardError.ReadToEndAsync();
            string text = tshark.StandardOutput.ReadToEnd();
            tshark.WaitForExit();
            Assert.True(tshark.ExitCode == 0, errors.GetAwaiter().GetResult());
            return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(';'))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static byte[] PayloadOf(IEnumerable<string[]> rows) => [.. rows.SelectMany(static row => Convert.FromHexString(row[5]))];
}
