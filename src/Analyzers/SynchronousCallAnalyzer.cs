using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Akka.Greensock.Analyzers;

/// <summary>GS0001: a synchronous member that waits, called in asynchronous code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SynchronousCallAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that names the twin.</summary>
    public const string Twin = nameof(Twin);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.SynchronousCall];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.Greenlet(start.Compilation) is not null)
            {
                var twins = new AwaitableTwins(start.Compilation);
                start.RegisterSyntaxNodeAction(call => LookAtCall(call, twins), SyntaxKind.InvocationExpression);
                start.RegisterSyntaxNodeAction(
                    LookAtCreation, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression);
            }
        });
    }

    private static void LookAtCall(SyntaxNodeAnalysisContext context, AwaitableTwins twins)
    {
        var invocation = (InvocationExpressionSyntax)context.Node;
        if (Invocations.NameOf(invocation) is { } name
            && IsInAsyncFunction(invocation)
            && twins.MayBeFor(name.Identifier.ValueText)
            && context.SemanticModel.GetOperation(invocation, context.CancellationToken) is IInvocationOperation call)
        {
            Check(context, call.TargetMethod, call.Instance?.Type, name.GetLocation(), call.TargetMethod.Name);
        }
    }

    // A constructor that waits connects, and takes a host and a port. Its type may stand there by another name.
    private static void LookAtCreation(SyntaxNodeAnalysisContext context)
    {
        var creation = (BaseObjectCreationExpressionSyntax)context.Node;
        if (creation.ArgumentList?.Arguments.Count == 2
            && IsInAsyncFunction(creation)
            && context.SemanticModel.GetSymbolInfo(creation, context.CancellationToken).Symbol is IMethodSymbol constructor)
        {
            Check(context, constructor, null, creation.GetLocation(), "new");
        }
    }

    private static void Check(
        SyntaxNodeAnalysisContext context, IMethodSymbol method, ITypeSymbol? receiver, Location location, string name)
    {
        if (AwaitableTwins.Of(method, receiver) is { } twin
            && IsInAsyncFunction(context.Node, context.SemanticModel, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.SynchronousCall,
                location,
                ImmutableDictionary<string, string?>.Empty.Add(Twin, twin),
                method.ContainingType.Name + "." + name,
                twin));
        }
    }

    private static bool IsInAsyncFunction(SyntaxNode node) => EnclosingFunction.IsAsync(EnclosingFunction.Of(node));

    // Top-level statements may await, but as long as they do not they are an ordinary Main, which may wait.
    private static bool IsInAsyncFunction(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        EnclosingFunction.Of(node) is not GlobalStatementSyntax
        || model.GetEnclosingSymbol(node.SpanStart, cancellationToken) is IMethodSymbol { IsAsync: true };
}
