using System.Collections.Immutable;
using System.Composition;
using Akka.Greensock.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Akka.Greensock.CodeFixes;

/// <summary>GS0003: parks the greenlet in place of its thread.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BlockingCallCodeFix))]
[Shared]
internal sealed class BlockingCallCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.BlockingCallId];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan) is not { } name
                || model is null
                || !diagnostic.Properties.TryGetValue(BlockingCallAnalyzer.Cure, out string? cure)
                || BlockingExpression(name) is not { } old)
            {
                continue;
            }

            (string title, ExpressionSyntax? mended) = cure switch
            {
                BlockingCallAnalyzer.Sleep => ("Call 'Greenlet.Sleep'", Sleep(old, cure, model)),
                BlockingCallAnalyzer.SleepAsync => ("Await 'Greenlet.SleepAsync'", Await(old, Sleep(old, cure, model))),
                BlockingCallAnalyzer.AwaitHere => ("Call 'Greenlet.Await'", AwaitHere(old, model)),
                _ => ("Await the task", Await(old, Waited(old))),
            };
            if (mended is not null)
            {
                SyntaxNode changed = root.ReplaceNode(old, mended);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        title,
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)),
                        nameof(BlockingCallCodeFix) + cure),
                    diagnostic);
            }
        }
    }

    private static ExpressionSyntax? BlockingExpression(SyntaxNode name) => name.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when call.Expression == access => call,
        InvocationExpressionSyntax call => call, // using static
        MemberAccessExpressionSyntax access => access,
        _ => null,
    };

    private static ExpressionSyntax? Await(ExpressionSyntax old, ExpressionSyntax? awaited) =>
        awaited is null ? null : Awaits.InPlaceOf(old, awaited);

    // Of task.Result, task.Wait() and task.GetAwaiter().GetResult().
    private static ExpressionSyntax? Waited(ExpressionSyntax old) => old switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "GetResult",
                Expression: InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter,
                },
            },
        } => awaiter.Expression,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } wait } =>
            wait.Expression,
        _ => null,
    };

    private static InvocationExpressionSyntax? AwaitHere(ExpressionSyntax old, SemanticModel model) =>
        Waited(old) is { } task && model.GetTypeInfo(task).Type is { Name: "Task" }
            ? Call("Akka.Greensock.Greenlet.Await", task.WithoutTrivia()).WithTriviaFrom(old)
            : null;

    // Thread.Sleep takes milliseconds, or a time as we do; both take -1 ms for ever.
    private static InvocationExpressionSyntax? Sleep(ExpressionSyntax old, string member, SemanticModel model)
    {
        if (old is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments })
        {
            return null;
        }

        ExpressionSyntax time = arguments[0].Expression.WithoutTrivia();
        if (model.GetTypeInfo(arguments[0].Expression).ConvertedType?.SpecialType == SpecialType.System_Int32)
        {
            time = Call("System.TimeSpan.FromMilliseconds", time);
        }

        return Call("Akka.Greensock.Greenlet." + member, time).WithTriviaFrom(old);
    }

    private static InvocationExpressionSyntax Call(string method, ExpressionSyntax argument) => SyntaxFactory.InvocationExpression(
        Awaits.Type(method),
        SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(argument))));
}
