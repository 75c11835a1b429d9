using Akka.Actor;
using Akka.Event;

namespace Akka.Greensock;

/// <summary>Where the errors of a hub go that serves an actor system: its log, and its event stream.</summary>
internal static class SystemErrors
{
    public static Action<HubError> HandlerFor(ActorSystem system) => error =>
    {
        system.Log.Error(error.Exception, "{0}", error);
        system.EventStream.Publish(error);
    };
}
