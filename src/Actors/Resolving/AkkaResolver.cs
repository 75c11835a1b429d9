using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using AkkaDns = Akka.IO.Dns;

namespace Akka.Greensock;

/// <summary>
/// <c>akka.greensock.resolver = akka</c>: asks the system's <c>Akka.IO.Dns</c> for addresses, whatever provider that
/// has. It knows no names of addresses: those come from the operating system, on the threads of <c>thread</c>.
/// </summary>
internal sealed class AkkaResolver(ActorSystem system, ISystemNames names, LookupPool pool, TimeSpan timeout) : LookupResolver(names)
{
    public override void Dispose()
    {
        base.Dispose();
        pool.Dispose();
    }

    protected override async Task<NamesResult<HostEntry>> FindHostAsync(
        string name, Families families, CancellationToken cancellationToken)
    {
        Akka.IO.DnsExt dns = AkkaDns.Instance.Apply(system);
        if (dns.Provider is GreensockDnsProvider)
        {
            throw new Akka.Configuration.ConfigurationException(GreensockDnsProvider.Circle);
        }

        AkkaDns.Resolved resolved;
        try
        {
            resolved = dns.Cache.Cached(name)
                ?? await dns.Manager.Ask<AkkaDns.Resolved>(new AkkaDns.Resolve(name), timeout, cancellationToken);
        }
        catch (AskTimeoutException)
        {
            return AddressInfoError.TryAgain;
        }

        IPAddress[] addresses = [.. resolved.Ipv6.Concat(resolved.Ipv4).Where(address => families.Have(address))];
        return resolved switch
        {
            { IsSuccess: false } => ToError(resolved.Exception),
            _ when addresses.Length == 0 => AddressInfoError.NoName,
            _ => new HostEntry(name, [], addresses),
        };
    }

    protected override Task<NamesResult<HostEntry>> FindNamesAsync(IPAddress address, CancellationToken cancellationToken) =>
        pool.RunAsync("gethostbyaddr", () => Names.GetHostByAddr(address), null, cancellationToken);

    private static AddressInfoError ToError(Exception exception) => exception.GetBaseException() switch
    {
        AddressInfoException e => e.Error,
        SocketException { SocketErrorCode: SocketError.TryAgain } => AddressInfoError.TryAgain,
        SocketException { SocketErrorCode: SocketError.NoRecovery } => AddressInfoError.Fail,
        SocketException { SocketErrorCode: SocketError.NoData } => AddressInfoError.NoData,
        _ => AddressInfoError.NoName,
    };
}
