using System.CommandLine;
using System.Runtime.InteropServices;
using TenThousand;

// Ten thousand connections that all talk at once, both ends in this process, and not a byte taken on trust.
Option<int> connections = Whole("--connections", "Connections, as far as the descriptor limit allows.", 10_000, 1, 1_000_000);
Option<int> bytes = Whole(
    "--bytes", "Bytes in a request. Both ends send before they receive, so more could block both.", 128, 1, 65_536);
Option<int> seconds = Whole("--seconds", "How long to measure, after a warm-up.", 10, 1, 86_400);
var kernel = new Option<string>("--kernel") { Description = "What the hubs stand on.", DefaultValueFactory = _ => "auto" };
kernel.AcceptOnlyFromAmong("auto", "linux", "portable");
var command = new RootCommand("A server, its clients and every byte checked, with up to ten thousand connections in one process.")
{
    connections, bytes, seconds, kernel,
};
command.SetAction(arguments => MeasureAsync(new LoadOptions(
    arguments.GetValue(connections),
    arguments.GetValue(bytes),
    TimeSpan.FromSeconds(arguments.GetValue(seconds)),
    arguments.GetValue(kernel)!)));
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static async Task<int> MeasureAsync(LoadOptions options)
{
    DescriptorLimit limit = DescriptorLimit.Read();
    if (limit.Connections < options.Connections)
    {
        Console.WriteLine(limit.Explain(options.Connections));
        options = options with { Connections = limit.Connections };
    }

    if (options.Connections == 0)
    {
        await Console.Error.WriteLineAsync("There is room for none.");
        return 1;
    }

    // The first Ctrl-C ends the run early, with its report.
    using var stop = new CancellationTokenSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => { context.Cancel = true; stop.Cancel(); });
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => { context.Cancel = true; stop.Cancel(); });
    Console.WriteLine(
        $"{options.Connections:N0} connections, each with one request of {options.Bytes:N0} bytes under way at any moment, " +
        $"for {options.Duration.TotalSeconds:0} s");
    var run = new Run(options, stop.Token);
    Task<Outcome> outcome = run.ExecuteAsync();
    await new LiveView(run.Look).WatchAsync(outcome);
    return Report.Write(await outcome);
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
