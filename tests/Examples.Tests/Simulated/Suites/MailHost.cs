using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;
using MailServer;

namespace Akka.Greensock.Tests;

/// <summary>A simulated host that serves mail, a disk that outlives its crashes, and who wrote what.</summary>
internal sealed class MailHost(Simulation simulation, Func<GreenSocket, IMailSink, SmtpOptions, Task> serve) : IMailSink
{
    public const int Port = 587;

    private readonly Dictionary<string, WrittenMail> _written = [];
    private readonly List<Mail> _taken = [];
    private StreamServer? _server;

    public SmtpOptions Options { get; init; } = new() { MailBytes = 3000 };

    public SimulatedHost Host { get; } = simulation.AddHost("server");

    /// <summary>How long it may take to keep a mail, drawn from these; null for no time.</summary>
    public SimulatedRandom? Delays { get; init; }

    public IReadOnlyList<Mail> Taken => _taken;

    public async Task StartAsync() => await Host.Spawn(async () =>
    {
        _server = new StreamServer(new IPEndPoint(IPAddress.Any, Port), socket => serve(socket, this, Options));
        await _server.StartAsync();
    });

    public void Write(MailScript script)
    {
        foreach (WrittenMail mail in script.Mails)
        {
            _written.Add(mail.Sender, mail);
        }
    }

    /// <summary>A connection to it from the greenlet's host, whose calls may take ten minutes.</summary>
    public async ValueTask<GreenSocket> ConnectAsync()
    {
        var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Timeout = TimeSpan.FromMinutes(10);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(Host.Address, Port));
            return socket;
        }
        catch (SocketException)
        {
            await socket.DisposeAsync();
            throw;
        }
    }

    async ValueTask IMailSink.TakeAsync(Mail mail)
    {
        if (Delays?.Chance(0.5) is true)
        {
            await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(Delays.Next(50)));
        }

        if (_written.GetValueOrDefault(mail.Sender)?.IsRefused is true)
        {
            throw new IOException("The disk is full.");
        }

        _taken.Add(mail with { Content = mail.Content.ToArray() });
    }

    /// <summary>Serves one more client, sees every connection end, stops, and judges what it has taken.</summary>
    public async Task EndAsync(SimulatedHost client)
    {
        var script = new MailScript();
        script.Say("EHLO last", "250");
        script.Submit(new WrittenMail("last@a.example", ["bob@b.example"], ["The last one"]));
        script.Say("QUIT", "221");
        Write(script);
        await client.Spawn(async () =>
        {
            using GreenSocket socket = await ConnectAsync();
            var mail = new MailClient(socket);
            await mail.SayAsync(script);
            await mail.HearToEndAsync();
        });
        if (!simulation.RunUntil(() => Host.OpenDescriptors == 1, TimeSpan.FromMinutes(30)))
        {
            throw new SuiteException($"Connections of clients that are gone are still open:\n{Host.Netstat()}");
        }

        await Host.Spawn(async () => await _server!.StopAsync());
        if (Host.OpenDescriptors + client.OpenDescriptors != 0)
        {
            throw new SuiteException($"Descriptors have leaked:\n{Host.Netstat()}{client.Netstat()}");
        }

        Judge();
    }

    private void Judge()
    {
        foreach (Mail mail in _taken)
        {
            if (!_written.TryGetValue(mail.Sender, out WrittenMail? written) || !written.IsSent || written.Reply != "250")
            {
                throw new SuiteException($"The mail from {mail.Sender} was taken, and was not sent to its end, or was to be refused.");
            }

            if (!mail.Recipients.SequenceEqual(written.Recipients) || !mail.Content.Span.SequenceEqual(written.Text))
            {
                throw new SuiteException($"The mail from {mail.Sender} is not what was sent.");
            }
        }

        foreach (WrittenMail mail in _written.Values)
        {
            int times = _taken.Count(taken => taken.Sender == mail.Sender);
            if (times > 1 || (mail.IsAccepted && times == 0))
            {
                string heard = mail.IsAccepted ? "heard" : "not heard";
                throw new SuiteException($"The mail from {mail.Sender} was taken {times} times, and 250 was {heard}.");
            }
        }
    }
}
