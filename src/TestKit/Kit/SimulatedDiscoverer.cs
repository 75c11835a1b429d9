using System.Runtime.CompilerServices;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Akka.Greensock.TestKit;

/// <summary>Finds the tests that <see cref="SimulatedAttribute"/> marks. Called by xunit.</summary>
/// <param name="diagnosticMessageSink">Where xunit's diagnostics go.</param>
public sealed class SimulatedDiscoverer(IMessageSink diagnosticMessageSink) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        ArgumentNullException.ThrowIfNull(factAttribute);
        TestMethodDisplay display = discoveryOptions.MethodDisplayOrDefault();
        TestMethodDisplayOptions options = discoveryOptions.MethodDisplayOptionsOrDefault();
        yield return WhatIsWrong(testMethod, factAttribute) is { } wrong
            ? new ExecutionErrorTestCase(
                diagnosticMessageSink, display, options, testMethod, $"[Simulated] {testMethod.Method.Name}: {wrong}")
            : new SimulatedTestCase(diagnosticMessageSink, display, options, testMethod);
    }

    private static string? WhatIsWrong(ITestMethod testMethod, IAttributeInfo attribute)
    {
        IParameterInfo[] parameters = [.. testMethod.Method.GetParameters()];
        bool isKits = testMethod.TestClass.Class.ToRuntimeType() is { } type && typeof(GreensockTestKit).IsAssignableFrom(type);
        string returns = testMethod.Method.ReturnType.Name;
        return testMethod.Method.IsGenericMethodDefinition ? "it is generic. Write it for one type."
            : returns == typeof(void).FullName && testMethod.Method.GetCustomAttributes(typeof(AsyncStateMachineAttribute)).Any()
                ? "it is async void, and nobody would learn of its end. Let it return Task."
            : returns != typeof(void).FullName && returns != typeof(Task).FullName ? $"it returns {returns}. Let it return void or Task."
            : !TakesSeed(parameters) && !(isKits && parameters.Length == 0)
                ? "it takes something else. Let it take a Simulation, or the seed as a ulong, or, in a GreensockTestKit, nothing."
            : attribute.GetConstructorArguments().FirstOrDefault() is int seeds && seeds < 1 ? $"{seeds} seeds. Ask for 1 or more."
            : null;
    }

    private static bool TakesSeed(IParameterInfo[] parameters) => parameters.Length == 1
        && (parameters[0].ParameterType.Name == typeof(Simulation).FullName || parameters[0].ParameterType.Name == typeof(ulong).FullName);
}
