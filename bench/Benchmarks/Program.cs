using System.CommandLine;
using Akka.Greensock.Benchmarks;
using Akka.Greensock.Benchmarks.Echo;
using Akka.Greensock.Benchmarks.Micro;
using Akka.Greensock.Benchmarks.Names;
using Akka.Greensock.Benchmarks.Simulated;
using Akka.Greensock.Benchmarks.Sockets;

// Figures that are taken inside one process. The scripts beside this project compare whole servers. bench/README.md
// says how to read both.
Option<int> Number(string name, int value, string description) => new(name) { DefaultValueFactory = _ => value, Description = description };

var verbose = new Option<bool>("--verbose") { Description = "Print every iteration." };
var micro = new Command("micro", "Greenlet switch, spawn + join, timer arm + cancel (BenchmarkDotNet).") { verbose };
micro.SetAction(arguments => MicroVerb.Run(arguments.GetValue(verbose)));

Option<int> samples = Number("--samples", 5_000, "Wakes to measure.");
var wake = new Command("wake", "Wake of a sleeping hub from another thread: percentiles.") { samples };
wake.SetAction(arguments => WakeVerb.Run(arguments.GetValue(samples)));

Option<int> connections = Number("--connections", 100, "Connections.");
Option<int> armed = Number("--armed", 100_000, "Greenlets that sleep meanwhile; 0 shows the noise of the measurement.");
Option<int> rounds = Number("--rounds", 101, "Rounds.");
Option<int> each = Number("--requests", 100, "Requests of each connection in each round.");
var timeouts = new Command("timeouts", "What armed timeouts cost an echo.") { armed, rounds, connections, each };
timeouts.SetAction(arguments => TimeoutsVerb.RunAsync(
    arguments.GetValue(armed), arguments.GetValue(rounds), arguments.GetValue(connections), arguments.GetValue(each)));

Option<int> requests = Number("--requests", 1_000_000, "Requests to measure.");
var allocations = new Command("allocations", "Bytes allocated per echo request.") { requests, connections };
allocations.SetAction(arguments => AllocationsVerb.RunAsync(arguments.GetValue(requests), arguments.GetValue(connections)));

Option<int> idlers = Number("--connections", 5_000, "Idle connections.");
var idle = new Command("idle", "Live memory of an idle connection.") { idlers };
idle.SetAction(arguments => IdleVerb.RunAsync(arguments.GetValue(idlers)));

Option<int> parked = Number("--count", 5_000, "Thread greenlets.");
var threads = new Command("threads", "Resident memory of a parked thread greenlet.") { parked };
threads.SetAction(arguments => ThreadsVerb.Run(arguments.GetValue(parked)));

Option<int> calls = Number("--samples", 20_000, "Requests to measure with each.");
var blocking = new Command("blocking", "Blocking calls of a thread that is no hub, beside the BCL's.") { calls };
blocking.SetAction(arguments => BlockingVerb.Run(arguments.GetValue(calls)));

Option<int> names = Number("--names", 1_000, "Names to look up.");
Option<int> greenlets = Number("--greenlets", 100, "Greenlets that look them up.");
Option<int> answer = Number("--answer", 100, "How long the name server takes for an answer, in ms.");
var dns = new Command("dns", "Lookups over a slow name server, and how long the hub's turns are meanwhile.") { names, greenlets, answer };
dns.SetAction(arguments => DnsVerb.RunAsync(arguments.GetValue(names), arguments.GetValue(greenlets), arguments.GetValue(answer)));

Option<int> waiting = Number("--connections", 1_000, "Idle connections.");
var simulation = new Command("simulation", "Simulated segments, and a virtual hour of idle connections.") { waiting };
simulation.SetAction(arguments => SimulationVerb.Run(arguments.GetValue(waiting)));

Option<int> suite = Number("--seeds", 10_000, "Seeds of each suite.");
Option<int> twice = Number("--twice", 1_000, "How many of them are run twice.");
var seeds = new Command("seeds", "The protocol examples' suites: time, replays, how many seeds find the planted bugs.") { suite, twice };
seeds.SetAction(arguments => SeedsVerb.Run(arguments.GetValue(suite), arguments.GetValue(twice)));

var port = new Argument<int>("port");
var count = new Argument<int>("connections");
var hold = new Command("hold", "The second process of idle.") { port, count };
hold.Hidden = true;
hold.SetAction(arguments => IdleVerb.HoldAsync(arguments.GetValue(port), arguments.GetValue(count), Console.In, Console.Out));

var path = new Argument<string>("path");
var serveDatagrams = new Command("serve-udp", "The datagram server of sockets.sh.") { Hidden = true };
serveDatagrams.SetAction(_ => ServeVerb.Datagrams());
var serveUnix = new Command("serve-unix", "The Unix stream server of sockets.sh.") { path };
serveUnix.Hidden = true;
serveUnix.SetAction(arguments => ServeVerb.UnixStream(arguments.GetValue(path)!));

var bytes = new Argument<long>("bytes");
var sendAll = new Command("sendall", "A sender of sockets.sh.") { port, bytes };
sendAll.Hidden = true;
sendAll.SetAction(arguments => TransferVerb.SendAll(arguments.GetValue(port), arguments.GetValue(bytes)));
var sendFile = new Command("sendfile", "A sender of sockets.sh.") { port, path };
sendFile.Hidden = true;
sendFile.SetAction(arguments => TransferVerb.SendFile(arguments.GetValue(port), arguments.GetValue(path)!));

var command = new RootCommand("Measurements of Akka.Greensock.")
{
    micro, wake, threads, blocking, timeouts, allocations, idle, dns, simulation, seeds, hold, serveDatagrams, serveUnix, sendAll, sendFile,
};
return await command.Parse(args).InvokeAsync();
