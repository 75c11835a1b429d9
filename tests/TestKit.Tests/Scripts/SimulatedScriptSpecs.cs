using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>Scripts over simulated sockets: every time is exact, and costs none.</summary>
public class SimulatedScriptSpecs
{
    private static readonly IPEndPoint Port25 = new(IPAddress.Any, 25);

    [Fact]
    public void Scripts_talk_between_hosts_by_the_virtual_clock() => Simulation.Run(1, async simulation =>
    {
        (SimulatedHost server, SimulatedHost client) = Hosts(simulation);
        Greenlet<ScriptTranscript> serving = server.Spawn(async () =>
        {
            Script script = Script.Start()
                .SendLine("220 ready").ExpectLine("EHLO a").Wait(TimeSpan.FromHours(1))
                .SendSlowly("250 OK\r\n", 3, TimeSpan.FromSeconds(1)).ExpectEnd();
            await using ScriptServer listening = await ScriptServer.StartAsync(Port25, script);
            return (await listening.CompleteAsync())[0];
        });
        ScriptTranscript said = await client.Spawn(() => Script.Start()
            .ExpectLine("220 ready").SendLine("EHLO a").WithTimeout(TimeSpan.FromHours(2)).ExpectLine("250 OK").HalfClose().ExpectEnd()
            .ConnectAsync(new IPEndPoint(server.Address, 25)));
        ScriptTranscript heard = await serving;

        Assert.Equal(
            ["250", " OK", "\r\n"],
            said.Entries.Where(static entry => entry.Event == ScriptEvent.Received).Skip(1).Select(
                static entry => System.Text.Encoding.ASCII.GetString(entry.Bytes.Span)));
        TimeSpan[] pieces = [.. heard.Entries.Where(static entry => entry.Event == ScriptEvent.Sent).Skip(1).Select(
            static entry => entry.Time)];
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)], new[] { pieces[1] - pieces[0], pieces[2] - pieces[1] });
        Assert.InRange(simulation.Now, TimeSpan.FromSeconds(3602), TimeSpan.FromSeconds(3603));
    });

    [Fact]
    public void The_time_of_a_step_is_virtual() => Simulation.Run(1, async simulation =>
    {
        (SimulatedHost server, SimulatedHost client) = Hosts(simulation);
        Greenlet<Exception?> serving = server.Spawn(async () =>
        {
            await using ScriptServer listening = await ScriptServer.StartAsync(
                Port25, Script.Start().SendLine("220 ready").ExpectLine("EHLO a"));
            try
            {
                await listening.CompleteAsync();
                return null;
            }
            catch (ScriptMismatchException e)
            {
                return (Exception)e;
            }
        });
        await client.Spawn(async () =>
        {
            using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(server.Address, 25));
            await socket.SendAllAsync("EH"u8.ToArray());
            while (await socket.ReceiveAsync(new byte[100]) > 0)
            {
            }
        });
        Assert.StartsWith(
            """
            The script's step 2, ExpectLine("EHLO a"): no more came within 5 s
              expected: "EHLO a\r\n"
              came:     "EH"
                           ^ byte 2
            """,
            Assert.IsType<ScriptMismatchException>(await serving).Message,
            StringComparison.Ordinal);
        Assert.InRange(simulation.Now, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.1));
    });

    private static (SimulatedHost Server, SimulatedHost Client) Hosts(Simulation simulation) =>
        (simulation.AddHost("server"), simulation.AddHost("client"));
}
