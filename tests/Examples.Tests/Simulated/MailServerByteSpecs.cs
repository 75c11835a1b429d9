using System.Net.Sockets;
using Akka.Greensock.TestKit;
using MailServer;

namespace Akka.Greensock.Tests;

/// <summary>The mail server, and a fault at every byte of a conversation.</summary>
public class MailServerByteSpecs : ExampleSpecs
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private static readonly int Length = Script().Length;

    // With its last byte the mail has been sent; QUIT follows.
    private static readonly int MailEnd = Length - "QUIT\r\n".Length;

    [Fact]
    public void A_conversation_in_one_segment() => Run(async (_, _, client, script) =>
    {
        await client.SayAsync(script);
        await client.HearToEndAsync();
    });

    [Fact]
    public void A_conversation_command_by_command() => Run(async (_, _, client, script) =>
    {
        foreach (MailScript.Step step in script.Steps)
        {
            step.Mail?.IsSent = true;
            await client.SayAsync(step.Bytes, new SimulatedRandom(0));
            client.Expect(step.Reply, step.Mail);
            await client.HearAsync();
        }

        Assert.True(script.Mails.Single().IsAccepted);
        await client.HearToEndAsync();
    });

    [Fact]
    public void Two_segments_with_the_cut_at_every_byte()
    {
        for (int cut = 1; cut < Length; cut++)
        {
            Run(async (_, socket, client, script) =>
            {
                socket.NoDelay = true;
                byte[] bytes = script.ToBytes();
                client.Expect(script);
                await socket.SendAllAsync(bytes.AsMemory(0, cut));
                await Greenlet.SleepAsync(Moment);
                await socket.SendAllAsync(bytes.AsMemory(cut));
                await client.HearToEndAsync();
            });
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Reads_and_writes_of_a_few_bytes(int bytes) => Run(async (simulation, _, client, script) =>
    {
        using IDisposable rule = simulation.Network.AddRule(call =>
            call.Host.Name == "server" ? SystemCallVerdict.Short(bytes) : SystemCallVerdict.Pass);
        await client.SayAsync(script);
        await client.HearToEndAsync();
    });

    [Fact]
    public void A_byte_a_second() => Run(async (simulation, socket, client, script) =>
    {
        client.Expect(script);
        foreach (byte b in script.ToBytes())
        {
            await socket.SendAllAsync(new[] { b });
            await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
        }

        await client.HearToEndAsync();
        Assert.True(simulation.Now > TimeSpan.FromSeconds(Length));
    });

    [Fact]
    public void A_client_that_resets_at_every_byte()
    {
        for (int cut = 0; cut <= Length; cut++)
        {
            Run(
                async (_, socket, client, script) =>
                {
                    await socket.SendAllAsync(script.ToBytes().AsMemory(0, cut));
                    await (cut % 2 == 0 ? Greenlet.SleepAsync(Moment) : default); // with what was said read already, and with it unread
                    client.Abort();
                },
                server => Assert.True(IsTaken(server) == (cut >= MailEnd) || (cut >= MailEnd && cut % 2 != 0)),
                isSent: cut >= MailEnd);
        }
    }

    [Fact]
    public void A_network_that_resets_at_every_byte()
    {
        for (int at = 1; at <= Length; at++)
        {
            Run(
                async (simulation, socket, client, script) =>
                {
                    socket.NoDelay = true;
                    using IDisposable rule = simulation.Network.AddRule(packet =>
                        packet.To?.Name == "server" && packet.Length > 0 && packet.Sequence == at
                            ? PacketVerdict.Reset : PacketVerdict.Pass);
                    client.Expect(script);
                    await ThrowsAsync<SocketException>(async () =>
                    {
                        foreach (byte b in script.ToBytes())
                        {
                            await socket.SendAllAsync(new[] { b });
                            await Greenlet.SleepAsync(Moment);
                        }

                        await client.HearToEndAsync();
                    });
                },
                server => Assert.Equal(at > MailEnd, IsTaken(server)),
                isSent: at > MailEnd);
        }
    }

    [Fact]
    public void A_client_that_hangs_up_at_every_byte()
    {
        for (int cut = 0; cut < Length; cut++)
        {
            Run(
                async (_, socket, client, script) =>
                {
                    await socket.SendAllAsync(script.ToBytes().AsMemory(0, cut));
                    await client.HangUpAsync();
                    int said = 0;
                    foreach (MailScript.Step step in script.Steps.TakeWhile(step => (said += step.Bytes.Length) <= cut))
                    {
                        client.Expect(step.Reply, step.Mail);
                    }

                    client.Expect("421");
                    await client.HearToEndAsync();
                },
                server => Assert.Equal(cut >= MailEnd, IsTaken(server)),
                isSent: cut >= MailEnd);
        }
    }

    private static bool IsTaken(MailHost server) => server.Taken.Any(mail => mail.Sender == "ann@a.example");

    private static MailScript Script()
    {
        var script = new MailScript();
        script.Say("EHLO me", "250");
        script.Submit(new WrittenMail("ann@a.example", ["bob@b.example", "eve@e.example"], ["Subject: dots", "", "..", "."]));
        script.Say("QUIT", "221");
        return script;
    }

    private static void Run(
        Func<Simulation, GreenSocket, MailClient, MailScript, Task> converse, Action<MailHost>? check = null, bool isSent = true) =>
        Simulation.Run(1, async simulation =>
        {
            SimulatedHost client = simulation.AddHost("client");
            var server = new MailHost(simulation, SmtpSession.ServeAsync);
            await server.StartAsync();
            MailScript script = Script();
            script.Mails.Single().IsSent = isSent;
            server.Write(script);
            await client.Spawn(async () =>
            {
                using GreenSocket socket = await server.ConnectAsync();
                await converse(simulation, socket, new MailClient(socket), script);
            });
            await server.EndAsync(client);
            (check ?? (one => Assert.True(IsTaken(one))))(server);
        });
}
