using Akka.Greensock.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Akka.Greensock.CodeFixes;

/// <summary>Calls of the awaitable twin that might do what a synchronous call does, tried on the compiler.</summary>
internal sealed class TwinCalls(InvocationExpressionSyntax call, string twin, SemanticModel model, CancellationToken cancellationToken)
{
    /// <summary>
    /// The first call of the twin that binds, and whose result can stand where the old one stands. Null where none does: a reference
    /// parameter, memory of the stack, a result of another kind.
    /// </summary>
    public InvocationExpressionSyntax? First()
    {
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        SeparatedSyntaxList<ArgumentSyntax> same = call.ArgumentList.Arguments;
        SeparatedSyntaxList<ArgumentSyntax> memory = new MemoryArguments(model, cancellationToken).Of(same, method);
        return new[] { same, memory, WithNoToken(same), WithNoToken(memory) }
            .Select(Twin)
            .FirstOrDefault(candidate => Fits(candidate, method));
    }

    private bool Fits(InvocationExpressionSyntax candidate, IMethodSymbol method)
    {
        SymbolInfo bound = model.GetSpeculativeSymbolInfo(call.SpanStart, candidate, SpeculativeBindingOption.BindAsExpression);
        return bound.Symbol is IMethodSymbol twinMethod
            && KnownTypes.IsTask(twinMethod.ReturnType)
            && (call.Parent is ExpressionStatementSyntax || CanBe(Awaited(twinMethod), method.ReturnType));
    }

    private bool CanBe(ITypeSymbol? awaited, ITypeSymbol result)
    {
        if (awaited is null)
        {
            return result.SpecialType == SpecialType.System_Void;
        }

        Microsoft.CodeAnalysis.CSharp.Conversion conversion = model.Compilation.ClassifyConversion(awaited, result);
        return conversion.IsIdentity || (conversion.IsImplicit && conversion.IsReference);
    }

    private InvocationExpressionSyntax Twin(SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        SimpleNameSyntax name = Invocations.NameOf(call)!;
        SyntaxToken identifier = SyntaxFactory.Identifier(twin).WithTriviaFrom(name.Identifier);
        return call.ReplaceNode(name, name.WithIdentifier(identifier))
            .WithArgumentList(call.ArgumentList.WithArguments(arguments));
    }

    // For the few twins whose token is not optional.
    private static SeparatedSyntaxList<ArgumentSyntax> WithNoToken(SeparatedSyntaxList<ArgumentSyntax> arguments) =>
        arguments.Add(SyntaxFactory.Argument(Awaits.Type("System.Threading.CancellationToken.None")));

    private static ITypeSymbol? Awaited(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } ? arguments[0] : null;
}
