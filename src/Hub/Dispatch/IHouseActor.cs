namespace Akka.Greensock;

/// <summary>
/// An actor of this library's own, which does nothing to a hub's greenlets by itself: with no others about, a hub knows who can
/// wake whom.
/// </summary>
internal interface IHouseActor;
