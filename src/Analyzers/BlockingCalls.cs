using Microsoft.CodeAnalysis;

namespace Akka.Greensock.Analyzers;

/// <summary>The members of the BCL that hold up a thread until a task has ended, or a time is over.</summary>
internal static class BlockingCalls
{
    /// <summary>What it is called in messages; null for every other member.</summary>
    public static string? Describe(ISymbol symbol) => (symbol.ContainingType?.Name, symbol.Name) switch
    {
        _ when symbol.ContainingNamespace?.ToDisplayString() is not ("System.Threading" or "System.Threading.Tasks"
            or "System.Runtime.CompilerServices") => null,
        ("Thread", "Sleep") => "Thread.Sleep",
        ("Task", "Wait" or "WaitAll" or "WaitAny") => "Task." + symbol.Name,
        ("Task" or "ValueTask", "Result") => symbol.ContainingType!.Name + ".Result",
        ("TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaiter" or "ConfiguredValueTaskAwaiter", "GetResult") =>
            "GetAwaiter().GetResult()",
        _ => null,
    };

    /// <summary>
    /// Whether an await of what it is called on does the same: not where a time limits the wait, or there are several tasks.
    /// </summary>
    public static bool IsMechanical(ISymbol symbol) => symbol switch
    {
        IPropertySymbol => true,
        IMethodSymbol { Name: "Wait" or "GetResult", Parameters.IsEmpty: true } => true,
        _ => false,
    };
}
