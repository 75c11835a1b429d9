using Akka.Actor;

namespace Akka.Greensock;

/// <summary>
/// Makes the <see cref="Greensock"/> extension. To load it with the system: <c>akka.extensions =
/// ["Akka.Greensock.GreensockProvider, Akka.Greensock.Actors"]</c>.
/// </summary>
public sealed class GreensockProvider : ExtensionIdProvider<Greensock>
{
    /// <inheritdoc/>
    public override Greensock CreateExtension(ExtendedActorSystem system) => new(system);
}
