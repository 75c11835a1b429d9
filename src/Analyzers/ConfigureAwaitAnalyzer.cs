using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Akka.Greensock.Analyzers;

/// <summary>GS0002: an await of ours, or any await of a greenlet, that does not come home to the hub.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ConfigureAwaitAnalyzer : DiagnosticAnalyzer
{
    private const int ContinueOnCapturedContext = 1; // of ConfigureAwaitOptions

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.ConfigureAwait];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.Greenlet(start.Compilation) is not null)
            {
                var bodies = new GreenletBodies(start.Compilation);
                start.RegisterSyntaxNodeAction(call => Look(call, bodies), SyntaxKind.InvocationExpression);
            }
        });
    }

    private static void Look(SyntaxNodeAnalysisContext context, GreenletBodies bodies)
    {
        var invocation = (InvocationExpressionSyntax)context.Node;
        if (Invocations.NameOf(invocation) is { Identifier.ValueText: "ConfigureAwait" } name
            && invocation.ArgumentList.Arguments.Count == 1
            && invocation.ArgumentList.Arguments[0].Expression is var argument
            && !argument.IsKind(SyntaxKind.TrueLiteralExpression)
            && context.SemanticModel.GetOperation(invocation, context.CancellationToken) is IInvocationOperation call
            && KnownTypes.IsThreading(call.TargetMethod.ContainingType)
            && LeavesTheContext(call)
            && (IsOfOurs(Receiver(call)) || bodies.Around(invocation, context.SemanticModel, context.CancellationToken) is not null))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.ConfigureAwait, name.GetLocation(), $"ConfigureAwait({argument.WithoutTrivia()})"));
        }
    }

    // The last argument is the only one, but for the extension methods of enumerables and disposables.
    private static bool LeavesTheContext(IInvocationOperation call) => call.Arguments.Last().Value.ConstantValue switch
    {
        { HasValue: true, Value: bool captured } => !captured,
        { HasValue: true, Value: int options } => (options & ContinueOnCapturedContext) == 0,
        _ => false,
    };

    private static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.First().Value : null);

    private static bool IsOfOurs(IOperation? awaited) => awaited switch
    {
        null => false,
        _ when KnownTypes.IsOurs(awaited.Type) => true,
        IConversionOperation conversion => IsOfOurs(conversion.Operand),
        IInvocationOperation call =>
            KnownTypes.IsOurs(call.TargetMethod.ContainingType)
            || KnownTypes.IsOurs(call.Instance?.Type)
            || (KnownTypes.IsThreading(call.TargetMethod.ContainingType) && IsOfOurs(Receiver(call))), // AsTask, WaitAsync, Preserve …
        IPropertyReferenceOperation property => KnownTypes.IsOurs(property.Property.ContainingType),
        _ => false,
    };
}
