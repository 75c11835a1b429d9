using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Akka.Greensock;
using EchoClient;

// A greenlet for each connection, all of them on the hub that this very thread becomes.
Option<int> port = Whole("--port", "Port on 127.0.0.1.", 0, 1, 65_535);
Option<int> connections = Whole("--connections", "How many connections, all at once.", 10, 1, 20_000);
Option<int> requests = Whole("--requests", "How many requests on each connection.", 100, 1, 1_000_000_000);
Option<int> bytes = Whole(
    "--bytes", "Bytes in a request. Both ends send before they receive, so more could block both.", 128, 1, 65_536);
port.Required = true;
port.DefaultValueFactory = null;
var command = new RootCommand("Talks to an echo server on 127.0.0.1 and checks every byte of its answers.")
{
    port, connections, requests, bytes,
};
command.SetAction(arguments =>
{
    int exitCode = 0;
    Hub.Run(async () => exitCode = await TalkAsync(
        new IPEndPoint(IPAddress.Loopback, arguments.GetValue(port)),
        arguments.GetValue(connections),
        arguments.GetValue(requests),
        arguments.GetValue(bytes)));
    return exitCode;
});
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static async Task<int> TalkAsync(IPEndPoint server, int connections, int requests, int bytes)
{
    long started = Stopwatch.GetTimestamp();
    Greenlet<string?>[] conversations = [.. Enumerable.Range(1, connections)
        .Select(number => Greenlet.Spawn(() => OutcomeAsync(server, number, requests, bytes), $"connection {number}"))];
    var failures = new List<string>();
    foreach (Greenlet<string?> conversation in conversations)
    {
        if (await conversation is { } failure)
        {
            failures.Add($"{conversation.Name}: {failure}");
        }
    }

    if (failures.Count > 0)
    {
        await Console.Error.WriteLineAsync($"{failures.Count} of {connections} connections failed. {failures[0]}");
        return 1;
    }

    double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
    long all = (long)connections * requests;
    Console.WriteLine(
        $"{connections:N0} connections, {all:N0} requests, {all * bytes:N0} bytes checked in {seconds:0.00} s: every byte came back");
    return 0;
}

// Null where every byte came back, or what went wrong and what to do about it.
static async Task<string?> OutcomeAsync(IPEndPoint server, int number, int requests, int bytes)
{
    try
    {
        await Conversation.HoldAsync(server, number, requests, bytes);
        return null;
    }
    catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
    {
        return $"nothing listens on {server}. Start a server there: " +
            $"dotnet run -c Release --project examples/EchoServer -- --port {server.Port}";
    }
    catch (SocketException e) when (e.SocketErrorCode == SocketError.TooManyOpenSockets)
    {
        return $"{e.Message} Ask for fewer --connections, or raise the limit with ulimit -n.";
    }
    catch (Exception e) when (e is SocketException or InvalidDataException)
    {
        return e.Message;
    }
}

static Option<int> Whole(string name, string meaning, int normally, int least, int most)
{
    var option = new Option<int>(name) { Description = $"{meaning} {least} to {most}.", DefaultValueFactory = _ => normally };
    option.Validators.Add(result =>
    {
        // What is no number at all is refused by the parser, which validates nevertheless.
        if (result.Tokens is [var token] && int.TryParse(token.Value, out int value) && (value < least || value > most))
        {
            result.AddError($"{name} is {value}: give a number from {least} to {most}.");
        }
    });
    return option;
}
