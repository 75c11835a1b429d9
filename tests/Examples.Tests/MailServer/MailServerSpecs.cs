using System.Text;
using MailServer;

namespace Akka.Greensock.Tests;

/// <summary>The server over connections, and what time and failures do to it.</summary>
public class MailServerSpecs : ExampleSpecs
{
    private const string Opening = "EHLO me\r\nMAIL FROM:<ann@a.example>\r\nRCPT TO:<bob@b.example>\r\nDATA\r\n";

    private readonly MailBox _box = new();

    [Fact]
    public void A_mail_is_accepted_once_it_is_kept_and_not_before() => Serve(new SmtpOptions(), async client =>
    {
        var kept = new TaskCompletionSource();
        bool isAsked = false;
        _box.Before = () =>
        {
            isAsked = true;
            return kept.Task;
        };
        await SayAsync(client, Opening + "Hello\r\n.\r\n");
        await HearAsync(client, "354 ");
        await UntilAsync(() => isAsked);
        Assert.Equal(0, client.Available);

        kept.SetResult();

        await HearAsync(client, "250 Taken");
        Assert.Equal(["Hello\r\n"], _box.Texts);
    });

    [Fact]
    public void A_mail_whose_connection_dies_before_the_dot_goes_nowhere() => Serve(new SmtpOptions(), async client =>
    {
        await SayAsync(client, Opening + "Hello\r\n");
        await HearAsync(client, "354 ");

        await SayAsync(client, ".\r");
        client.Shutdown(System.Net.Sockets.SocketShutdown.Send);

        await HearAsync(client, "421 ");
        Assert.True((await client.ReceiveAsync()).IsEndOfStream);
        Assert.Empty(_box.Mails);
    });

    [Fact]
    public void A_client_that_says_nothing_for_too_long_is_told_so()
    {
        var clock = new ManualClock();
        var options = new SmtpOptions();
        Serve(
            options,
            async client =>
            {
                await HearAsync(client, "220 ");
                await UntilAsync(() => Hub.Current!.Statistics.Parked == 2); // the server accepts, and the session reads
                clock.Advance(options.Patience);
                await HearAsync(client, "421 ");
                Assert.True((await client.ReceiveAsync()).IsEndOfStream);
            },
            clock);
    }

    [Fact]
    public void The_last_reply_arrives_though_the_client_has_said_more() => Serve(new SmtpOptions(), async client =>
    {
        await SayAsync(client, "QUIT\r\n" + new string('x', 100_000));

        await HearAsync(client, "221 ");
        Assert.True((await client.ReceiveAsync()).IsEndOfStream);
    });

    private void Serve(SmtpOptions options, Func<GreenSocket, Task> body, TimeProvider? clock = null) => OnHub(
        async () =>
        {
            options = options with { Farewell = Patience };
            await using StreamServer server = await StartedAsync(socket => SmtpSession.ServeAsync(socket, _box, options));
            using GreenSocket client = await ConnectedAsync(server);
            await body(client);
        },
        clock);

    private static ValueTask SayAsync(GreenSocket client, string text) => client.SendAllAsync(Encoding.Latin1.GetBytes(text));

    private static async Task HearAsync(GreenSocket client, string last)
    {
        var heard = new StringBuilder();
        while (!heard.ToString().Contains(last, StringComparison.Ordinal))
        {
            using ReceivedBytes bytes = await client.ReceiveAsync();
            Assert.False(bytes.IsEndOfStream, $"'{last}' never came after '{heard}'");
            heard.Append(Encoding.Latin1.GetString(bytes.Span));
        }
    }
}
