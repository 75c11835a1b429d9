using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Greensock.TestKit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Akka.Greensock.Tests;

/// <summary>Tests over seeds, run as a runner runs them.</summary>
public class SimulatedTheorySpecs
{
    [Fact]
    public void All_seeds_are_run_each_in_a_simulation_of_its_own()
    {
        Bodies.Seeds.Clear();
        ITestPassed passed = Assert.IsAssignableFrom<ITestPassed>(Run(nameof(Bodies.Passing)));
        Assert.Equal(Enumerable.Range(5, 20).Select(seed => (ulong)seed), Bodies.Seeds);
        Assert.Contains("20 of 20 seeds passed, from 5.", passed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_seed_that_fails_ends_it_and_is_told_with_the_way_to_run_it_again()
    {
        string message = Failure(Run(nameof(Bodies.FailingFrom4)));
        Assert.Contains("Seed 4 failed, 3 before it passed.", message, StringComparison.Ordinal);
        Assert.Contains("failed with the same log hash", message, StringComparison.Ordinal);
        Assert.Contains(
            "GREENSOCK_SEED=4 dotnet test --filter FullyQualifiedName=Akka.Greensock.Tests.SimulatedTheorySpecs+Bodies.FailingFrom4",
            message, StringComparison.Ordinal);
        Assert.Contains("four", message, StringComparison.Ordinal);
        Assert.Contains("Last events:", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deadlock_tells_who_waits_for_what()
    {
        string message = Failure(Run(nameof(Bodies.Deadlocked)));
        Assert.Contains("Seed 1 failed", message, StringComparison.Ordinal);
        Assert.Contains("Who waits for what", message, StringComparison.Ordinal);
        Assert.Contains("host: sleeper", message, StringComparison.Ordinal);
        Assert.Contains("listen", message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(nameof(Bodies.FailingFrom4), "Last events:")]
    [InlineData(nameof(Bodies.Deadlocked), "Sockets:")]
    [InlineData(nameof(Bodies.Leaking), "LISTEN")]
    public void A_report_is_told_once(string method, string part) => Assert.Equal(2, Failure(Run(method)).Split(part).Length);

    [Fact]
    public void A_body_that_is_not_deterministic_is_told()
    {
        Assert.Contains("is not deterministic", Failure(Run(nameof(Bodies.FailingAnyhow))), StringComparison.Ordinal);
        string message = Failure(Run(nameof(Bodies.PassingAnyhow)));
        Assert.Contains(
            "Seed 1 passed, 0 before it did too. Run a second time it passed with another log hash", message, StringComparison.Ordinal);
        Assert.Contains(
            "3 of 3 seeds passed, from 1, each run twice with the same log hash.",
            Assert.IsAssignableFrom<ITestPassed>(Run(nameof(Bodies.Verified))).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Bodies.Synchronous))]
    [InlineData(nameof(Bodies.OfSeed))]
    [InlineData(nameof(Bodies.OfSeedAwaiting))]
    public void Bodies_of_every_shape_are_run(string method) => Assert.IsAssignableFrom<ITestPassed>(Run(method));

    [Theory]
    [InlineData(nameof(Bodies.Nothing), "Let it take a Simulation, or the seed as a ulong")]
    [InlineData(nameof(Bodies.Returning), "Let it return void or Task")]
    [InlineData(nameof(Bodies.Void), "it is async void, and nobody would learn of its end. Let it return Task")]
    [InlineData(nameof(Bodies.NoSeeds), "Ask for 1 or more")]
    public void What_cannot_be_run_says_why(string method, string why) =>
        Assert.Contains(why, Failure(Run(method)), StringComparison.Ordinal);

    [Fact]
    public void A_limit_of_real_time_ends_it_between_two_seeds() =>
        Assert.Contains("The time is up", Failure(Run(nameof(Bodies.TooLong))), StringComparison.Ordinal);

    [Fact]
    public void A_kit_is_made_anew_for_each_seed()
    {
        KitBodies.Seeds.Clear();
        Assert.IsAssignableFrom<ITestPassed>(Run(nameof(KitBodies.Passing), typeof(KitBodies)));
        Assert.Equal([1UL, 2, 3], KitBodies.Seeds);
        Assert.IsAssignableFrom<ITestPassed>(Run(nameof(KitBodies.Synchronous), typeof(KitBodies)));
        string message = Failure(Run(nameof(KitBodies.Failing), typeof(KitBodies)));
        Assert.Contains("Timeout 00:00:03 while waiting for a message of type System.String", message, StringComparison.Ordinal);
        Assert.Contains("failed with the same log hash", message, StringComparison.Ordinal);
        Assert.Contains("Leave the seed out", Failure(Run(nameof(KitBodies.Passing), typeof(FixedKitBodies))), StringComparison.Ordinal);
    }

    private static string Failure(IMessageSinkMessage result) => string.Join("\n", Assert.IsAssignableFrom<ITestFailed>(result).Messages);

    private static IMessageSinkMessage Run(string method, Type? type = null)
    {
        type ??= typeof(Bodies);
        var messages = new NullMessageSink();
        var assembly = new TestAssembly(Reflector.Wrap(type.Assembly));
        var collection = new TestCollection(assembly, null, "bodies");
        var testMethod = new TestMethod(new TestClass(collection, Reflector.Wrap(type)), Reflector.Wrap(type.GetMethod(method)!));
        IAttributeInfo attribute = testMethod.Method.GetCustomAttributes(typeof(SimulatedAttribute)).Single();
        IXunitTestCase testCase = new SimulatedDiscoverer(messages).Discover(new NoOptions(), testMethod, attribute).Single();
        var results = new Results();
        using var cancellation = new CancellationTokenSource();
        SynchronizationContext? context = SynchronizationContext.Current;
        testCase.RunAsync(messages, results, [], new ExceptionAggregator(), cancellation).GetAwaiter().GetResult();
        SynchronizationContext.SetSynchronizationContext(context);
        return results.Result!;
    }

    private sealed class NoOptions : ITestFrameworkDiscoveryOptions
    {
        public TValue? GetValue<TValue>(string name) => default;

        public void SetValue<TValue>(string name, TValue value)
        {
        }
    }

    private sealed class Results : IMessageBus
    {
        public IMessageSinkMessage? Result { get; private set; }

        public bool QueueMessage(IMessageSinkMessage message)
        {
            Result = message is ITestResultMessage ? message : Result;
            return true;
        }

        public void Dispose()
        {
        }
    }

#pragma warning disable xUnit1000 // nested and private, so that no runner finds them but this one
    private sealed class Bodies
    {
        private static int Count { get; set; }

        public static List<ulong> Seeds { get; } = [];

        [Simulated(20, First = 5)]
        public async Task Passing(Simulation simulation)
        {
            Seeds.Add(simulation.Seed);
            await simulation.AddHost("host").Spawn(async () => await Greenlet.SleepAsync(TimeSpan.FromHours(1)));
            await Task.Delay(TimeSpan.FromHours(1), simulation.Time);
            Assert.Equal(TimeSpan.FromHours(2), simulation.Now);
        }

        [Simulated]
        public void Synchronous(Simulation simulation) =>
            simulation.AddHost("host").Spawn(async () => await Greenlet.SleepAsync(TimeSpan.FromHours(1))).Join();

        [Simulated(1000)]
        public void FailingFrom4(Simulation simulation)
        {
            simulation.AddHost("host");
            Assert.False(simulation.Seed >= 4, "four");
        }

        [Simulated]
        public async Task Deadlocked(Simulation simulation) => await simulation.AddHost("host").Spawn(
            async () =>
            {
                using var listener = new GreenSocket(SocketType.Stream, ProtocolType.Tcp);
                listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 7));
                listener.Listen();
                await listener.AcceptAsync();
            },
            "sleeper");

        [Simulated]
        public void Leaking(Simulation simulation)
        {
            SimulatedKernel kernel = simulation.AddHost("host").Kernel;
            int socket = Expect.Ok(kernel.Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            Expect.Ok(kernel.Bind(socket, KernelAddress.FromEndPoint(new IPEndPoint(IPAddress.Any, 7))));
            Expect.Ok(kernel.Listen(socket, 1));
        }

        [Simulated]
        public void FailingAnyhow(Simulation simulation)
        {
            simulation.RunFor(TimeSpan.FromSeconds(++Count));
            simulation.AddHost("host");
            Assert.Fail("anyhow");
        }

        [Simulated(VerifyReplay = true)]
        public void PassingAnyhow(Simulation simulation)
        {
            simulation.RunFor(TimeSpan.FromSeconds(++Count));
            simulation.AddHost("host");
        }

        [Simulated(3, VerifyReplay = true)]
        public void Verified(Simulation simulation) => simulation.AddHost("host");

        [Simulated(3)]
        public void OfSeed(ulong seed) => Simulation.Run(seed, simulation => simulation.AddHost("host"));

        [Simulated(3)]
        public async Task OfSeedAwaiting(ulong seed)
        {
            await Task.Yield();
            Simulation.Run(seed, simulation => simulation.AddHost("host"));
        }

        [Simulated]
        public void Nothing()
        {
        }

        [Simulated]
        public int Returning(Simulation simulation) => simulation.Network.Hosts.Count;

#pragma warning disable xUnit1048 // this is what is refused
        [Simulated]
        public async void Void(Simulation simulation) => await Task.Delay(TimeSpan.FromSeconds(1), simulation.Time);
#pragma warning restore xUnit1048

        [Simulated(0)]
        public void NoSeeds(Simulation simulation) => simulation.AddHost("host");

        [Simulated(int.MaxValue, Timeout = 1)]
        public void TooLong(Simulation simulation) => simulation.AddHost("host");
    }

    private class KitBodies(ulong? seed) : GreensockTestKit(seed)
    {
        public KitBodies()
            : this(null)
        {
        }

        public static List<ulong> Seeds { get; } = [];

        [Simulated(3)]
        public async Task Passing()
        {
            Seeds.Add(Seed);
            SimulatedProbe probe = CreateTestProbe();
            ValueTask<string> later = probe.ExpectMsgAsync<string>(TimeSpan.FromHours(1));
            await Task.Delay(TimeSpan.FromMinutes(1), Simulation.Time);
            probe.Tell("hello");
            Assert.Equal("hello", await later);
            Assert.Equal(TimeSpan.FromMinutes(1), Now);
            await AddHost("host").Spawn(async () => await Greenlet.SleepAsync(TimeSpan.FromMinutes(1)));
            Within(TimeSpan.FromMinutes(1), () => ExpectNoMsg(TimeSpan.FromMinutes(1)));
            Assert.Equal(TimeSpan.FromMinutes(3), Now);
        }

        [Simulated(3)]
        public void Synchronous() => ExpectNoMsg();

        [Simulated]
        public async Task Failing() => await ExpectMsgAsync<string>();
    }

    private sealed class FixedKitBodies() : KitBodies(7);
}
