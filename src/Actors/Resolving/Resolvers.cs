using Akka.Actor;
using Akka.Configuration;

namespace Akka.Greensock;

/// <summary>Makes the resolver that <c>akka.greensock.resolver</c> names.</summary>
internal static class Resolvers
{
    /// <summary>The names that are no type's.</summary>
    public static readonly string[] Names = ["thread", "blocking", "dns", "akka"];

    /// <exception cref="ConfigurationException">The named type cannot be made: the message says why.</exception>
    public static IResolver Create(ActorSystem system, GreensockSettings settings) => settings.Resolver switch
    {
        "thread" => new ThreadResolver(SystemNames.Here, new LookupPool(settings.ThreadResolver)),
        "blocking" => new BlockingResolver(SystemNames.Here),
        "dns" => new DnsResolver(settings.DnsResolver, SystemNames.Here, settings.Hub.TimeProvider),
        "akka" => new AkkaResolver(system, SystemNames.Here, new LookupPool(settings.ThreadResolver), settings.AkkaResolverTimeout),
        _ => Make(system, Type.GetType(settings.Resolver, throwOnError: true)!),
    };

    private static IResolver Make(ActorSystem system, Type type)
    {
        try
        {
            return (IResolver)(type.GetConstructor([typeof(ActorSystem)]) is { } constructor
                ? constructor.Invoke([system])
                : Activator.CreateInstance(type)!);
        }
        catch (Exception e) when (e is MissingMethodException or System.Reflection.TargetInvocationException or MemberAccessException)
        {
            throw new ConfigurationException(
                $"akka.greensock.resolver = {type}: it could not be made, with a constructor that takes an ActorSystem or one " +
                $"without parameters: {e.GetBaseException().Message}",
                e);
        }
    }
}
