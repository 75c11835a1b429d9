using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Akka.Greensock.Analyzers;

/// <summary>Where a function that is given to a call will run.</summary>
internal enum Destination
{
    /// <summary>Nobody can tell: perhaps at once, where it stands.</summary>
    Unknown,

    /// <summary>In a greenlet of its own.</summary>
    Greenlet,

    /// <summary>On another thread, or at another time, and in no greenlet.</summary>
    Elsewhere,
}

/// <summary>The calls that make a greenlet of a function.</summary>
internal static class SpawnCalls
{
    /// <summary>Where a lambda runs that is given to a call.</summary>
    public static Destination DestinationOf(
        AnonymousFunctionExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken) =>
        CallWithArgument(lambda) is { } call && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
            ? DestinationOf(method)
            : Destination.Unknown;

    /// <summary>Whether a method's name, or the lambda that does nothing but call it, is an argument of a call that spawns.</summary>
    public static bool IsGivenToGreenlet(ExpressionSyntax body, SemanticModel model, CancellationToken cancellationToken)
    {
        SyntaxNode argument = body is InvocationExpressionSyntax ? EnclosingFunction.Of(body)! : body;
        return CallWithArgument(argument) is { } call
            && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
            && DestinationOf(method) == Destination.Greenlet;
    }

    /// <summary>
    /// What, by its looks, is a method that is given to a greenlet: its name, or the call of it that is all that a lambda does.
    /// </summary>
    public static ExpressionSyntax[] NamedBodiesIn(SyntaxTree tree) =>
    [
        .. from node in tree.GetRoot().DescendantNodes()
           let arguments = ArgumentsOfSpawn(node)
           where arguments is not null
           from argument in arguments.Arguments
           let body = NamedBody(argument.Expression)
           where body is not null
           select body,
    ];

    private static Destination DestinationOf(IMethodSymbol method) => method.ContainingType switch
    {
        { Name: "StreamServer" or "Greenlet" } type when method.MethodKind == MethodKind.Constructor && KnownTypes.IsOurs(type) =>
            Destination.Greenlet,
        { Name: "Hub" } type when method.Name == "Run" && KnownTypes.IsOurs(type) => Destination.Greenlet,
        { } type when method.Name.StartsWith("Spawn", StringComparison.Ordinal) && KnownTypes.IsOurs(type) => Destination.Greenlet,
        { } type when KnownTypes.IsThreading(type) => Destination.Elsewhere,
        _ => Destination.Unknown,
    };

    private static ArgumentListSyntax? ArgumentsOfSpawn(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax invocation when Invocations.NameOf(invocation)?.Identifier.ValueText is { } name
            && (name == "Run" || name.StartsWith("Spawn", StringComparison.Ordinal)) => invocation.ArgumentList,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        ConstructorInitializerSyntax initializer => initializer.ArgumentList,
        _ => null,
    };

    private static ExpressionSyntax? NamedBody(ExpressionSyntax argument) => argument switch
    {
        SimpleNameSyntax or MemberAccessExpressionSyntax => argument,
        LambdaExpressionSyntax { ExpressionBody: InvocationExpressionSyntax call } => call,
        LambdaExpressionSyntax { ExpressionBody: AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call } } => call,
        _ => null,
    };

    private static SyntaxNode? CallWithArgument(SyntaxNode argument)
    {
        SyntaxNode? around = argument.Parent;
        while (around is ParenthesizedExpressionSyntax or CastExpressionSyntax)
        {
            around = around.Parent;
        }

        return around is ArgumentSyntax { Parent: BaseArgumentListSyntax { Parent: { } call } } ? call : null;
    }
}
