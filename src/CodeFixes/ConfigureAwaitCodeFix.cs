using System.Collections.Immutable;
using System.Composition;
using Akka.Greensock.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Akka.Greensock.CodeFixes;

/// <summary>GS0002: takes the call out, or, where it asks for more than to leave the context, leaves it that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConfigureAwaitCodeFix))]
[Shared]
internal sealed class ConfigureAwaitCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ConfigureAwaitId];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
                || model is null)
            {
                continue;
            }

            ExpressionSyntax option = call.ArgumentList.Arguments[0].Expression;
            (string title, SyntaxNode? mended) = model.GetConstantValue(option, context.CancellationToken).Value is int and not 0
                ? ("Continue on the captured context", root.ReplaceNode(option, WithCapturedContext(option)))
                : ($"Remove '{call.ToString().Substring(diagnostic.Location.SourceSpan.Start - call.SpanStart)}'", Without(root, call));
            if (mended is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        title, _ => Task.FromResult(context.Document.WithSyntaxRoot(mended)), nameof(ConfigureAwaitCodeFix)),
                    diagnostic);
            }
        }
    }

    // a.ConfigureAwait(false) is a; of a?.B().ConfigureAwait(false) the call is the last link of the chain.
    private static SyntaxNode? Without(SyntaxNode root, InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => root.ReplaceNode(call, access.Expression.WithTrailingTrivia(call.GetTrailingTrivia())),
        MemberBindingExpressionSyntax when call.Parent is ConditionalAccessExpressionSyntax conditional =>
            root.ReplaceNode(conditional, conditional.Expression.WithTrailingTrivia(conditional.GetTrailingTrivia())),
        _ => null,
    };

    private static BinaryExpressionSyntax WithCapturedContext(ExpressionSyntax options) => SyntaxFactory.BinaryExpression(
        SyntaxKind.BitwiseOrExpression,
        options.WithoutTrivia(),
        Awaits.Type("System.Threading.Tasks.ConfigureAwaitOptions.ContinueOnCapturedContext"));
}
