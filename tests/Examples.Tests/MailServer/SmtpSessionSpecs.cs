using System.Text;
using MailServer;

namespace Akka.Greensock.Tests;

/// <summary>What a client says from the first byte to the last, however it is cut into reads, and what it hears.</summary>
public class SmtpSessionSpecs : ExampleSpecs
{
    private const string Opening = "EHLO me\r\nMAIL FROM:<ann@a.example>\r\nRCPT TO:<bob@b.example>\r\nDATA\r\n";

    private readonly MailBox _box = new();
    private SmtpOptions _options = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4096)]
    public void A_mail_arrives_as_it_was_sent_however_its_bytes_come(int bytesPerRead)
    {
        string[] replies = Replies(Opening + "Subject: x\r\n\r\n..dot\r\n.. \r\n\r\n.\r\nQUIT\r\n", bytesPerRead);

        Mail mail = Assert.Single(_box.Mails);
        Assert.Equal("ann@a.example", mail.Sender);
        Assert.Equal(["bob@b.example"], mail.Recipients);
        Assert.Equal("Subject: x\r\n\r\n.dot\r\n. \r\n\r\n", _box.Texts.Single());
        Assert.Equal(["220", "250", "250", "250", "250", "250", "250", "354", "250", "221"], replies.Select(Code));
    }

    /// <summary>The bug shows only where a read ends between a CR and its LF: for seeds to find.</summary>
    [Theory]
    [InlineData(4096, true)]
    [InlineData(1, false)]
    public void A_planted_bug_loses_a_mail_whose_line_ends_are_torn(int bytesPerRead, bool arrives)
    {
        string text = Opening + "Hello\r\n.\r\nQUIT\r\n";
        var stream = new ScriptedStream(Encoding.Latin1.GetBytes(text), bytesPerRead);

        OnHub(() => new MailServer.Planted.SmtpSession(stream, _box, _options).ConverseAsync());

        Assert.Equal(arrives, _box.Mails.Count == 1);
    }

    [Fact]
    public void Replies_to_what_came_together_go_together()
    {
        var stream = new ScriptedStream(Encoding.Latin1.GetBytes(Opening + "Hello\r\n.\r\nQUIT\r\n"), 4096);

        OnHub(() => new SmtpSession(stream, _box, _options).ConverseAsync());

        // The greeting, before anything was heard; all else until the mail is handed on; what became of that, and the rest.
        Assert.Equal(["220", "250", "250"], stream.Writes.Select(write => Code(Encoding.Latin1.GetString(write))));
    }

    [Theory]
    [InlineData("one\n.\ntwo\r\n")]
    [InlineData("one\r\n.\ntwo\r\n")]
    [InlineData("one\n.\r\ntwo\r\n")]
    [InlineData("one\r.\rtwo\r\n")]
    [InlineData("one\r\n.\rtwo\r\n")]
    [InlineData("one\r\n\r.\r\ntwo\r\n")]
    public void Nothing_but_a_dot_between_two_CRLF_ends_a_mail_and_a_bare_CR_or_LF_refuses_it(string content)
    {
        string smuggled = content + "MAIL FROM:<eve@e.example>\r\n";

        string[] replies = Replies(Opening + smuggled + ".\r\nNOOP\r\nQUIT\r\n", 1);

        Assert.Empty(_box.Mails);
        Assert.Equal(["354", "554", "250", "221"], replies.Select(Code).TakeLast(4));
    }

    [Theory]
    [InlineData(998, true)]
    [InlineData(999, false)]
    [InlineData(100_000, false)]
    public void A_line_has_a_thousand_bytes_at_most_and_what_is_longer_is_skipped(int length, bool isTaken)
    {
        string text = new('x', length);
        _options = _options with { Errors = 3 };

        string[] replies = Replies($"NOOP {text[5..]}\r\n{Opening}..{text[1..]}\r\n.\r\nQUIT\r\n", 7);

        Assert.Equal(isTaken ? "250" : "500", Code(replies[1]));
        Assert.Equal(isTaken ? "250" : "554", Code(replies[^2]));
        Assert.Equal(isTaken ? [$".{text[1..]}\r\n"] : [], _box.Texts);
    }

    [Theory]
    [InlineData("NOOP\r\nRSET\r\nVRFY ann\r\nMAIL FROM:<a@a>\r\nRCPT TO:<b@b>\r\nDATA\r\n", "250 250 252 503 503 503")]
    [InlineData("HELO me\r\nRCPT TO:<b@b>\r\nDATA\r\nMAIL FROM:<>\r\nMAIL FROM:<>\r\nDATA\r\n", "250 503 503 250 503 554")]
    [InlineData("HELO me\r\nMAIL FROM:<a@a>\r\nRCPT TO:<b@b>\r\nRSET\r\nDATA\r\n", "250 250 250 250 503")]
    [InlineData("HELO me\r\nMAIL FROM:<a@a>\r\nRCPT TO:<b@b>\r\nHELO me\r\nRCPT TO:<b@b>\r\n", "250 250 250 250 503")]
    [InlineData("EHLO\r\nHELO \r\nVRFY\r\nRSET now\r\nQUIT now\r\nDATA now\r\n\r\n\0\r\nnoop\r\n", "501 501 501 501 501 501 500 500 250")]
    [InlineData("HELO me\r\nMAIL FROM: <a@a>\r\nMAIL <a@a>\r\nMAIL FROM:<a b>\r\nMAIL FROM:<a@a\r\nMAIL\r\n", "250 501 501 501 501 501")]
    [InlineData("HELO me\r\nMAIL FROM:<a> SIZE=1 X=1\r\nMAIL FROM:<a> SIZE=10485761\r\n", "250 555 552")]
    [InlineData("HELO me\r\nMAIL FROM:<a> SIZE=99999999999999999999\r\nMAIL FROM:<a> SIZE=1x\r\n", "250 552 501")]
    [InlineData("HELO me\r\nmail from:<@x,@y:a@a> size=10485760 body=8bitmime\r\nrcpt to:<>\r\nrcpt to:<b@b> X=1\r\n", "250 250 501 501")]
    public void Every_command_has_its_place_and_its_form(string commands, string codes)
    {
        string[] replies = Replies(commands, 4096);

        Assert.Equal($"220 {codes} 421", string.Join(' ', replies.Select(Code)));
    }

    [Fact]
    public void Parameters_that_can_be_read_in_many_ways_are_read_in_one()
    {
        string many = string.Concat(Enumerable.Repeat(" SIZE=1", 130));

        string[] replies = Replies($"HELO me\r\nMAIL FROM:<a>{many} \u0001\r\n", 4096);

        Assert.Equal("501", Code(replies[2]));
    }

    [Fact]
    public void A_mail_has_a_limited_size_and_one_that_is_too_large_is_heard_to_its_end()
    {
        _options = _options with { MailBytes = 20 };

        string[] replies = Replies(
            $"{Opening}{new string('x', 16)}\r\n\r\n.\r\n{Opening}{new string('x', 17)}\r\n\r\n.\r\nQUIT\r\n", 3);

        Assert.Equal([$"{new string('x', 16)}\r\n\r\n"], _box.Texts);
        Assert.Equal("552 221", string.Join(' ', replies.TakeLast(2).Select(Code)));
    }

    [Fact]
    public void Recipients_beyond_the_limit_are_for_another_mail()
    {
        string recipients = string.Concat(Enumerable.Range(0, 101).Select(i => $"RCPT TO:<r{i}@b>\r\n"));

        string[] replies = Replies($"HELO me\r\nMAIL FROM:<a@a>\r\n{recipients}DATA\r\n.\r\nQUIT\r\n", 4096);

        Assert.Equal("452", Code(replies[^4]));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"r{i}@b"), _box.Mails.Single().Recipients);
    }

    [Fact]
    public void A_client_that_is_wrong_too_often_is_sent_away()
    {
        string[] replies = Replies(string.Concat(Enumerable.Repeat("WHAT\r\n", 20)), 4096);

        Assert.Equal([.. Enumerable.Repeat("500", 9), "421"], replies[1..].Select(Code));
    }

    [Fact]
    public void A_mail_that_cannot_be_kept_is_to_be_sent_again_and_the_next_one_is_taken()
    {
        int calls = 0;
        _box.Before = () => calls++ == 0 ? throw new TimeoutException("The disk is busy.") : Task.CompletedTask;

        string[] replies = Replies(Opening + "1\r\n.\r\nRCPT TO:<x@x>\r\n" + Opening + "2\r\n.\r\nQUIT\r\n", 4096);

        Assert.Equal(["2\r\n"], _box.Texts);
        Assert.Equal(["354", "451", "503"], replies.Select(Code).Skip(7).Take(3));
        Assert.Equal(["354", "250", "221"], replies.Select(Code).TakeLast(3));
    }

    private string[] Replies(string text, int bytesPerRead)
    {
        var stream = new ScriptedStream(Encoding.Latin1.GetBytes(text), bytesPerRead);
        OnHub(() => new SmtpSession(stream, _box, _options).ConverseAsync());
        string all = string.Concat(stream.Writes.Select(Encoding.Latin1.GetString));
        Assert.EndsWith("\r\n", all, StringComparison.Ordinal);
        return all.TrimEnd().Split("\r\n");
    }

    private static string Code(string reply) => reply[..3];
}
