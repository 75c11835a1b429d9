using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Akka.Greensock.Analyzers;

/// <summary>
/// Which code runs in a greenlet, as far as the text shows it. That is what stands inside the lambda, local function or method that
/// is given to a <c>Spawn</c> of ours, to <c>Hub.Run</c> or to a <c>StreamServer</c>; a lambda that does nothing but call a method
/// stands for that method. What stands in a lambda that is given to something of System.Threading, such as <c>Task.Run</c>, runs
/// elsewhere.
/// </summary>
internal sealed class GreenletBodies(Compilation compilation)
{
    // With each tree for as long as that lives: an editor makes a compilation for each keystroke, of trees that are mostly the same.
    private static readonly ConditionalWeakTable<SyntaxTree, ExpressionSyntax[]> NamedBodies = new();

    private HashSet<SyntaxNode>? _spawned;

    /// <summary>The greenlet's body that the node stands in; null if it stands in none.</summary>
    public SyntaxNode? Around(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        for (SyntaxNode? function = EnclosingFunction.Of(node); function is not null; function = EnclosingFunction.Of(function))
        {
            if (function is AnonymousFunctionExpressionSyntax lambda)
            {
                Destination destination = SpawnCalls.DestinationOf(lambda, model, cancellationToken);
                if (destination == Destination.Unknown)
                {
                    continue;
                }

                return destination == Destination.Greenlet ? function : null;
            }

            if (function is LocalFunctionStatementSyntax or MethodDeclarationSyntax && IsSpawned(function, model, cancellationToken))
            {
                return function;
            }

            if (function is not LocalFunctionStatementSyntax)
            {
                return null;
            }
        }

        return null;
    }

    private bool IsSpawned(SyntaxNode function, SemanticModel model, CancellationToken cancellationToken)
    {
        // Two threads may both look, and find the same.
        HashSet<SyntaxNode> spawned = _spawned ??= Spawned(cancellationToken);
        if (spawned.Count == 0 || spawned.Contains(function))
        {
            return spawned.Count > 0;
        }

        var method = model.GetDeclaredSymbol(function, cancellationToken) as IMethodSymbol;
        for (IMethodSymbol? overridden = method?.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (Declarations(overridden, cancellationToken).Any(spawned.Contains))
            {
                return true;
            }
        }

        return false;
    }

    // Bound only once a suspect stands in a method, and then only the few places where a method is given away by its name.
    private HashSet<SyntaxNode> Spawned(CancellationToken cancellationToken) =>
    [
        .. from tree in compilation.SyntaxTrees
           let named = NamedBodies.GetValue(tree, SpawnCalls.NamedBodiesIn)
           where named.Length > 0
           let model = compilation.GetSemanticModel(tree)
           from body in named
           where SpawnCalls.IsGivenToGreenlet(body, model, cancellationToken)
           let method = model.GetSymbolInfo(body, cancellationToken).Symbol as IMethodSymbol
           where method is not null
           from declaration in Declarations(method, cancellationToken)
           select declaration,
    ];

    private static IEnumerable<SyntaxNode> Declarations(IMethodSymbol method, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        return (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken));
    }
}
