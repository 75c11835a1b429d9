using Akka.Actor;
using Akka.Event;

namespace Akka.Greensock.TestKit;

/// <summary>Puts the warnings and errors of a simulated actor system into the simulation's log.</summary>
internal sealed class SimulationLogger : ReceiveActor
{
    public SimulationLogger()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(logged =>
        {
            var setup = Context.System.Settings.Setup.Get<SimulatedSystemSetup>();
            if (setup.HasValue && logged.LogLevel() >= LogLevel.WarningLevel)
            {
                Simulation simulation = setup.Value.System.Simulation;
                simulation.Log.Note(null, $"{logged.LogLevel()} {logged.Message}", logged.LogLevel().ToString());
                if (logged is Error error)
                {
                    simulation.ActorErrors.Add(error);
                }
            }
        });
    }
}
