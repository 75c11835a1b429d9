using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Akka.Greensock.CodeFixes;

/// <summary>How an expression is replaced by an await.</summary>
internal static class Awaits
{
    /// <summary>The await that can stand where the old expression stands.</summary>
    public static ExpressionSyntax InPlaceOf(ExpressionSyntax old, ExpressionSyntax awaited)
    {
        AwaitExpressionSyntax await = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(default, SyntaxKind.AwaitKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space)),
            awaited.WithoutTrivia());
        ExpressionSyntax whole = BindsTighterThanAwait(old) ? SyntaxFactory.ParenthesizedExpression(await) : await;
        return whole.WithTriviaFrom(old);
    }

    /// <summary>A type by its full name, which becomes as short as the file's usings let it be.</summary>
    public static ExpressionSyntax Type(string fullName) =>
        SyntaxFactory.ParseExpression("global::" + fullName).WithAdditionalAnnotations(Simplifier.Annotation);

    // What is a.b, a[b], a?.b or a! of the old expression must not become so of what is awaited.
    private static bool BindsTighterThanAwait(ExpressionSyntax old) => old.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == old,
        ElementAccessExpressionSyntax element => element.Expression == old,
        ConditionalAccessExpressionSyntax conditional => conditional.Expression == old,
        InvocationExpressionSyntax or PostfixUnaryExpressionSyntax => true,
        _ => false,
    };
}
