using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>One packet of a <see cref="Capture"/>: a TCP segment or a UDP datagram.</summary>
/// <param name="Time">When it passed; virtual time counts from <see cref="Capture.Epoch"/>.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="Target">To whom.</param>
/// <param name="Protocol">Tcp or Udp.</param>
/// <param name="Flags">The control bits of a segment; None for a datagram.</param>
/// <param name="Sequence">The number of its first byte, or of its SYN or FIN; 0 for a datagram.</param>
/// <param name="Acknowledgement">The number that its sender expects next; 0 for a datagram.</param>
/// <param name="Window">How much more its sender takes, in bytes, from 0 to 65,535; 0 for a datagram.</param>
/// <param name="Payload">The bytes.</param>
/// <param name="Comment">What a reader of the capture should know about it; null for nothing.</param>
public sealed record CapturedPacket(
    DateTimeOffset Time,
    IPEndPoint Source,
    IPEndPoint Target,
    ProtocolType Protocol,
    TcpFlags Flags,
    uint Sequence,
    uint Acknowledgement,
    int Window,
    ReadOnlyMemory<byte> Payload,
    string? Comment = null)
{
    private const int ShownBytes = 48;

    /// <summary>
    /// One line without the time, such as <c>127.0.0.1:40000 &gt; 127.0.0.1:25 TCP [PA] seq 1 ack 1 win 65535 len 6 "EHLO\r\n"</c>. A
    /// payload that is not shown in full is followed by its FNV-1a hash, so that two lines are equal where the packets are.
    /// </summary>
    public override string ToString()
    {
        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Source} > {Target} ");
        if (Protocol == ProtocolType.Tcp)
        {
            line.Append(CultureInfo.InvariantCulture, $"TCP [{FlagsText(Flags)}] seq {Sequence} ack {Acknowledgement} win {Window}");
        }
        else
        {
            line.Append("UDP");
        }

        line.Append(CultureInfo.InvariantCulture, $" len {Payload.Length}");
        if (!Payload.IsEmpty)
        {
            line.Append(' ').Append(ByteText.Quote(Payload.Span, ShownBytes));
        }

        if (Payload.Length > ShownBytes)
        {
            line.Append(CultureInfo.InvariantCulture, $" fnv {Hash(Payload.Span):x16}");
        }

        return Comment is null ? line.ToString() : line.Append(" # ").Append(Comment).ToString();
    }

    private static string FlagsText(TcpFlags flags)
    {
        var text = new StringBuilder();
        foreach ((TcpFlags flag, char letter) in new[]
        {
            (TcpFlags.Syn, 'S'), (TcpFlags.Fin, 'F'), (TcpFlags.Rst, 'R'),
            (TcpFlags.Psh, 'P'), (TcpFlags.Ack, 'A'), (TcpFlags.Urg, 'U'),
        })
        {
            if (flags.HasFlag(flag))
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }

    // http://www.isthe.com/chongo/tech/comp/fnv/: FNV-1a with 64 bits, for it is four lines and needs no package.
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in bytes)
        {
            hash = (hash ^ value) * 1099511628211;
        }

        return hash;
    }
}
