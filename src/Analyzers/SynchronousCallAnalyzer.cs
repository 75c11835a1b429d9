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
                start.RegisterSyntaxNodeAction(call => Look(call, twins), SyntaxKind.InvocationExpression);
            }
        });
    }

    private static void Look(SyntaxNodeAnalysisContext context, AwaitableTwins twins)
    {
        var invocation = (InvocationExpressionSyntax)context.Node;
        if (Invocations.NameOf(invocation) is not { } name
            || !EnclosingFunction.IsAsync(EnclosingFunction.Of(invocation))
            || !twins.MayBeFor(name.Identifier.ValueText))
        {
            return;
        }

        SemanticModel model = context.SemanticModel;
        if (model.GetOperation(invocation, context.CancellationToken) is IInvocationOperation { TargetMethod: var method } call
            && AwaitableTwins.Of(method, call.Instance?.Type) is { } twin
            && IsInAsyncFunction(invocation, model, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.SynchronousCall,
                name.GetLocation(),
                ImmutableDictionary<string, string?>.Empty.Add(Twin, twin.Name),
                method.ContainingType.Name + "." + method.Name,
                twin.Name));
        }
    }

    // Top-level statements may await, but as long as they do not they are an ordinary Main, which may wait.
    private static bool IsInAsyncFunction(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        EnclosingFunction.Of(node) is not GlobalStatementSyntax
        || model.GetEnclosingSymbol(node.SpanStart, cancellationToken) is IMethodSymbol { IsAsync: true };
}
