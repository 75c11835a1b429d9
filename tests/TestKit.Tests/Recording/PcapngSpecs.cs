using System.Buffers.Binary;
using System.Text;
using Akka.Greensock.TestKit;
using FsCheck.Xunit;

namespace Akka.Greensock.Tests;

public class PcapngSpecs
{
    private static readonly DateTimeOffset Begin = new(2024, 2, 29, 23, 59, 59, TimeSpan.Zero);

    [Property]
    public void What_is_written_is_read_back(byte[][] packets, string?[] comments, uint[] ticks)
    {
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file, leaveOpen: true))
        {
            writer.AddInterface("first");
            writer.AddInterface("zweites, grün", 1);
            for (int i = 0; i < packets.Length; i++)
            {
                writer.WritePacket(i % 2, TimeOf(ticks, i), packets[i], CommentOf(comments, i));
            }
        }

        file.Position = 0;
        PcapngPacket[] read = [.. PcapngReader.Read(file)];
        Assert.Equal(packets.Length, read.Length);
        for (int i = 0; i < packets.Length; i++)
        {
            Assert.Equal(packets[i], read[i].Data.ToArray());
            Assert.Equal(packets[i].Length, read[i].OriginalLength);
            Assert.Equal(TimeOf(ticks, i), read[i].Time);
            Assert.Equal(CommentOf(comments, i), read[i].Comment);
            Assert.Equal(i % 2 == 0 ? "first" : "zweites, grün", read[i].Interface.Name);
            Assert.Equal(i % 2 == 0 ? 101 : 1, read[i].Interface.LinkType);
        }
    }

    [Fact]
    public void A_file_has_exactly_these_bytes()
    {
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file, leaveOpen: true))
        {
            writer.AddInterface("a");
            writer.WritePacket(0, DateTimeOffset.UnixEpoch.AddTicks(0x1_0000_0000), [1, 2, 3, 4, 5], "hm");
        }

        const string Section =
            "0a0d0d0a" + "3c000000" + "4d3c2b1a" + "01000000" + "ffffffffffffffff"
            + "04001600" + "416b6b612e477265656e736f636b2e546573744b6974" + "0000" + "00000000" + "3c000000";
        const string Interface =
            "01000000" + "28000000" + "65000000" + "00000000" + "02000100" + "61000000" + "09000100" + "09000000" + "00000000" + "28000000";
        const string Packet =
            "06000000" + "34000000" + "00000000" + "64000000" + "00000000" + "05000000" + "05000000" + "0102030405000000"
            + "01000200" + "686d0000" + "00000000" + "34000000";
        Assert.Equal(Section + Interface + Packet, Convert.ToHexStringLower(file.ToArray()));
    }

    [Fact]
    public void Other_byte_orders_resolutions_and_blocks_are_read()
    {
        byte[] file =
        [
            .. Big(0x0a0d0d0a, "1a2b3c4d" + "00010000" + "ffffffffffffffff"),
            .. Big(0x00000bad, "01020304"), // a block that is not known
            .. Big(1, "00010000" + "00000000"), // Ethernet, microseconds
            // Raw IP, 2 to the minus 10 s, 10 s on.
            .. Big(1, "00650000" + "00000000" + "00090001" + "8a000000" + "000e0008" + "000000000000000a" + "00000000"),
            .. Big(6, "00000000" + "00000000" + "000f4241" + "00000002" + "00000009" + "aabb0000"),
            .. Big(6, "00000001" + "00000000" + "00000600" + "00000001" + "00000001" + "cc000000"),
            .. Big(3, "00000003" + "01020300"), // a simple packet
        ];

        PcapngPacket[] packets = [.. PcapngReader.Read(new MemoryStream(file))];
        Assert.Equal(3, packets.Length);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(10_000_010), packets[0].Time);
        Assert.Equal([0xaa, 0xbb], packets[0].Data.ToArray());
        Assert.Equal(9, packets[0].OriginalLength);
        Assert.Equal(1, packets[0].Interface.LinkType);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(11.5), packets[1].Time);
        Assert.Equal([1, 2, 3], packets[2].Data.ToArray());

        // A second section has its own interfaces.
        byte[] two = [.. file, .. Big(0x0a0d0d0a, "1a2b3c4d" + "00010000" + "ffffffffffffffff"), .. Big(6, new string('0', 40))];
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => PcapngReader.Read(new MemoryStream(two)).Count());
        Assert.Contains("names interface 0, and there are 0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_or_broken_is_refused_with_its_place()
    {
        using var whole = new MemoryStream();
        using (var writer = new PcapngWriter(whole, leaveOpen: true))
        {
            writer.AddInterface("a");
            writer.WritePacket(0, Begin, [1, 2, 3], "comment");
        }

        byte[] bytes = whole.ToArray();
        int section = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        int description = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(section + 4));
        for (int length = 0; length < bytes.Length; length++)
        {
            if (length != section && length != section + description)
            {
                InvalidDataException e = Assert.Throws<InvalidDataException>(
                    () => PcapngReader.Read(new MemoryStream(bytes, 0, length)).Count());
                int block = length < section ? 0 : length < section + description ? section : section + description;
                Assert.EndsWith($"in the block at byte {block}.", e.Message, StringComparison.Ordinal);
            }
        }

        Assert.Throws<InvalidDataException>(
            () => PcapngReader.Read(new MemoryStream(Encoding.ASCII.GetBytes("GET / HTTP/1.0\r\n\r\n"))).Count());
    }

    [Property]
    public void No_bytes_make_it_fail_otherwise(byte[] tail, ushort at, byte with)
    {
        using var whole = new MemoryStream();
        using (var writer = new PcapngWriter(whole, leaveOpen: true))
        {
            writer.AddInterface("a");
            writer.WritePacket(0, Begin, [1, 2, 3], "comment");
            writer.WritePacket(0, Begin, [], null);
        }

        byte[] bytes = [.. whole.ToArray(), .. tail];
        bytes[at % bytes.Length] = with;
        try
        {
            Assert.InRange(Recording.Read(new MemoryStream(bytes)).Conversations.Count, 0, 2);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            // What it is to say.
        }
    }

    [Fact]
    public void Arguments_are_checked()
    {
        using var writer = new PcapngWriter(new MemoryStream());
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WritePacket(0, Begin, []));
        writer.AddInterface("a");
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WritePacket(1, Begin, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WritePacket(0, DateTimeOffset.UnixEpoch.AddTicks(-1), []));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WritePacket(0, Begin, [], new string('x', 65_536)));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.AddInterface("a", 65_536));
    }

    private static DateTimeOffset TimeOf(uint[] ticks, int i) => Begin.AddTicks(ticks.Length == 0 ? 0 : ticks[i % ticks.Length]);

    /// <summary>A text without halves of surrogate pairs, which no UTF-8 can carry.</summary>
    private static string? CommentOf(string?[] comments, int i) => comments.Length == 0 || comments[i % comments.Length] is not { } comment
        ? null
        : new string([.. comment.Where(static letter => !char.IsSurrogate(letter))]);

    private static byte[] Big(uint type, string body)
    {
        byte[] bytes = Convert.FromHexString(body);
        byte[] block = new byte[bytes.Length + 12];
        BinaryPrimitives.WriteUInt32BigEndian(block, type);
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(4), block.Length);
        bytes.CopyTo(block, 8);
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(block.Length - 4), block.Length);
        return block;
    }
}
