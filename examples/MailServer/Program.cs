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

// All commands in one go, as PIPELINING allows, then the mail, then what was answered.
static async Task SubmitAsync(EndPoint server)
{
    using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    await socket.ConnectAsync(server);
    await socket.SendAllAsync("EHLO demo\r\nMAIL FROM:<ann@example.org>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n"u8.ToArray());
    await socket.SendAllAsync("Subject: hello\r\n\r\nA line, and\r\n..one that begins with a dot.\r\n.\r\nQUIT\r\n"u8.ToArray());
    using StreamReader replies = socket.MakeReader();
    while (await replies.ReadLineAsync() is { } reply)
    {
        Console.WriteLine($"< {reply}");
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
