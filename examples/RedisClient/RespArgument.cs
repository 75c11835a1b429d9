using System.Buffers;
using System.Globalization;
using System.Text;

namespace RedisClient;

/// <summary>A word of a command: a text, a number or bytes.</summary>
public readonly record struct RespArgument(ReadOnlyMemory<byte> Bytes)
{
    public static implicit operator RespArgument(string text) => new(Encoding.UTF8.GetBytes(text));

    public static implicit operator RespArgument(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static implicit operator RespArgument(byte[] bytes) => new(bytes);

    /// <summary>The bytes as UTF-8.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>A command as it is sent: an array of bulks.</summary>
    public static byte[] Encode(ReadOnlySpan<RespArgument> words)
    {
        if (words.IsEmpty)
        {
            throw new ArgumentException("A Redis command has one word at least.", nameof(words));
        }

        var command = new ArrayBufferWriter<byte>();
        Encoding.ASCII.GetBytes($"*{words.Length}\r\n", command);
        foreach (RespArgument word in words)
        {
            Encoding.ASCII.GetBytes($"${word.Bytes.Length}\r\n", command);
            command.Write(word.Bytes.Span);
            command.Write("\r\n"u8);
        }

        return command.WrittenSpan.ToArray();
    }
}
