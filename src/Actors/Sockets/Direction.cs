namespace Akka.Greensock;

/// <summary>The two ways to use a socket, each with a queue of its own.</summary>
internal enum Direction
{
    /// <summary>Receive and accept.</summary>
    Reading,

    /// <summary>Send and connect.</summary>
    Writing,
}
