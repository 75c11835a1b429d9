using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace Akka.Greensock;

/// <summary>
/// Reads what a name server has replied, and believes only what answers the question: the question must be ours, the
/// chain of CNAMEs must begin at the name that was asked for and must end, and the records must belong to its end.
/// </summary>
internal static class DnsReply
{
    private const int LongestChain = 16; // as resolvers have it; a chain of an honest zone has one or two
    private const int MostAddresses = 128; // a TCP answer of 64 KB holds 4,000; nobody can try so many

    /// <summary>The answer; null where the reply is not one to this question.</summary>
    public static DnsAnswer? Read(IDnsQueryResponse reply, string name, QueryType type)
    {
        if (reply.Questions is not [{ } question] || question.QuestionType != type
            || !string.Equals(Text(question.QueryName), name, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return reply.Header.ResponseCode switch
        {
            DnsHeaderResponseCode.NoError => Records(reply, name, type),
            DnsHeaderResponseCode.NotExistentDomain => DnsAnswer.None(AddressInfoError.NoName, NegativeTtl(reply)),
            DnsHeaderResponseCode.FormatError => DnsAnswer.None(AddressInfoError.Fail),
            _ => DnsAnswer.None(AddressInfoError.TryAgain), // SERVFAIL, NOTIMP, REFUSED: another server may know
        };
    }

    private static DnsAnswer Records(IDnsQueryResponse reply, string name, QueryType type)
    {
        var aliases = new List<string>();
        string end = name;
        TimeSpan ttl = TimeSpan.MaxValue;
        ILookup<string, DnsResourceRecord> byOwner =
            reply.Answers.ToLookup(record => Text(record.DomainName), StringComparer.OrdinalIgnoreCase);
        while (byOwner[end].OfType<CNameRecord>().FirstOrDefault() is { } alias)
        {
            if (aliases.Count == LongestChain)
            {
                return DnsAnswer.None(AddressInfoError.Fail); // most likely a loop
            }

            aliases.Add(end);
            end = Text(alias.CanonicalName);
            ttl = Less(ttl, alias.TimeToLive);
        }

        DnsResourceRecord[] records = [.. byOwner[end].Where(record => (int)record.RecordType == (int)type).Take(MostAddresses)];
        IPAddress[] addresses = [.. records.OfType<AddressRecord>().Select(record => record.Address).Distinct()];
        string[] names = [.. records.OfType<PtrRecord>().Select(record => Text(record.PtrDomainName))];
        return records.Length == 0
            ? DnsAnswer.None(AddressInfoError.NoData, NegativeTtl(reply))
            : new DnsAnswer(
                AddressInfoError.None, end, aliases, addresses, names,
                records.Aggregate(ttl, (least, record) => Less(least, record.TimeToLive)));
    }

    // RFC 2308: the lesser of the SOA's own TTL and its MINIMUM; without an SOA the answer is not to be kept.
    private static TimeSpan? NegativeTtl(IDnsQueryResponse reply) =>
        reply.Authorities.OfType<SoaRecord>().FirstOrDefault() is { } soa
            ? Less(Seconds(soa.InitialTimeToLive), (int)Math.Min(soa.Minimum, int.MaxValue)) : null;

    private static TimeSpan Less(TimeSpan ttl, int seconds) => Seconds(seconds) < ttl ? Seconds(seconds) : ttl;

    // RFC 2181, 8: a TTL with the highest bit set is 0.
    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(Math.Max(0, seconds));

    // The name as it came over the wire. DnsClient keeps that in Original for questions and owners, with the Unicode form
    // in Value, and the other way round for targets.
    private static string Text(DnsString name) =>
        (System.Text.Ascii.IsValid(name.Original) ? name.Original : name.Value).TrimEnd('.');
}
