using System.Net.Sockets;
using Akka.Greensock.TestKit;
using MailServer;

namespace Akka.Greensock.Tests;

/// <summary>
/// The mail server's suite: a scenario for each seed. Two to four clients hold a conversation or two, each its own, over a link that
/// the seed draws; they split and join what they say, quit, hang up, fall silent or reset at any byte; in some seeds segments are
/// reset, or the server crashes. Every reply is checked, and every mail.
/// </summary>
/// <remarks>It needs no test framework: the benchmarks run it too.</remarks>
internal sealed class MailSuite
{
    private readonly Simulation _simulation;
    private readonly SimulatedRandom _random;
    private readonly MailHost _server;
    private readonly Fault _fault;

    private MailSuite(Simulation simulation, Func<GreenSocket, IMailSink, SmtpOptions, Task> serve)
    {
        (_simulation, _random) = (simulation, simulation.Random);
        simulation.Network.DefaultLink = SuiteLinks.Draw(_random);
        _fault = _random.Next(10) switch { 0 => Fault.Resets, 1 => Fault.Crash, _ => Fault.None };
        _server = new MailHost(simulation, serve) { Delays = _random.Fork("sink") };
    }

    private enum Fault
    {
        None,
        Resets,
        Crash,
    }

    private enum Ending
    {
        Quit,
        HangUp,
        Silence,
        Reset,
    }

    /// <summary>Runs the scenario of a seed against the example.</summary>
    /// <exception cref="SimulationException">It does not hold.</exception>
    public static SimulationResult Run(ulong seed) => Run(seed, SmtpSession.ServeAsync);

    /// <summary>Runs the scenario of a seed against a server.</summary>
    /// <exception cref="SimulationException">It does not hold.</exception>
    public static SimulationResult Run(ulong seed, Func<GreenSocket, IMailSink, SmtpOptions, Task> serve) =>
        Simulation.Run(seed, simulation => new MailSuite(simulation, serve).RunAsync(), SuiteLinks.Options);

    private async Task RunAsync()
    {
        SimulatedHost client = _simulation.AddHost("client");
        using IDisposable? shortCalls = _random.Chance(0.2) ? _simulation.AddShortCalls(_server.Host) : null;
        await _server.StartAsync();
        IDisposable? resets = _fault == Fault.Resets ? _simulation.AddResets() : null;
        Greenlet[] clients =
        [
            .. Enumerable.Range(0, _random.Next(2, 5)).Select(number =>
                client.Spawn(() => SubmitAsync($"{number}", _random.Fork($"client {number}")))),
        ];
        if (_fault == Fault.Crash)
        {
            _simulation.RunFor(TimeSpan.FromMilliseconds(_random.Next(500)));
            _server.Host.Crash();
            _simulation.RunFor(TimeSpan.FromMilliseconds(_random.Next(5000)));
            _server.Host.Restart();
            await _server.StartAsync();
        }

        foreach (Greenlet submitting in clients)
        {
            await submitting;
        }

        resets?.Dispose();
        await _server.EndAsync(client);
    }

    private async Task SubmitAsync(string name, SimulatedRandom random)
    {
        for (int connection = random.Next(1, 3); connection > 0; connection--)
        {
            await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(random.Next(50)));
            MailScript script = MailScript.Draw(random, $"{name}.{connection}", mails: 2, _server.Options.MailBytes);
            _server.Write(script);
            try
            {
                using GreenSocket socket = await _server.ConnectAsync();
                socket.NoDelay = random.Chance(0.5);
                await ConverseAsync(new MailClient(socket), script, random);
            }
            catch (SocketException) when (_fault != Fault.None)
            {
                // So it is, and what was accepted so far must have been kept.
            }
        }
    }

    private static async Task ConverseAsync(MailClient client, MailScript script, SimulatedRandom random)
    {
        Ending ending = random.Next(8) switch { 0 => Ending.HangUp, 1 => Ending.Silence, 2 => Ending.Reset, _ => Ending.Quit };
        await client.ConverseAsync(script, ending == Ending.Quit ? script.Length : random.Next(script.Length), random);
        switch (ending)
        {
            case Ending.Reset:
                client.Abort();
                return;
            case Ending.HangUp:
                await client.HangUpAsync();
                client.Expect("421");
                break;
            case Ending.Silence:
                client.Expect("421");
                break;
        }

        await client.HearToEndAsync();
    }
}
