using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Akka.Greensock.Analyzers;

/// <summary>What can be said of a call before anything is bound.</summary>
internal static class Invocations
{
    /// <summary>The name that is called, or null where no name is: <c>a.B()</c>, <c>a?.B()</c>, <c>B()</c>, <c>B&lt;T&gt;()</c>.</summary>
    public static SimpleNameSyntax? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };
}
