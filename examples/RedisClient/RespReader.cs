using System.Globalization;
using System.Text;

namespace RedisClient;

/// <summary>Reads RESP2 values from a stream. What is no RESP2 or beyond a limit is an <see cref="InvalidDataException"/>.</summary>
public sealed class RespReader(Stream stream, int maximumBytes)
{
    private const int MaximumDepth = 16;
    private readonly byte[] _buffer = new byte[16384]; // a line must fit
    private Memory<byte> _unread; // what was received, a part of the buffer
    private int _left; // bytes that the value may still have

    /// <summary>Reads a value, and parks until all of it is there.</summary>
    public ValueTask<RespValue> ReadAsync()
    {
        _left = maximumBytes;
        return ReadAsync(MaximumDepth);
    }

    private async ValueTask<RespValue> ReadAsync(int depth) => await ReadLineAsync() switch
    {
        "$-1" or "*-1" => new RespNull(),
        ['+', .. var text] => new RespText(text),
        ['-', .. var text] => new RespError(text),
        [':', .. var number] => new RespNumber(Parse(number, long.MinValue, long.MaxValue)),
        ['$', .. var length] => await ReadBulkAsync(Parse(length, 0, _left - 2)),
        ['*', .. var count] when depth > 0 => await ReadArrayAsync(Parse(count, 0, _left / 3), depth - 1),
        var line => throw new InvalidDataException($"RESP: no value begins with '{line}', or it lies in {MaximumDepth} arrays already."),
    };

    private static long Parse(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= least
        && number <= most ? number : throw new InvalidDataException($"RESP: '{text}' where a number from {least} to {most} must be.");

    private async ValueTask<RespBulk> ReadBulkAsync(long length)
    {
        byte[] bytes = new byte[length];
        for (int have = 0; have < length;)
        {
            if (_unread.IsEmpty) { await ReceiveAsync(); }
            Memory<byte> more = Take(Math.Min(bytes.Length - have, _unread.Length));
            more.CopyTo(bytes.AsMemory(have));
            have += more.Length;
        }

        return await ReadLineAsync() is "" ? new RespBulk(bytes) : throw new InvalidDataException($"RESP: a bulk of over {length} bytes.");
    }

    private async ValueTask<RespArray> ReadArrayAsync(long count, int depth)
    {
        var items = new List<RespValue>(); // grows with what comes, and not by what is promised
        while (items.Count < count)
        {
            items.Add(await ReadAsync(depth));
        }

        return new RespArray(items);
    }

    private async ValueTask<string> ReadLineAsync()
    {
        int end;
        while ((end = _unread.Span.IndexOf("\r\n"u8)) < 0) { await ReceiveAsync(); }
        return Encoding.UTF8.GetString(Take(end + 2).Span[..end]);
    }

    private Memory<byte> Take(int count)
    {
        _left = count <= _left ? _left - count : throw new InvalidDataException($"RESP: a value has over {maximumBytes} bytes.");
        Memory<byte> taken = _unread[..count];
        _unread = _unread[count..];
        return taken;
    }

    private async ValueTask ReceiveAsync()
    {
        _unread.CopyTo(_buffer);
        int received = _unread.Length == _buffer.Length ? throw new InvalidDataException($"RESP: a line has over {_buffer.Length} bytes.")
            : await stream.ReadAsync(_buffer.AsMemory(_unread.Length));
        _unread = received > 0 ? _buffer.AsMemory(0, _unread.Length + received) : throw new EndOfStreamException("The server has hung up.");
    }
}
