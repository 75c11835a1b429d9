namespace Akka.Greensock;

/// <summary>
/// An open file description that was made elsewhere, as the sockets of this hub see it that stand for it: whether it has
/// been made non-blocking for their sake.
/// </summary>
internal sealed class ForeignDescription
{
    /// <summary>O_NONBLOCK is set, by us or from before.</summary>
    public bool IsTaken { get; set; }

    /// <summary>It blocked before, and is to block again when one of its sockets goes.</summary>
    public bool WasBlocking { get; set; }
}
