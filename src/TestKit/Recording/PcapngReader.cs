using System.Buffers.Binary;
using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>
/// Reads the packets of a pcapng file, of ours or of another program: both byte orders, several sections, any resolution of time. Blocks
/// that carry no packet are passed over.
/// </summary>
/// <seealso href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-03.html">PCAP Now Generic (pcapng)</seealso>
public sealed class PcapngReader
{
    /// <summary>The longest block that is read: 16 MiB, as Wireshark has it. A longer one is a broken file.</summary>
    public const int MaximumBlockBytes = 16 * 1024 * 1024;

    private const uint SimplePacket = 3;
    private const ushort TimeOffset = 14;

    private readonly Stream _input;
    private readonly List<PcapngInterface> _interfaces = [];
    private readonly byte[] _frame = new byte[8];
    private bool _isBigEndian;
    private bool _hasSection;
    private long _position;

    private PcapngReader(Stream input) => _input = input;

    /// <summary>Reads the packets, one after the other as they are asked for.</summary>
    /// <param name="input">The file, which stays open.</param>
    /// <exception cref="InvalidDataException">It is no pcapng file, or a broken one: the message says where.</exception>
    public static IEnumerable<PcapngPacket> Read(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new PcapngReader(input).Packets();
    }

    private IEnumerable<PcapngPacket> Packets()
    {
        while (ReadBlock(out uint type) is { } body)
        {
            switch (type)
            {
                case PcapngWriter.InterfaceDescription:
                    _interfaces.Add(ReadInterface(body));
                    break;
                case PcapngWriter.EnhancedPacket:
                    yield return ReadEnhanced(body);
                    break;
                case SimplePacket:
                    yield return ReadSimple(body);
                    break;
            }
        }
    }

    private byte[]? ReadBlock(out uint type)
    {
        type = 0;
        int first = _input.ReadAtLeast(_frame, 8, throwOnEndOfStream: false);
        if (first == 0)
        {
            return !_hasSection ? throw Broken("it is empty") : null;
        }

        if (first < 8)
        {
            throw Broken("it ends within a block");
        }

        type = UInt32(_frame);
        if (type == PcapngWriter.SectionHeader)
        {
            BeginSection();
        }
        else if (!_hasSection)
        {
            throw Broken("it does not begin with a section header, so it is no pcapng file");
        }

        uint length = UInt32(_frame.AsSpan(4));
        if (length < 12 || length % 4 != 0 || length > MaximumBlockBytes)
        {
            throw Broken(FormattableString.Invariant($"a block says that it has {length} bytes"));
        }

        int have = type == PcapngWriter.SectionHeader ? 4 : 0; // the magic is read already
        byte[] rest = new byte[length - 8];
        if (have > rest.Length || _input.ReadAtLeast(rest.AsSpan(have), rest.Length - have, throwOnEndOfStream: false) < rest.Length - have)
        {
            throw Broken("it ends within a block");
        }

        if (UInt32(rest.AsSpan(rest.Length - 4)) != length)
        {
            throw Broken("a block's two lengths differ");
        }

        _position += length;
        return rest[..^4];
    }

    /// <summary>A section has its own byte order and its own interfaces.</summary>
    private void BeginSection()
    {
        Span<byte> magic = stackalloc byte[4];
        if (_input.ReadAtLeast(magic, 4, throwOnEndOfStream: false) < 4)
        {
            throw Broken("it ends within a section header");
        }

        _isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(magic) == PcapngWriter.ByteOrderMagic;
        if (!_isBigEndian && BinaryPrimitives.ReadUInt32LittleEndian(magic) != PcapngWriter.ByteOrderMagic)
        {
            throw Broken("its section header has no byte-order magic");
        }

        _hasSection = true;
        _interfaces.Clear();
    }

    private PcapngInterface ReadInterface(byte[] body)
    {
        Need(body, 8, "an interface description");
        string name = "";
        double ticks = 1e6; // microseconds, unless an option says otherwise
        long offset = 0;
        foreach ((ushort code, ReadOnlyMemory<byte> value) in Options(body, 8))
        {
            switch (code)
            {
                case PcapngWriter.InterfaceName:
                    name = Encoding.UTF8.GetString(value.Span);
                    break;
                case PcapngWriter.TimeResolution when value.Length == 1:
                    int exponent = value.Span[0] & 0x7f;
                    ticks = Math.Pow((value.Span[0] & 0x80) != 0 ? 2 : 10, exponent);
                    break;
                case TimeOffset when value.Length == 8:
                    offset = _isBigEndian
                        ? BinaryPrimitives.ReadInt64BigEndian(value.Span)
                        : BinaryPrimitives.ReadInt64LittleEndian(value.Span);
                    break;
            }
        }

        return new PcapngInterface(name, UInt16(body), ticks, offset);
    }

    private PcapngPacket ReadEnhanced(byte[] body)
    {
        Need(body, 20, "a packet");
        uint interfaceId = UInt32(body);
        ulong time = ((ulong)UInt32(body.AsSpan(4)) << 32) | UInt32(body.AsSpan(8));
        uint captured = UInt32(body.AsSpan(12));
        if (interfaceId >= _interfaces.Count)
        {
            throw Broken(FormattableString.Invariant($"a packet names interface {interfaceId}, and there are {_interfaces.Count}"));
        }

        if (captured > body.Length - 20)
        {
            throw Broken("a packet is longer than its block");
        }

        string? comment = null;
        foreach ((ushort code, ReadOnlyMemory<byte> value) in Options(body, 20 + (((int)captured + 3) & ~3)))
        {
            comment = code == PcapngWriter.CommentOption ? Encoding.UTF8.GetString(value.Span) : comment;
        }

        PcapngInterface at = _interfaces[(int)interfaceId];
        return new PcapngPacket(
            at, TimeOf(at, time), body.AsMemory(20, (int)captured), (int)Math.Min(UInt32(body.AsSpan(16)), int.MaxValue), comment);
    }

    private PcapngPacket ReadSimple(byte[] body)
    {
        Need(body, 4, "a packet");
        if (_interfaces.Count == 0)
        {
            throw Broken("a packet comes before any interface");
        }

        uint length = UInt32(body);
        int captured = (int)Math.Min(length, (uint)body.Length - 4);
        return new PcapngPacket(
            _interfaces[0], DateTimeOffset.UnixEpoch, body.AsMemory(4, captured), (int)Math.Min(length, int.MaxValue), null);
    }

    private DateTimeOffset TimeOf(PcapngInterface at, ulong time)
    {
        // Whole seconds first: a double has too few digits for nanoseconds since 1970.
        ulong perSecond = (ulong)at.TicksPerSecond;
        double seconds = perSecond == 0 ? time / at.TicksPerSecond : time / perSecond;
        double rest = perSecond == 0 ? 0 : time % perSecond / at.TicksPerSecond;
        try
        {
            return DateTimeOffset.UnixEpoch
                .AddTicks(checked(((long)seconds + at.OffsetSeconds) * TimeSpan.TicksPerSecond))
                .AddTicks((long)Math.Round(rest * TimeSpan.TicksPerSecond));
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw Broken("a packet's time is out of range");
        }
    }

    private IEnumerable<(ushort Code, ReadOnlyMemory<byte> Value)> Options(byte[] body, int from)
    {
        while (from + 4 <= body.Length)
        {
            ushort code = UInt16(body.AsSpan(from));
            int length = UInt16(body.AsSpan(from + 2));
            if (code == 0)
            {
                yield break;
            }

            if (length > body.Length - from - 4)
            {
                throw Broken("an option is longer than its block");
            }

            yield return (code, body.AsMemory(from + 4, length));
            from += 4 + ((length + 3) & ~3);
        }
    }

    private void Need(byte[] body, int bytes, string what)
    {
        if (body.Length < bytes)
        {
            throw Broken($"{what} is too short");
        }
    }

    private ushort UInt16(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private uint UInt32(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private InvalidDataException Broken(string how) =>
        new(FormattableString.Invariant($"The capture cannot be read: {how}, in the block at byte {_position}."));
}
