using System.Collections.Immutable;
using System.Composition;
using Akka.Greensock.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Akka.Greensock.CodeFixes;

/// <summary>GS0001: awaits the twin.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitTwinCodeFix))]
[Shared]
internal sealed class AwaitTwinCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.SynchronousCallId];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken);
            SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken);
            if (root is not null
                && CallAt(root.FindNode(diagnostic.Location.SourceSpan)) is { } call
                && model is not null
                && EnclosingFunction.CanAwait(call)
                && diagnostic.Properties.TryGetValue(SynchronousCallAnalyzer.Twin, out string? twin)
                && SyntaxFacts.IsValidIdentifier(twin)
                && new TwinCalls(call, twin!, model, context.CancellationToken).First() is { } awaited)
            {
                SyntaxNode mended = root.ReplaceNode(call, Awaits.InPlaceOf(call, awaited));
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Await '{twin}'",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(mended)),
                        nameof(AwaitTwinCodeFix)),
                    diagnostic);
            }
        }
    }

    // Not the call around a constructor that waits, for which there is no fix.
    private static InvocationExpressionSyntax? CallAt(SyntaxNode node) => node
        .AncestorsAndSelf()
        .FirstOrDefault(around => around is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax) as InvocationExpressionSyntax;
}
