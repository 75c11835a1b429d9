using System.Globalization;
using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>Packets as lines of text.</summary>
internal static class PacketLog
{
    public static string Of(IReadOnlyList<CapturedPacket> packets)
    {
        var log = new StringBuilder();
        foreach (CapturedPacket packet in packets)
        {
            TimeSpan time = packet.Time - packets[0].Time;
            log.Append(CultureInfo.InvariantCulture, $"+{time.TotalSeconds:0.000000} {packet}").Append('\n');
        }

        return log.ToString();
    }
}
