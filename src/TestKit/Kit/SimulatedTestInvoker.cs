using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Akka.Greensock.TestKit;

/// <summary>Calls the method of a <see cref="SimulatedAttribute"/> with one seed, and lets the simulation go on until it is over.</summary>
internal sealed class SimulatedTestInvoker(
    ITest test,
    IMessageBus messageBus,
    Type testClass,
    object[] constructorArguments,
    MethodInfo testMethod,
    object[] testMethodArguments,
    IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellationTokenSource,
    SeedRun run)
    : XunitTestInvoker(
        test,
        messageBus,
        testClass,
        constructorArguments,
        testMethod,
        testMethodArguments,
        beforeAfterAttributes,
        aggregator,
        cancellationTokenSource)
{
    protected override object? CallTestMethod(object testClassInstance)
    {
        Type? parameter = TestMethod.GetParameters() is [{ } only] ? only.ParameterType : null;
        if (parameter == typeof(Simulation))
        {
            Simulation.Run(run.Seed, simulation => Call(testClassInstance, simulation) ?? Task.CompletedTask);
            return null;
        }

        object[] arguments = parameter is null ? [] : [run.Seed];
        if (testClassInstance is not GreensockTestKit kit)
        {
            return Call(testClassInstance, arguments); // xunit awaits it, if there is anything to await
        }

        if (kit.Seed != run.Seed)
        {
            throw new InvalidOperationException(
                $"[Simulated] {TestMethod.Name}: its class gives GreensockTestKit the seed {kit.Seed}. "
                + "Leave the seed out, and each run has its own.");
        }

        kit.RunBody(() => Call(testClassInstance, arguments) ?? Task.CompletedTask);
        return null;
    }

    private Task? Call(object instance, params object[] arguments) =>
        (Task?)TestMethod.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
