using System.Buffers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Akka.Greensock;

namespace MailServer;

/// <summary>
/// A client's conversation with a mail submission server: RFC 5321 and 6409, with PIPELINING (RFC 2920), 8BITMIME (RFC 6152) and
/// SIZE (RFC 1870). It knows neither AUTH nor STARTTLS, so let it listen where only friends can reach it. Quoted mailboxes are refused.
/// </summary>
public sealed partial class SmtpSession(Stream stream, IMailSink sink, SmtpOptions options)
{
    private readonly SmtpWire _wire = new(stream, options.Patience);
    private bool _greeted;
    private string? _sender; // null where no mail is open
    private List<string> _recipients = [];

    /// <summary>Serves a connection, as the handler of a <see cref="StreamServer"/>.</summary>
    public static async Task ServeAsync(GreenSocket socket, IMailSink sink, SmtpOptions options)
    {
        socket.Timeout = options.Patience; // for sends to a client that does not read; lines have a limit of their own
        await new SmtpSession(new GreenNetworkStream(socket), sink, options).ConverseAsync();

        // To close with bytes unread would reset the connection, and the client might lose the last reply.
        using GreenletTimeout limit = GreenletTimeout.Start(options.Farewell, new SocketException((int)SocketError.TimedOut));
        await socket.ShutdownAsync(SocketShutdown.Send);
        while (!(await socket.ReceiveAsync()).IsEndOfStream) { }
    }

    /// <summary>Talks until the client quits or hangs up, or was wrong too often or silent for too long.</summary>
    public async Task ConverseAsync()
    {
        string reply = $"220 {options.HostName} ESMTP";
        try
        {
            for (int errors = 0; reply[..3] is not ("221" or "421");)
            {
                _wire.Reply(reply);
                reply = await _wire.ReadLineAsync() is { } line ? await AnswerAsync(line) : "500 Too long, or with a bare CR or LF";
                errors += reply[0] == '5' ? 1 : 0;
                reply = errors < options.Errors ? reply : $"421 {options.HostName} Too many errors";
            }
        }
        catch (Exception e) when (e is TimeoutException or EndOfStreamException)
        {
            reply = $"421 {options.HostName} Nothing more was heard";
        }

        _wire.Reply(reply);
        await _wire.FlushAsync();
    }

    private async ValueTask<string> AnswerAsync(ReadOnlyMemory<byte> line)
    {
        string[] words = Encoding.Latin1.GetString(line.Span).TrimEnd(' ').Split(' ', 2);
        var (verb, argument) = (words[0].ToUpperInvariant(), words.ElementAtOrDefault(1) ?? "");
        _greeted |= verb is "EHLO" or "HELO" && argument.Length > 0;
        return (verb, argument) switch
        {
            ("NOOP", _) => "250 Yes",
            ("EHLO" or "HELO" or "VRFY", "") => "501 With whose name?",
            ("RSET" or "QUIT" or "DATA", not "") => "501 Without an argument",
            ("EHLO", _) => Reset($"250-{options.HostName}\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE {options.MailBytes}"),
            ("HELO", _) => Reset($"250 {options.HostName}"),
            ("VRFY", _) => "252 Send it, and see",
            ("RSET", _) => Reset("250 Forgotten"),
            ("QUIT", _) => $"221 {options.HostName} Good-bye",
            ("MAIL" or "RCPT" or "DATA", _) when !_greeted => "503 EHLO comes first",
            ("RCPT" or "DATA", _) when _sender is null => "503 MAIL comes first",
            ("MAIL", _) when _sender is not null => "503 A mail is open: RSET forgets it",
            ("MAIL", _) => Open(SenderPattern.Match(argument)),
            ("RCPT", _) => Add(RecipientPattern.Match(argument)),
            ("DATA", _) when _recipients.Count == 0 => "554 No valid recipients",
            ("DATA", _) => await TakeAsync(),
            _ => "500 No such command",
        };
    }

    private string Reset(string reply)
    {
        (_sender, _recipients) = (null, []);
        return reply;
    }

    private string Open(Match argument)
    {
        string reply = argument switch
        {
            { Success: false } => "501 MAIL FROM:<mailbox>, then parameters",
            _ when argument.Groups["unknown"].Success => "555 The parameters are SIZE and BODY",
            _ when decimal.TryParse(argument.Groups["size"].ValueSpan, out decimal size) && size > options.MailBytes =>
                $"552 At most {options.MailBytes} octets",
            _ => "250 From there",
        };
        _sender = reply[0] == '2' ? argument.Groups["path"].Value : null;
        return reply;
    }

    private string Add(Match argument)
    {
        if (!argument.Success || _recipients.Count == options.Recipients)
        {
            return argument.Success ? $"452 At most {options.Recipients} recipients" : "501 RCPT TO:<mailbox>, and no parameters";
        }

        _recipients.Add(argument.Groups["path"].Value);
        return "250 To there";
    }

    // With DATA the mail is no longer open, whatever becomes of it; and if the connection dies before the dot, it never was.
    private async ValueTask<string> TakeAsync()
    {
        var (sender, recipients, content, refusal) = (_sender!, _recipients, new ArrayBufferWriter<byte>(), (string?)null);
        _wire.Reply(Reset("354 Go on, and end with a dot"));
        while (await _wire.ReadLineAsync() is var line && line is not { Span: [(byte)'.'] })
        {
            if (refusal is null && line is { } text) // what is refused is heard to its end all the same, but not kept
            {
                content.Write(text.Span is [(byte)'.', .. var undoubled] ? undoubled : text.Span);
                content.Write("\r\n"u8);
            }

            refusal ??= line is null ? "554 A line was too long, or had a bare CR or LF"
                : content.WrittenCount > options.MailBytes ? $"552 At most {options.MailBytes} octets" : null;
        }

        await _wire.FlushAsync(); // what was answered so far need not wait for the sink
        try
        {
            await (refusal is null ? sink.TakeAsync(new Mail(sender, recipients, content.WrittenMemory)) : default);
            return refusal ?? "250 Taken";
        }
        catch (Exception e) when (e is not GreenletExitException)
        {
            return "451 It could not be kept: try again later";
        }
    }

    // Atomic groups: where one thing does not match, another reading of what came before it is not tried.
    [GeneratedRegex(@"(?i)^FROM:<(@[^:<>]+:)?(?<path>|[!-;=?-~]+)>( (?>SIZE=(?<size>\d{1,20})|BODY=(7BIT|8BITMIME)|(?<unknown>[!-~]+)))*$")]
    private static partial Regex SenderPattern { get; }

    [GeneratedRegex(@"(?i)^TO:<(@[^:<>]+:)?(?<path>[!-;=?-~]+)>$")]
    private static partial Regex RecipientPattern { get; }
}
