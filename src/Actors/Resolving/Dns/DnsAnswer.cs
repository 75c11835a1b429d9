using System.Net;

namespace Akka.Greensock;

/// <summary>What the name servers say to one question.</summary>
/// <param name="Error">None, NoName, NoData, TryAgain or Fail.</param>
/// <param name="Name">The name that stands at the end of the chain of CNAMEs.</param>
/// <param name="Aliases">The names before it, from the one that was asked for.</param>
/// <param name="Addresses">The addresses, to a question for A or AAAA.</param>
/// <param name="Names">The names, to a question for PTR.</param>
/// <param name="Ttl">How long the answer holds; null for one that must not be kept.</param>
internal sealed record DnsAnswer(
    AddressInfoError Error,
    string Name,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<IPAddress> Addresses,
    IReadOnlyList<string> Names,
    TimeSpan? Ttl)
{
    public static DnsAnswer None(AddressInfoError error, TimeSpan? ttl = null) => new(error, string.Empty, [], [], [], ttl);
}
