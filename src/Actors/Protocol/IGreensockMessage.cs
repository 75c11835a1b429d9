using Akka.Actor;

namespace Akka.Greensock.Protocol;

/// <summary>
/// A message between a socket actor and its users: immutable, and meant for actors of the same process. The bytes in it
/// must not be changed once it has been told.
/// </summary>
public interface IGreensockMessage : INoSerializationVerificationNeeded
{
}
