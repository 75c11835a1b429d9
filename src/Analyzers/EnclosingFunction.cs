using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Akka.Greensock.Analyzers;

/// <summary>The innermost function around a piece of code, by syntax alone.</summary>
internal static class EnclosingFunction
{
    /// <summary>
    /// The lambda, anonymous method, local function or member; the first top-level statement's node for code that is in none.
    /// </summary>
    public static SyntaxNode? Of(SyntaxNode node)
    {
        SyntaxNode? around = node.Parent;
        while (around is not (null or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
            or MemberDeclarationSyntax))
        {
            around = around.Parent;
        }

        return around;
    }

    /// <summary>Whether the function may await. Top-level statements may, and are asynchronous once they do.</summary>
    public static bool IsAsync(SyntaxNode? function) => function switch
    {
        AnonymousFunctionExpressionSyntax anonymous => anonymous.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        BaseMethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        GlobalStatementSyntax => true,
        _ => false,
    };

    /// <summary>
    /// Whether the expression can become the operand of an await: the function is asynchronous, the language allows an await in this
    /// place, and the expression stands for itself, and not for the end of a chain that a <c>?.</c> may cut short.
    /// </summary>
    public static bool CanAwait(ExpressionSyntax expression)
    {
        SyntaxNode? function = Of(expression);
        if (!IsAsync(function) || IsAfterQuestionMark(expression))
        {
            return false;
        }

        for (SyntaxNode? around = expression.Parent; around != function; around = around!.Parent)
        {
            if (around is LockStatementSyntax or QueryExpressionSyntax or CatchFilterClauseSyntax or UnsafeStatementSyntax
                or FixedStatementSyntax)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAfterQuestionMark(ExpressionSyntax expression) => expression switch
    {
        MemberBindingExpressionSyntax or ElementBindingExpressionSyntax => true,
        InvocationExpressionSyntax invocation => IsAfterQuestionMark(invocation.Expression),
        MemberAccessExpressionSyntax access => IsAfterQuestionMark(access.Expression),
        ElementAccessExpressionSyntax element => IsAfterQuestionMark(element.Expression),
        PostfixUnaryExpressionSyntax postfix => IsAfterQuestionMark(postfix.Operand),
        _ => false,
    };
}
