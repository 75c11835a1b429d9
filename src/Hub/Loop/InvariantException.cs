namespace Akka.Greensock;

/// <summary>
/// Akka.Greensock broke one of its own rules: a bug of the library, never of its caller. Please report it with the
/// message.
/// </summary>
public sealed class InvariantException : Exception
{
    internal InvariantException(string what)
        : base($"Akka.Greensock broke an invariant: {what}. This is a bug in the library; please report it.")
    {
    }
}
