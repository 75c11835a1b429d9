using Microsoft.CodeAnalysis;

namespace Akka.Greensock.Analyzers;

/// <summary>What is ours, and what is a task, by name: the analyzers reference neither us nor the net10.0 library.</summary>
internal static class KnownTypes
{
    private const string GreenletName = "Akka.Greensock.Greenlet";

    /// <summary>The greenlet's type, or null where Akka.Greensock is not referenced and there is nothing to look for.</summary>
    public static INamedTypeSymbol? Greenlet(Compilation compilation) => compilation.GetTypeByMetadataName(GreenletName);

    /// <summary>The namespace, from all assemblies; null where there is none.</summary>
    public static INamespaceSymbol? Namespace(Compilation compilation) => Greenlet(compilation) is { } greenlet
        ? compilation.GetCompilationNamespace(greenlet.ContainingNamespace)
        : null;

    /// <summary>Whether the type is of the namespace Akka.Greensock, where all that people call is.</summary>
    public static bool IsOurs(ITypeSymbol? type) => type?.ContainingNamespace is
    {
        Name: "Greensock",
        ContainingNamespace: { Name: "Akka", ContainingNamespace.IsGlobalNamespace: true },
    };

    /// <summary>Whether it is one of the four types that the language's libraries await.</summary>
    public static bool IsTask(ITypeSymbol? type) =>
        type is { Name: "Task" or "ValueTask" } && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    /// <summary>Whether the type is of System.Threading or of a namespace below it.</summary>
    public static bool IsThreading(ITypeSymbol? type)
    {
        string? name = type?.ContainingNamespace?.ToDisplayString();
        return name == "System.Threading" || name?.StartsWith("System.Threading.", StringComparison.Ordinal) == true;
    }
}
