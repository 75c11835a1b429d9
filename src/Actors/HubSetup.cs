using Akka.Actor.Setup;

namespace Akka.Greensock;

/// <summary>
/// Given to an actor system whose extension is to start no hubs of its own: it asks for one each time that a socket needs one.
/// </summary>
internal sealed class HubSetup : Setup
{
    /// <summary>The hub for the next socket that has no hub yet.</summary>
    public required Func<Hub> NextHub { get; init; }
}
