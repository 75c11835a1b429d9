using Akka.Actor;
using Akka.Configuration;

namespace Akka.Greensock.Benchmarks;

/// <summary>An actor system with so many hubs, and nothing that logs.</summary>
internal static class BenchSystem
{
    public static ActorSystem Start(int hubs) => ActorSystem.Create("bench", ConfigurationFactory.ParseString(
        $"akka {{ loglevel = WARNING, stdout-loglevel = WARNING, log-dead-letters = off, greensock.hubs = {hubs} }}"));
}
