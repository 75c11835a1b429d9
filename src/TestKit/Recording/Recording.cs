using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>
/// The TCP conversations of a capture, of ours or of Wireshark's, to be played back: <see cref="ToScript"/> makes a script of
/// one side.
/// </summary>
/// <remarks>Segments are put together as a receiver does: in order, each byte once. Packets other than TCP are passed over.</remarks>
public sealed class Recording
{
    private readonly List<RecordedConversation> _conversations = [];

    private Recording(IEnumerable<CapturedPacket> packets)
    {
        foreach (CapturedPacket segment in packets.Where(static packet => packet.Protocol == ProtocolType.Tcp))
        {
            RecordedConversation? conversation = _conversations.FindLast(known => known.IsOf(segment.Source, segment.Target));
            if (conversation is null || conversation.IsFollowedBy(segment))
            {
                _conversations.Add(conversation = new RecordedConversation(segment));
            }

            conversation.Take(segment);
        }
    }

    /// <summary>The conversations, in the order of their first packets.</summary>
    public IReadOnlyList<RecordedConversation> Conversations => _conversations;

    /// <summary>Takes the conversations of captured packets.</summary>
    /// <param name="packets">The packets, in the order in which they passed.</param>
    public static Recording From(IEnumerable<CapturedPacket> packets)
    {
        ArgumentNullException.ThrowIfNull(packets);
        return new Recording(packets);
    }

    /// <summary>Reads the conversations of a pcapng file, whose packets are bare IP (LINKTYPE_RAW), Ethernet or "Linux cooked".</summary>
    /// <param name="pcapng">The file, which stays open.</param>
    /// <exception cref="InvalidDataException">It is no pcapng file, or a broken one.</exception>
    /// <exception cref="NotSupportedException">Its packets begin with another link layer.</exception>
    public static Recording Read(Stream pcapng) => new(PcapngReader.Read(pcapng).Select(PacketOf).OfType<CapturedPacket>());

    /// <summary>Makes a script of one side of the only conversation.</summary>
    /// <param name="side">Which side the script plays.</param>
    /// <param name="keepsPauses">Whether it waits before it speaks as long as that side did.</param>
    /// <exception cref="InvalidOperationException">There is none or more than one: take one of <see cref="Conversations"/>; or it is not
    /// complete.</exception>
    /// <seealso cref="RecordedConversation.ToScript"/>
    public Script ToScript(ScriptSide side, bool keepsPauses = false) => _conversations.Count == 1
        ? _conversations[0].ToScript(side, keepsPauses)
        : throw new InvalidOperationException(
            $"Recording.ToScript: there are {_conversations.Count} conversations. Choose one of Conversations, and call its ToScript.");

    private static CapturedPacket? PacketOf(PcapngPacket packet)
    {
        // https://www.tcpdump.org/linktypes.html; the headers of a link layer before that of IP.
        int header = packet.Interface.LinkType switch
        {
            101 or 228 or 229 => 0, // RAW, IPV4, IPV6
            1 => 14, // ETHERNET
            113 => 16, // LINUX_SLL
            276 => 20, // LINUX_SLL2
            _ => throw new NotSupportedException(
                $"Recording.Read: the interface '{packet.Interface.Name}' has link type {packet.Interface.LinkType}. "
                + "Known are RAW (101), IPV4 (228), IPV6 (229), ETHERNET (1), LINUX_SLL (113) and LINUX_SLL2 (276)."),
        };
        return packet.Data.Length < header ? null : InternetPacket.Parse(packet.Data.Span[header..], packet.Time, packet.Comment);
    }
}
