using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.IO;
using AkkaDns = Akka.IO.Dns;

namespace Akka.Greensock;

/// <summary>Answers the questions of <c>Akka.IO.Dns</c> by the system's <see cref="Greensock.Resolver"/>.</summary>
internal sealed class GreensockDnsActor : UntypedActor
{
    /// <summary>Akka's manager makes it with these.</summary>
    /// <param name="cache">The provider's cache, which keeps nothing.</param>
    /// <param name="config">The section <c>akka.io.dns.greensock</c>.</param>
    public GreensockDnsActor(DnsBase cache, Config config)
    {
        _ = cache;
        _ = config;
    }

    protected override void OnReceive(object message)
    {
        if (message is not AkkaDns.Resolve question)
        {
            Unhandled(message);
            return;
        }

        IResolver resolver = Greensock.For(Context.System).Resolver;
        if (resolver is AkkaResolver)
        {
            Sender.Tell(new AkkaDns.Resolved(question.Name, new ConfigurationException(GreensockDnsProvider.Circle)));
            return;
        }

        Task<IReadOnlyList<AddressInfo>> lookup = BlockingResolver.Now(
            () => resolver.GetAddrInfoAsync(question.Name, null, new AddressInfoHints(SocketType: SocketType.Stream), default),
            default).Unwrap();
        lookup.PipeTo(
            Sender,
            Self,
            found => AkkaDns.Resolved.Create(question.Name, found.Select(one => one.EndPoint.Address).Distinct()),
            e => new AkkaDns.Resolved(question.Name, e.GetBaseException()));
    }
}
