using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Akka.Greensock.TestKit;

/// <summary>Runs a test of <see cref="SimulatedAttribute"/>: the class's constructor, the method and the end, for each seed.</summary>
internal sealed class SimulatedTestRunner(
    ITest test,
    IMessageBus messageBus,
    Type testClass,
    object[] constructorArguments,
    MethodInfo testMethod,
    object[] testMethodArguments,
    string skipReason,
    IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellationTokenSource,
    int limitMilliseconds)
    : XunitTestRunner(
        test,
        messageBus,
        testClass,
        constructorArguments,
        testMethod,
        testMethodArguments,
        skipReason,
        beforeAfterAttributes,
        aggregator,
        cancellationTokenSource)
{
    private SeedSeries? _series;

    protected override async Task<Tuple<decimal, string>> InvokeTestAsync(ExceptionAggregator aggregator)
    {
        Tuple<decimal, string> result = await base.InvokeTestAsync(aggregator);
        return Tuple.Create(result.Item1, $"{result.Item2}{_series?.Summary}\n");
    }

    protected override async Task<decimal> InvokeTestMethodAsync(ExceptionAggregator aggregator)
    {
        decimal seconds = 0;
        await aggregator.RunAsync(async () =>
        {
            SimulatedAttribute attribute = TestMethod.GetCustomAttribute<SimulatedAttribute>()!;
            ulong? one = SeedRun.FromEnvironment();
            _series = new SeedSeries(
                $"{TestClass.FullName}.{TestMethod.Name}",
                one ?? attribute.First,
                one is null ? attribute.Seeds : 1,
                attribute.VerifyReplay,
                async run =>
                {
                    (decimal took, SeedOutcome outcome) = await RunSeedAsync(run);
                    seconds += took;
                    return outcome;
                });
            await _series.RunAsync(() => IsInTime(seconds) && !CancellationTokenSource.IsCancellationRequested);
        });
        return seconds;
    }

    private bool IsInTime(decimal seconds) => limitMilliseconds == 0 || seconds * 1000 <= limitMilliseconds ? true
        : throw new SimulationException(
            $"The time is up: [Simulated(Timeout = {limitMilliseconds})], in milliseconds, and {_series!.Summary} "
            + "Ask for fewer seeds, or for more time.");

    private async Task<(decimal Seconds, SeedOutcome Outcome)> RunSeedAsync(SeedRun run)
    {
        var failures = new ExceptionAggregator();
        var invoker = new SimulatedTestInvoker(
            Test,
            MessageBus,
            TestClass,
            ConstructorArguments,
            TestMethod,
            TestMethodArguments,
            BeforeAfterAttributes,
            failures,
            CancellationTokenSource,
            run);
        decimal seconds = await invoker.RunAsync();
        return (seconds, new SeedOutcome(run.Hash, failures.ToException()));
    }
}
