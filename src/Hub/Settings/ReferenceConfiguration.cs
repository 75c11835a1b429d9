using Akka.Configuration;

namespace Akka.Greensock;

/// <summary>The file <c>HOCON.conf</c> at the repository's root, which travels inside this assembly.</summary>
internal static class ReferenceConfiguration
{
    public static Config Load() => ConfigurationFactory.FromResource("Akka.Greensock.HOCON.conf", typeof(ReferenceConfiguration).Assembly);
}
