using System.Buffers.Binary;
using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>
/// Writes pcapng, the capture format of Wireshark: one section with its interfaces, and packets with times to the nanosecond and
/// comments.
/// </summary>
/// <remarks>Little-endian, whatever the machine, so that the same packets are the same file everywhere.</remarks>
/// <seealso href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-03.html">PCAP Now Generic (pcapng)</seealso>
public sealed class PcapngWriter : IDisposable
{
    internal const uint SectionHeader = 0x0a0d0d0a;
    internal const uint InterfaceDescription = 1;
    internal const uint EnhancedPacket = 6;
    internal const uint ByteOrderMagic = 0x1a2b3c4d;
    internal const ushort CommentOption = 1;
    internal const ushort InterfaceName = 2;
    internal const ushort TimeResolution = 9;

    private const ushort UserApplication = 4;
    private const byte Nanoseconds = 9; // 10 to the minus 9

    private readonly Stream _output;
    private readonly bool _leavesOpen;
    private int _interfaces;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Where the bytes go.</param>
    /// <param name="leaveOpen">Whether the stream stays open when this is disposed of.</param>
    public PcapngWriter(Stream output, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _leavesOpen = leaveOpen;
        var body = new PcapngBlock();
        body.UInt32(ByteOrderMagic);
        body.UInt16(1);
        body.UInt16(0);
        body.UInt64(ulong.MaxValue); // the section's length, which is not known
        body.Option(UserApplication, "Akka.Greensock.TestKit"u8);
        body.EndOptions();
        body.WriteTo(_output, SectionHeader);
    }

    /// <summary>Describes an interface, whose packets follow.</summary>
    /// <param name="name">Its name, for the reader.</param>
    /// <param name="linkType">What its packets begin with: 101, LINKTYPE_RAW, for an IPv4 or IPv6 header.</param>
    /// <returns>Its number, from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No link type: it has 16 bits.</exception>
    /// <seealso href="https://www.tcpdump.org/linktypes.html">Link-layer header types</seealso>
    public int AddInterface(string name, int linkType = 101)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegative(linkType);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(linkType, ushort.MaxValue);
        var body = new PcapngBlock();
        body.UInt16((ushort)linkType);
        body.UInt16(0);
        body.UInt32(0); // no limit to the length of a packet
        body.Option(InterfaceName, Encoding.UTF8.GetBytes(name));
        body.Option(TimeResolution, [Nanoseconds]);
        body.EndOptions();
        body.WriteTo(_output, InterfaceDescription);
        return _interfaces++;
    }

    /// <summary>Writes a packet.</summary>
    /// <param name="interfaceId">What <see cref="AddInterface"/> gave.</param>
    /// <param name="time">When it passed, from 1970 to 2262.</param>
    /// <param name="packet">Its bytes.</param>
    /// <param name="comment">A comment for the reader; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such interface, the time is before 1970, or the comment has more than
    /// 65,535 bytes.</exception>
    public void WritePacket(int interfaceId, DateTimeOffset time, ReadOnlySpan<byte> packet, string? comment = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(interfaceId);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(interfaceId, _interfaces);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, DateTimeOffset.UnixEpoch);
        ulong nanoseconds = (ulong)(time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * 100;
        var body = new PcapngBlock();
        body.UInt32((uint)interfaceId);
        body.UInt32((uint)(nanoseconds >> 32));
        body.UInt32((uint)nanoseconds);
        body.UInt32((uint)packet.Length);
        body.UInt32((uint)packet.Length);
        body.Padded(packet);
        if (comment is not null)
        {
            body.Option(CommentOption, Encoding.UTF8.GetBytes(comment));
            body.EndOptions();
        }

        body.WriteTo(_output, EnhancedPacket);
    }

    /// <summary>Flushes the stream, and closes it unless it is to stay open.</summary>
    public void Dispose()
    {
        _output.Flush();
        if (!_leavesOpen)
        {
            _output.Dispose();
        }
    }

    /// <summary>The body of a block in the making.</summary>
    private sealed class PcapngBlock
    {
        private readonly MemoryStream _body = new();

        public void UInt16(ushort value)
        {
            Span<byte> bytes = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
            _body.Write(bytes);
        }

        public void UInt32(uint value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
            _body.Write(bytes);
        }

        public void UInt64(ulong value)
        {
            UInt32((uint)value);
            UInt32((uint)(value >> 32));
        }

        public void Padded(ReadOnlySpan<byte> bytes)
        {
            _body.Write(bytes);
            _body.Write(stackalloc byte[-bytes.Length & 3]);
        }

        public void Option(ushort code, ReadOnlySpan<byte> value)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, ushort.MaxValue);
            UInt16(code);
            UInt16((ushort)value.Length);
            Padded(value);
        }

        public void EndOptions() => UInt32(0);

        /// <summary>Type, length, body, and the length again, for readers that go backwards.</summary>
        public void WriteTo(Stream output, uint type)
        {
            Span<byte> frame = stackalloc byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(frame, type);
            BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], (uint)_body.Length + 12);
            output.Write(frame);
            output.Write(_body.GetBuffer().AsSpan(0, (int)_body.Length));
            output.Write(frame[4..]);
        }
    }
}
