using Akka.Actor;

namespace Akka.Greensock.TestKit;

/// <content>How actor systems end.</content>
public partial class GreensockTestKit
{
    /// <summary>Ends an actor system: the kit's with its simulation, another one as Akka's kit does.</summary>
    /// <inheritdoc cref="Shutdown(TimeSpan?, bool)"/>
    protected override void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        if (system is null || system == Sys)
        {
            Shutdown(duration, verifySystemShutdown);
        }
        else
        {
            base.Shutdown(system, duration, verifySystemShutdown);
        }
    }

    /// <summary>Ends an actor system: the kit's with its simulation, another one as Akka's kit does.</summary>
    /// <inheritdoc cref="Shutdown(TimeSpan?, bool)"/>
    protected override Task ShutdownAsync(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        system is null || system == Sys
            ? ShutdownAsync(duration, verifySystemShutdown)
            : base.ShutdownAsync(system, duration, verifySystemShutdown);
}
