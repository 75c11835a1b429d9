using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Greensock;
using MailServer;

var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 for any free one.", DefaultValueFactory = _ => 0 };
var demo = new Option<bool>("--demo") { Description = "Send a mail to the server, say what it delivered, and end." };
var command = new RootCommand("A mail submission server on 127.0.0.1 that prints what it is given.") { port, demo };
command.SetAction(arguments => Hub.Run(() => ServeAsync(arguments.GetValue(port), arguments.GetValue(demo))));
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static async Task ServeAsync(int port, bool demo)
{
    var (sink, options) = (new ConsoleSink(), new SmtpOptions());
    await using var server = new StreamServer(
        new IPEndPoint(IPAddress.Loopback, port), socket => SmtpSession.ServeAsync(socket, sink, options));
    await server.StartAsync();
    Console.WriteLine($"listening on {server.LocalEndPoint}");
    await (demo ? SubmitAsync(server.LocalEndPoint) : Greenlet.SleepAsync(Timeout.InfiniteTimeSpan).AsTask());
}

// The commands of a mail go together, as PIPELINING allows; EHLO and DATA are heard out before what follows them (RFC 2920, 3.1).
static async Task SubmitAsync(EndPoint server)
{
    using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    await socket.ConnectAsync(server);
    using StreamReader replies = socket.MakeReader();
    await HearAsync(replies, 1);
    await SayAsync(socket, "EHLO demo\r\n");
    await HearAsync(replies, 1);
    await SayAsync(socket, "MAIL FROM:<ann@example.org>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n");
    await HearAsync(replies, 3);
    await SayAsync(socket, "Subject: hello\r\n\r\nA line, and\r\n..one that begins with a dot.\r\n.\r\nQUIT\r\n");
    await HearAsync(replies, 2);
}

static async Task SayAsync(GreenSocket socket, string text) => await socket.SendAllAsync(Encoding.ASCII.GetBytes(text));

static async Task HearAsync(StreamReader replies, int count)
{
    while (count > 0 && await replies.ReadLineAsync() is { } line)
    {
        Console.WriteLine($"< {line}");
        count -= line is [_, _, _, '-', ..] ? 0 : 1; // a reply goes on after "250-"
    }
}

internal sealed class ConsoleSink : IMailSink
{
    public ValueTask TakeAsync(Mail mail)
    {
        Console.WriteLine($"delivered from {mail.Sender} to {string.Join(", ", mail.Recipients)}: {mail.Content.Length} bytes");
        Console.WriteLine(Encoding.Latin1.GetString(mail.Content.Span));
        return default;
    }
}
