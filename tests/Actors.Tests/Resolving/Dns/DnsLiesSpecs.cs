using System.Net;

namespace Akka.Greensock.Tests;

/// <summary>Replies that lie, loop, burst or break off: none is believed, and none costs more than its lookup.</summary>
public sealed class DnsLiesSpecs : DnsResolverKit
{
    private const string Host = "host.test";

    [Fact]
    public async Task A_reply_with_another_id_is_no_answer()
    {
        LocalDnsServer server = Server(query => query.Build(
            [DnsQuery.Address(query.Name, "6.6.6.6")], [], id: (ushort)(query.Id + 1)));
        await FailsAsync(AddressInfoError.TryAgain, () => LookUp(server));
        Assert.Equal(2, server.Queries.Count); // both tries
    }

    [Fact]
    public async Task A_reply_to_another_question_is_no_answer()
    {
        byte[] other = [.. DnsQuery.Encode("other.test"), 0, 1, 0, 1];
        LocalDnsServer server = Server(query => query.Build([DnsQuery.Address(query.Name, "6.6.6.6")], [], question: other));
        await FailsAsync(AddressInfoError.TryAgain, () => LookUp(server));
    }

    [Fact]
    public async Task A_reply_to_another_type_of_question_is_no_answer()
    {
        byte[] other = [.. DnsQuery.Encode(Host), 0, 28, 0, 1];
        LocalDnsServer server = Server(query => query.Build([DnsQuery.Address(query.Name, "6.6.6.6")], [], question: other));
        await FailsAsync(AddressInfoError.TryAgain, () => LookUp(server));
    }

    [Fact]
    public async Task An_honest_second_try_is_believed_after_a_lie()
    {
        int replies = 0;
        LocalDnsServer server = Server(query => Interlocked.Increment(ref replies) == 1
            ? query.Build([DnsQuery.Address(query.Name, "6.6.6.6")], [], id: (ushort)(query.Id + 1))
            : query.Addresses("192.0.2.7"));
        Assert.Equal(IPAddress.Parse("192.0.2.7"), await LookUp(server).WaitAsync(Patience));
    }

    [Fact]
    public async Task Addresses_of_names_that_nobody_asked_for_are_left_out()
    {
        LocalDnsServer server = Server(query => query.Reply(
            DnsQuery.Address("other.test", "6.6.6.6"), DnsQuery.Address(query.Name, "192.0.2.7"),
            DnsQuery.Address("www." + query.Name, "6.6.6.6")));
        HostEntry host = await Resolver(server).GetHostByNameExAsync(Host, default).WaitAsync(Patience);
        Assert.Equal([IPAddress.Parse("192.0.2.7")], host.Addresses);
    }

    [Fact]
    public async Task Aliases_that_go_round_in_a_circle_are_EAI_FAIL()
    {
        LocalDnsServer server = Server(query => query.Reply(DnsQuery.Alias(query.Name, "b.test"), DnsQuery.Alias("b.test", query.Name)));
        AddressInfoException e = await FailsAsync(AddressInfoError.Fail, () => LookUp(server));
        Assert.Equal(System.Net.Sockets.SocketError.NoRecovery, e.SocketErrorCode);
    }

    [Fact]
    public async Task An_alias_of_itself_is_EAI_FAIL() =>
        await FailsAsync(AddressInfoError.Fail, () => LookUp(Server(query => query.Reply(DnsQuery.Alias(query.Name, query.Name)))));

    [Fact]
    public async Task An_alias_that_leads_nowhere_has_no_data() =>
        await FailsAsync(AddressInfoError.NoData, () => LookUp(Server(query => query.Reply(DnsQuery.Alias(query.Name, "nowhere.test")))));

    [Fact]
    public async Task A_name_that_points_at_itself_is_EAI_FAIL()
    {
        // A compression pointer to its own place, where the answer's name should be.
        LocalDnsServer server = Server(query =>
        {
            byte offset = (byte)(12 + query.Question.Length);
            return query.Build([[0xC0, offset, 0, 1, 0, 1, 0, 0, 1, 0, 0, 4, 6, 6, 6, 6]], []);
        });
        await FailsAsync(AddressInfoError.Fail, () => LookUp(server));
    }

    [Fact]
    public async Task A_truncated_reply_is_asked_for_again_by_TCP()
    {
        LocalDnsServer server = Server(query => query.IsTcp ? query.Addresses("192.0.2.7") : query.Build([], [], truncated: true));
        Assert.Equal(IPAddress.Parse("192.0.2.7"), await LookUp(server).WaitAsync(Patience));
        Assert.Equal([false, true], server.Queries.Select(query => query.IsTcp));
    }

    [Fact]
    public async Task A_reply_that_breaks_off_in_a_record_is_no_answer() =>
        await FailsAsync(AddressInfoError.Fail, () => LookUp(Server(query => query.Build(
            [DnsQuery.Address(query.Name, "192.0.2.7")[..^2]], []))));

    [Fact]
    public async Task A_reply_that_promises_more_records_than_it_has_is_no_answer() =>
        await FailsAsync(AddressInfoError.Fail, () => LookUp(Server(query => query.Build(
            [DnsQuery.Address(query.Name, "192.0.2.7")], [], answerCount: 65_535))));

    [Fact]
    public async Task Noise_is_no_answer() =>
        Assert.Contains(
            (await Assert.ThrowsAsync<AddressInfoException>(() => LookUp(Server(_ => [0xFF, 0xFF, 0xFF])).WaitAsync(Patience))).Error,
            new[] { AddressInfoError.TryAgain, AddressInfoError.Fail });

    [Fact]
    public async Task A_huge_answer_by_TCP_gives_a_bounded_number_of_addresses()
    {
        LocalDnsServer server = Server(query => query.IsTcp
            ? query.Reply([.. Enumerable.Range(0, 1_500).Select(i => DnsQuery.Address(query.Name, $"10.0.{i / 250}.{i % 250}"))])
            : query.Build([], [], truncated: true));
        HostEntry host = await Resolver(server).GetHostByNameExAsync(Host, default).WaitAsync(Patience);
        Assert.Equal(128, host.Addresses.Count);
    }

    [Fact]
    public async Task What_cannot_be_a_hosts_name_is_not_told_as_one()
    {
        byte[] evil = [18, .. "<script>evil\n[1;1]"u8.ToArray(), 0];
        DnsResolver resolver = Resolver(Server(query => query.Reply(DnsQuery.Record(query.Name, "PTR", evil))));
        AddressInfoException e = await FailsAsync(AddressInfoError.NoName, () => resolver.GetHostByAddrAsync("192.0.2.7", default));
        Assert.Equal(HostLookupError.HostNotFound, e.HostError);
    }

    [Fact]
    public async Task A_lie_is_not_kept()
    {
        int replies = 0;
        DnsResolver resolver = Resolver(Server(query => Interlocked.Increment(ref replies) <= 2
            ? query.Reply(DnsQuery.Alias(query.Name, query.Name))
            : query.Addresses("192.0.2.7")));
        await FailsAsync(AddressInfoError.Fail, () => resolver.GetHostByNameAsync(Host, default));
        Assert.Equal(0, resolver.Cache.Count);
        await resolver.GetHostByNameAsync(Host, default).WaitAsync(Patience);
    }

    private Task<IPAddress> LookUp(LocalDnsServer server) => Resolver(server).GetHostByNameAsync(Host, default);
}
