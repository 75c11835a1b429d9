using System.Diagnostics.CodeAnalysis;

namespace Akka.Greensock;

/// <summary>What must hold, in every build. A broken invariant is our bug, and it says so.</summary>
internal static class Invariant
{
    /// <summary>Throws where <paramref name="condition"/> is false.</summary>
    /// <exception cref="InvariantException">The condition is false.</exception>
    public static void Holds([DoesNotReturnIf(false)] bool condition, string what)
    {
        if (!condition)
        {
            Fail(what);
        }
    }

    [DoesNotReturn]
    private static void Fail(string what) => throw new InvariantException(what);
}
