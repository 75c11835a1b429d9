using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Akka.Greensock.Tests;

/// <summary>A question as it came over the wire, and the replies that can be made to it.</summary>
internal sealed record DnsQuery(ushort Id, string Name, string Type, bool IsTcp, byte[] Question)
{
    private const int HeaderBytes = 12;

    private static readonly Dictionary<string, ushort> Types = new() { ["A"] = 1, ["CNAME"] = 5, ["SOA"] = 6, ["PTR"] = 12, ["AAAA"] = 28 };

    public static DnsQuery Parse(byte[] bytes, bool isTcp)
    {
        var labels = new List<string>();
        int at = HeaderBytes;
        while (bytes[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(bytes, at + 1, bytes[at]));
            at += bytes[at] + 1;
        }

        ushort type = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 1));
        return new DnsQuery(
            BinaryPrimitives.ReadUInt16BigEndian(bytes),
            string.Join('.', labels),
            Types.FirstOrDefault(pair => pair.Value == type).Key ?? $"TYPE{type}",
            isTcp,
            bytes[HeaderBytes..(at + 5)]);
    }

    /// <summary>A record for a reply.</summary>
    public static byte[] Record(string name, string type, byte[] data, uint ttl = 300)
    {
        byte[] owner = Encode(name);
        byte[] record = [.. owner, 0, (byte)Types[type], 0, 1, 0, 0, 0, 0, 0, 0, .. data];
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(owner.Length + 4), ttl);
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(owner.Length + 8), (ushort)data.Length);
        return record;
    }

    public static byte[] Address(string name, string address, uint ttl = 300)
    {
        byte[] data = IPAddress.Parse(address).GetAddressBytes();
        return Record(name, data.Length == 4 ? "A" : "AAAA", data, ttl);
    }

    public static byte[] Alias(string name, string target, uint ttl = 300) => Record(name, "CNAME", Encode(target), ttl);

    /// <summary>Makes a negative answer one that may be kept for so long.</summary>
    public static byte[] Soa(string zone, uint ttl) => Record(
        zone, "SOA", [.. Encode($"ns.{zone}"), .. Encode($"root.{zone}"), .. new byte[16], 0, 0, (byte)(ttl >> 8), (byte)ttl], ttl);

    public static byte[] Encode(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    /// <summary>An honest reply: no error, and these records.</summary>
    public byte[] Reply(params byte[][] answers) => Build(answers, []);

    /// <summary>An honest refusal, such as 3, NXDOMAIN.</summary>
    public byte[] Refuse(int code, params byte[][] authorities) => Build([], authorities, code: code);

    /// <summary>The addresses of these families that the name has; no data for the other.</summary>
    public byte[] Addresses(params string[] addresses) =>
        Reply([.. addresses.Where(a => a.Contains(':', StringComparison.Ordinal) == (Type == "AAAA")).Select(a => Address(Name, a))]);

    /// <summary>A reply with anything about it as it should not be.</summary>
    public byte[] Build(
        byte[][] answers, byte[][] authorities, int code = 0, bool truncated = false, ushort? id = null, byte[]? question = null,
        int? answerCount = null)
    {
        byte[] header = new byte[HeaderBytes];
        BinaryPrimitives.WriteUInt16BigEndian(header, id ?? Id);
        header[2] = (byte)(0x81 | (truncated ? 2 : 0)); // a response, recursion desired
        header[3] = (byte)(0x80 | code);
        header[5] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), (ushort)(answerCount ?? answers.Length));
        header[9] = (byte)authorities.Length;
        return [.. header, .. question ?? Question, .. answers.SelectMany(b => b), .. authorities.SelectMany(b => b)];
    }
}
