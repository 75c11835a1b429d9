using Akka.Configuration;
using Akka.IO;

namespace Akka.Greensock;

/// <summary>
/// Makes <see cref="Greensock.Resolver"/> the resolver of <c>Akka.IO.Dns</c>, and so of Akka.IO's TCP: <c>akka.io.dns {
/// resolver = greensock, greensock.provider-object = "Akka.Greensock.GreensockDnsProvider, Akka.Greensock.Actors" }</c>.
/// </summary>
/// <remarks>
/// It keeps no answers of its own: the resolver does, where it does. The second key may be left out where the extension
/// <see cref="Greensock"/> starts before Akka.IO's.
/// </remarks>
public sealed class GreensockDnsProvider : IDnsProvider
{
    internal const string Circle =
        "akka.greensock.resolver = akka asks Akka.IO.Dns, and akka.io.dns.resolver = greensock asks us: " +
        "name another resolver in one of them.";

    /// <inheritdoc/>
    public DnsBase Cache { get; } = new Uncached();

    /// <inheritdoc/>
    public Type ActorClass => typeof(GreensockDnsActor);

    /// <inheritdoc/>
    public Type ManagerClass => typeof(SimpleDnsManager);

    /// <summary>Where Akka.IO finds this class.</summary>
    internal static Config Configuration { get; } = ConfigurationFactory.ParseString(
        "akka.io.dns.greensock.provider-object = \"Akka.Greensock.GreensockDnsProvider, Akka.Greensock.Actors\"");

    /// <summary>Two resolvers that ask each other would never answer: say so before anybody asks.</summary>
    /// <exception cref="ConfigurationException">The configuration has them do that.</exception>
    internal static void CheckForCircle(Config config, string resolver)
    {
        string provider = config.GetString(
            $"akka.io.dns.{config.GetString("akka.io.dns.resolver", string.Empty)}.provider-object", string.Empty);
        if (resolver == "akka" && Type.GetType(provider) == typeof(GreensockDnsProvider))
        {
            throw new ConfigurationException(Circle);
        }
    }

    private sealed class Uncached : DnsBase;
}
