using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Akka.Greensock.CodeFixes;

/// <summary>
/// Arguments of a synchronous call as its twin takes them: what lives across an await is a <c>Memory</c>, and no span, nor an array
/// with the numbers behind it.
/// </summary>
internal sealed class MemoryArguments(SemanticModel model, CancellationToken cancellationToken)
{
    /// <summary>The arguments, as far as they can be told apart: those with a name stay as they are.</summary>
    public SeparatedSyntaxList<ArgumentSyntax> Of(SeparatedSyntaxList<ArgumentSyntax> arguments, IMethodSymbol method)
    {
        if (arguments.Count == 0 || arguments.Any(argument => argument.NameColon is not null))
        {
            return arguments;
        }

        var result = new List<ArgumentSyntax>();
        for (int i = 0; i < arguments.Count; i++)
        {
            ExpressionSyntax expression = arguments[i].Expression;
            int numbers = IsBytes(method, i) ? NumbersBehind(arguments.Count, method, i) : 0;
            ExpressionSyntax memory = numbers == 0
                ? OfSpan(expression)
                : Part(expression, numbers == 2 ? arguments[i + 1].Expression : Zero(), arguments[i + numbers].Expression);
            result.Add(memory == expression ? arguments[i] : arguments[i].WithExpression(memory));
            i += numbers;
        }

        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return SyntaxFactory.SeparatedList(result, Enumerable.Repeat(comma, result.Count - 1));
    }

    private static bool IsBytes(IMethodSymbol method, int index) => index < method.Parameters.Length
        && method.Parameters[index].Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte };

    // (buffer, offset, count), or (buffer, count), which is from the beginning.
    private static int NumbersBehind(int count, IMethodSymbol method, int index)
    {
        int numbers = 0;
        while (numbers < 2 && index + numbers + 1 < count
            && method.Parameters[index + numbers + 1].Type.SpecialType == SpecialType.System_Int32)
        {
            numbers++;
        }

        return numbers;
    }

    private static LiteralExpressionSyntax Zero() =>
        SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(0));

    private static ExpressionSyntax Part(ExpressionSyntax array, ExpressionSyntax offset, ExpressionSyntax count)
    {
        bool isWhole = offset is LiteralExpressionSyntax { Token.Value: 0 }
            && count is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" } length
            && SyntaxFactory.AreEquivalent(length.Expression, array);
        return isWhole ? array : Call(array, "AsMemory", offset.WithoutTrivia(), count.WithoutTrivia());
    }

    private ExpressionSyntax OfSpan(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsSpan" } access } call =>
            call.WithExpression(access.WithName(SyntaxFactory.IdentifierName("AsMemory"))),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Span" } access when IsMemory(access.Expression) =>
            access.Expression,
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.Utf8StringLiteralExpression) => Call(literal, "ToArray"),
        _ => expression,
    };

    private bool IsMemory(ExpressionSyntax expression) =>
        model.GetTypeInfo(expression, cancellationToken).Type is { Name: "Memory" or "ReadOnlyMemory" };

    private static InvocationExpressionSyntax Call(ExpressionSyntax on, string name, params ExpressionSyntax[] arguments) =>
        SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, Operand(on.WithoutTrivia()), SyntaxFactory.IdentifierName(name)),
            SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(arguments.Select(SyntaxFactory.Argument))));

    private static ExpressionSyntax Operand(ExpressionSyntax expression) => expression
        is SimpleNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
        or LiteralExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax
            ? expression
            : SyntaxFactory.ParenthesizedExpression(expression);
}
