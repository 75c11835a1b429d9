using System.Net.Sockets;
using System.Text;
using Akka.Greensock.TestKit;
using MailServer;

namespace Akka.Greensock.Tests;

/// <summary>The mail server, and time: patience, silence, crowds, bad links, crashes.</summary>
public class MailServerTimeSpecs : ExampleSpecs
{
    private static readonly Dictionary<string, LinkOptions> Links = new()
    {
        ["loss"] = new LinkOptions { Loss = 0.1 },
        ["duplication"] = new LinkOptions { Duplication = 0.3 },
        ["reordering"] = new LinkOptions { Reordering = 0.3, Mtu = 576 },
        ["jitter"] = new LinkOptions { Jitter = TimeSpan.FromMilliseconds(30), Distribution = JitterDistribution.Exponential },
        ["all of it"] = new LinkOptions
        {
            Loss = 0.05,
            Duplication = 0.1,
            Reordering = 0.2,
            Jitter = TimeSpan.FromMilliseconds(5),
            Bandwidth = 100_000,
            Mtu = 576,
        },
    };

    public static TheoryData<string> LinkNames => [.. Links.Keys];

    [Theory]
    [InlineData("")]
    [InlineData("NOO")]
    [InlineData("EHLO me\r\nMAIL FROM:<silent@a.example>\r\nRCPT TO:<bob@b.example>\r\nDATA\r\nA line\r\n.")]
    public void A_client_that_falls_silent_is_told_after_five_minutes(string said) => Run(async (simulation, server, client) =>
    {
        await client.Spawn(async () =>
        {
            using GreenSocket socket = await server.ConnectAsync();
            var mail = new MailClient(socket);
            await socket.SendAllAsync(Encoding.ASCII.GetBytes(said));
            TimeSpan silent = simulation.Now;
            foreach (string _ in said.Split("\r\n").SkipLast(1).Where(line => line != "A line"))
            {
                mail.Expect(""); // whatever it says to that
            }

            await mail.HearAsync();
            mail.Expect("421");
            await mail.HearToEndAsync();
            Assert.InRange(simulation.Now - silent, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.01));
        });
        Assert.Empty(server.Taken);
    });

    [Fact]
    public void A_line_has_five_minutes_and_not_each_of_its_bytes() => RunOnClient(async (simulation, server) =>
    {
        using GreenSocket socket = await server.ConnectAsync();
        var mail = new MailClient(socket);
        mail.Expect("421");
        Greenlet saying = Greenlet.Spawn(async () =>
        {
            while (true)
            {
                await socket.SendAllAsync("N"u8.ToArray());
                await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
            }
        });
        await mail.HearAsync();
        Assert.InRange(simulation.Now, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.01));
        await saying.KillAsync();
    });

    [Fact]
    public void A_client_that_does_not_hang_up_has_two_seconds_for_it() => RunOnClient(async (_, server) =>
    {
        using GreenSocket socket = await server.ConnectAsync();
        var mail = new MailClient(socket);
        await socket.SendAllAsync("QUIT\r\n"u8.ToArray());
        mail.Expect("221");
        await mail.HearToEndAsync();
        Assert.Equal(2, server.Host.OpenDescriptors);
        await Greenlet.SleepAsync(TimeSpan.FromSeconds(2.1));
        Assert.Equal(1, server.Host.OpenDescriptors);
    });

    [Fact]
    public void A_client_that_does_not_listen_is_given_up() => RunOnClient(async (simulation, server) =>
    {
        using GreenSocket socket = await server.ConnectAsync();
        byte[] commands = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("NOOP\r\n", 1000)));
        await ThrowsAsync<SocketException>(async () =>
        {
            while (true)
            {
                await socket.SendAllAsync(commands);
            }
        });
        Assert.InRange(simulation.Now, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
    });

    [Fact]
    public void Two_hundred_clients_at_once() => Run(async (_, server, client) =>
    {
        Greenlet[] clients = [.. Enumerable.Range(0, 200).Select(number =>
            client.Spawn(() => SubmitAsync(server, $"{number}", number * 10)))];
        foreach (Greenlet one in clients)
        {
            await one;
        }

        Assert.Equal(200, server.Taken.Count);
    });

    [Theory]
    [MemberData(nameof(LinkNames))]
    public void A_bad_link_loses_no_mail(string link)
    {
        foreach (ulong seed in Seeds.Below(50))
        {
            Run(
                async (simulation, server, client) =>
                {
                    Greenlet[] clients = [.. Enumerable.Range(0, 3).Select(number =>
                        client.Spawn(() => SubmitAsync(server, $"{number}", simulation.Random.Next(5000))))];
                    foreach (Greenlet one in clients)
                    {
                        await one;
                    }

                    Assert.Equal(3, server.Taken.Count);
                },
                seed,
                Links[link]);
        }
    }

    [Fact]
    public void A_crash_resets_the_client_and_the_server_serves_again_after_its_restart() => Run(async (simulation, server, client) =>
    {
        Greenlet submitting = client.Spawn(async () =>
        {
            using GreenSocket socket = await server.ConnectAsync();
            var mail = new MailClient(socket);
            MailScript script = Script("lost", 100);
            byte[] bytes = script.ToBytes();
            mail.Expect(script);
            await socket.SendAllAsync(bytes.AsMemory(0, bytes.Length / 2));
            await Greenlet.SleepAsync(TimeSpan.FromSeconds(10));
            SocketException e = await ThrowsAsync<SocketException>(async () =>
            {
                await socket.SendAllAsync(bytes.AsMemory(bytes.Length / 2));
                await mail.HearToEndAsync();
            });
            Assert.Equal(SocketError.ConnectionReset, e.SocketErrorCode);
        });
        simulation.RunFor(TimeSpan.FromSeconds(3));
        server.Host.Crash();
        simulation.RunFor(TimeSpan.FromSeconds(3));
        server.Host.Restart();
        await server.StartAsync();
        await submitting;
        Assert.Empty(server.Taken);
    });

    private static MailScript Script(string name, int textBytes)
    {
        var script = new MailScript();
        script.Say("EHLO me", "250");
        string[] lines = [.. Enumerable.Range(0, textBytes / 70).Select(number => $"{number}".PadLeft(68, '.'))];
        script.Submit(new WrittenMail($"{name}@a.example", ["bob@b.example"], lines));
        script.Say("QUIT", "221");
        return script;
    }

    private static async Task SubmitAsync(MailHost server, string name, int textBytes)
    {
        MailScript script = Script(name, textBytes);
        server.Write(script);
        using GreenSocket socket = await server.ConnectAsync();
        var mail = new MailClient(socket);
        await mail.SayAsync(script);
        await mail.HearToEndAsync();
        Assert.True(script.Mails.Single().IsAccepted);
    }

    private static void RunOnClient(Func<Simulation, MailHost, Task> body) =>
        Run(async (simulation, server, client) => await client.Spawn(() => body(simulation, server)));

    private static void Run(
        Func<Simulation, MailHost, SimulatedHost, Task> body, ulong seed = 1, LinkOptions? link = null) => Simulation.Run(
        seed,
        async simulation =>
        {
            SimulatedHost client = simulation.AddHost("client");
            var server = new MailHost(simulation, SmtpSession.ServeAsync) { Options = new SmtpOptions() };
            await server.StartAsync();
            await body(simulation, server, client);
            await server.EndAsync(client);
        },
        SuiteLinks.Options with { Link = link ?? LinkOptions.Default });
}
