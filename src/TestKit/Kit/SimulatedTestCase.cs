using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Akka.Greensock.TestKit;

/// <summary>A test over seeds, as one of xunit's. Made by <see cref="SimulatedDiscoverer"/>.</summary>
public sealed class SimulatedTestCase : XunitTestCase
{
    /// <summary>For xunit, which fills it in.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by xunit, which fills it in.")]
    public SimulatedTestCase()
    {
    }

    internal SimulatedTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    /// <summary>What all seeds together may take, in milliseconds of real time; 0 for as long as they take.</summary>
    internal int Limit { get; private set; }

    /// <inheritdoc/>
    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        new SimulatedTestCaseRunner(this, constructorArguments, messageBus, aggregator, cancellationTokenSource).RunAsync();

    /// <inheritdoc/>
    protected override void Initialize()
    {
        base.Initialize();

        // xunit's own holds for one call of the method, and only where that awaits.
        (Limit, Timeout) = (Timeout, 0);
    }

    private sealed class SimulatedTestCaseRunner(
        SimulatedTestCase testCase,
        object[] arguments,
        IMessageBus bus,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellation)
        : XunitTestCaseRunner(
            testCase,
            testCase.DisplayName,
            testCase.SkipReason,
            arguments,
            new object[testCase.TestMethod.Method.GetParameters().Count()],
            bus,
            aggregator,
            cancellation)
    {
        protected override XunitTestRunner CreateTestRunner(
            ITest test,
            IMessageBus messageBus,
            Type testClass,
            object[] constructorArguments,
            System.Reflection.MethodInfo testMethod,
            object[] testMethodArguments,
            string skipReason,
            IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
            ExceptionAggregator aggregator,
            CancellationTokenSource cancellationTokenSource) =>
            new SimulatedTestRunner(
                test,
                messageBus,
                testClass,
                constructorArguments,
                testMethod,
                testMethodArguments,
                skipReason,
                beforeAfterAttributes,
                aggregator,
                cancellationTokenSource,
                ((SimulatedTestCase)TestCase).Limit);
    }
}
