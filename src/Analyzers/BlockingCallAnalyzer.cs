using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Akka.Greensock.Analyzers;

/// <summary>GS0003: a thread that sleeps, or waits for a task, in a greenlet.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BlockingCallAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that names the cure, one of the constants below; absent where there is none.</summary>
    public const string Cure = nameof(Cure);
    public const string Await = nameof(Await);
    public const string AwaitHere = "Await of Greenlet";
    public const string Sleep = nameof(Sleep);
    public const string SleepAsync = nameof(SleepAsync);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.BlockingCall];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.Greenlet(start.Compilation) is not null)
            {
                var bodies = new GreenletBodies(start.Compilation);
                start.RegisterSyntaxNodeAction(
                    node => Look(node, bodies),
                    SyntaxKind.InvocationExpression,
                    SyntaxKind.SimpleMemberAccessExpression,
                    SyntaxKind.MemberBindingExpression);
            }
        });
    }

    private static void Look(SyntaxNodeAnalysisContext context, GreenletBodies bodies)
    {
        if (context.Node is not ExpressionSyntax expression
            || NameOf(expression) is not { } name
            || context.SemanticModel.GetSymbolInfo(expression, context.CancellationToken).Symbol is not { } symbol
            || BlockingCalls.Describe(symbol) is not { } blocking
            || bodies.Around(expression, context.SemanticModel, context.CancellationToken) is not { } body)
        {
            return;
        }

        bool sleeps = symbol.Name == Sleep;
        bool isSynchronous = IsSynchronous(body, context.SemanticModel, context.CancellationToken);
        (string advice, string? cure) = (sleeps, isSynchronous) switch
        {
            (true, true) => ("call Greenlet.Sleep instead", Sleep),
            (true, false) => ("await Greenlet.SleepAsync instead", SleepAsync),
            (false, true) => ("call Greenlet.Await instead", BlockingCalls.IsMechanical(symbol) ? AwaitHere : null),
            (false, false) => ("await the task instead", BlockingCalls.IsMechanical(symbol) ? Await : null),
        };
        cure = (isSynchronous ? !IsInAsync(expression) : EnclosingFunction.CanAwait(expression)) ? cure : null;
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        context.ReportDiagnostic(Diagnostic.Create(
            Rules.BlockingCall, name.GetLocation(), cure is null ? properties : properties.Add(Cure, cure), blocking, advice));
    }

    private static SimpleNameSyntax? NameOf(ExpressionSyntax expression)
    {
        SimpleNameSyntax? name = expression switch
        {
            InvocationExpressionSyntax invocation => Invocations.NameOf(invocation),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } access => access.Name,
            MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Result" } binding => binding.Name,
            _ => null,
        };
        return name?.Identifier.ValueText is "Sleep" or "Wait" or "WaitAll" or "WaitAny" or "GetResult" or "Result" ? name : null;
    }

    private static bool IsInAsync(SyntaxNode node) => EnclosingFunction.IsAsync(EnclosingFunction.Of(node));

    // A thread greenlet: whatever gives a task is an async one.
    private static bool IsSynchronous(SyntaxNode body, SemanticModel model, CancellationToken cancellationToken)
    {
        ISymbol? symbol = body is AnonymousFunctionExpressionSyntax
            ? model.GetSymbolInfo(body, cancellationToken).Symbol
            : model.GetDeclaredSymbol(body, cancellationToken);
        return symbol is IMethodSymbol { IsAsync: false } method && !KnownTypes.IsTask(method.ReturnType);
    }
}
