using System.Buffers;
using System.Text;
using Akka.Greensock;

namespace MailServer;

/// <summary>Lines in, replies out. Replies are kept until a line has to be waited for, and then sent together (RFC 2920).</summary>
/// <remarks>Only CRLF ends a line (RFC 5321 2.3.8). Where a bare LF does too, "LF . LF" ends a mail, and a second one can hide in what
/// another server on the way, which went by the book, took for text of the first.</remarks>
public sealed class SmtpWire(Stream stream, TimeSpan patience)
{
    private const int MaximumLine = 1000 - 2; // RFC 5321 4.5.3.1.6, less the CRLF; a dot that is doubled does not count
    private readonly byte[] _buffer = new byte[4096];
    private readonly ArrayBufferWriter<byte> _replies = new();
    private Memory<byte> _unread; // what was received, a part of the buffer

    public void Reply(string reply) => Encoding.ASCII.GetBytes(reply + "\r\n", _replies);

    public async ValueTask FlushAsync()
    {
        await (_replies.WrittenCount > 0 ? stream.WriteAsync(_replies.WrittenMemory) : default);
        _replies.ResetWrittenCount();
    }

    /// <summary>A line without its CRLF, valid until the next call; null for one that is too long, or has a bare CR or LF.</summary>
    /// <exception cref="EndOfStreamException">The client has hung up.</exception>
    /// <exception cref="TimeoutException">The line did not come in time.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync()
    {
        var (isTooLong, end) = (false, _unread.Span.IndexOf("\r\n"u8));
        if (end < 0) { await FlushAsync(); }
        using GreenletTimeout? limit = end < 0 ? GreenletTimeout.Start(patience) : null;
        while (end < 0)
        {
            int seen = Math.Max(0, _unread.Length - 1); // the last byte may be a CR, and its LF yet to come
            if (seen > MaximumLine + 1)
            {
                (isTooLong, _unread, seen) = (true, _unread[seen..], 0);
            }

            _unread.CopyTo(_buffer);
            int received = await stream.ReadAsync(_buffer.AsMemory(_unread.Length));
            _unread = received > 0 ? _buffer.AsMemory(0, _unread.Length + received) : throw new EndOfStreamException("The client hung up.");
            end = _unread.Span[seen..].IndexOf("\r\n"u8) is >= 0 and int found ? seen + found : -1;
        }

        ReadOnlyMemory<byte> line = _unread[..end];
        _unread = _unread[(end + 2)..];
        isTooLong |= line.Length > MaximumLine + (line.Span.StartsWith("."u8) ? 1 : 0);
        return isTooLong || line.Span.IndexOfAny("\r\n"u8) >= 0 ? default(ReadOnlyMemory<byte>?) : line;
    }
}
