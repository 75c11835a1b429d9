using System.Net;
using DnsClient;

namespace Akka.Greensock;

/// <summary>
/// Asks name servers: each for at most a timeout, all of them in order, the whole list so many times, until one gives an
/// answer to the question. A bounded number of questions is under way at a time. Any thread that is no hub.
/// </summary>
internal sealed class NameServers
{
    private readonly DnsResolverSettings _settings;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _free;
    private readonly LookupClient _client;
    private int _waiting;

    public NameServers(DnsResolverSettings settings, TimeProvider clock)
    {
        _settings = settings;
        _clock = clock;
        _free = new SemaphoreSlim(settings.Queries, settings.Queries);
        _client = new LookupClient(new LookupClientOptions(new NameServer(IPAddress.Loopback))
        {
            AutoResolveNameServers = false,
            UseCache = false, // ours is bounded, and on the hub's clock
            Retries = 0, // ours go from server to server
            Timeout = Timeout.InfiniteTimeSpan, // ours is on the hub's clock
            ThrowDnsErrors = false,
            ContinueOnDnsError = false,
            ContinueOnEmptyResponse = false,
            EnableAuditTrail = false,
            UseRandomNameServer = false,
            ExtendedDnsBufferSize = DnsQueryOptions.MinimumBufferSize, // no EDNS, as libc asks; longer answers come by TCP
        });
    }

    /// <summary>The answer of the first server that has one.</summary>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public async Task<DnsAnswer> AskAsync(
        string name, QueryType type, IReadOnlyList<IPEndPoint> servers, CancellationToken cancellationToken)
    {
        if (!_free.Wait(0, cancellationToken))
        {
            if (Interlocked.Increment(ref _waiting) > _settings.Queue)
            {
                Interlocked.Decrement(ref _waiting);
                throw LookupErrors.Because(
                    $"query {name}",
                    AddressInfoError.TryAgain,
                    $"{_settings.Queue} questions wait for {_settings.Queries} that are under way; ask for less at a time, or raise " +
                    "akka.greensock.resolvers.dns.queue or queries");
            }

            try
            {
                await _free.WaitAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }

        try
        {
            return await AskAllAsync(name, type, servers, cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task<DnsAnswer> AskAllAsync(
        string name, QueryType type, IReadOnlyList<IPEndPoint> servers, CancellationToken cancellationToken)
    {
        AddressInfoError worst = AddressInfoError.TryAgain;
        for (int round = 0; round < _settings.Tries; round++)
        {
            foreach (IPEndPoint server in servers)
            {
                DnsAnswer? answer = await AskOneAsync(name, type, server, cancellationToken);
                if (answer is { Error: not (AddressInfoError.TryAgain or AddressInfoError.Fail) })
                {
                    return answer;
                }

                worst = answer?.Error ?? worst;
            }
        }

        return DnsAnswer.None(worst);
    }

    // Null: no answer, or none that is to be believed.
    private async Task<DnsAnswer?> AskOneAsync(string name, QueryType type, IPEndPoint server, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_settings.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            IDnsQueryResponse reply = await _client.QueryServerAsync(
                [new NameServer(server)], new DnsQuestion(name, type), either.Token);
            return DnsReply.Read(reply, name, type);
        }
        catch (Exception e) when (e is DnsResponseParseException or ArgumentException or InvalidOperationException)
        {
            // Records that break off, names that point at themselves, xn-- labels that stand for nothing.
            return DnsAnswer.None(AddressInfoError.Fail);
        }
        catch (Exception e) when (e is DnsResponseException or DnsXidMismatchException or OperationCanceledException
            or System.Net.Sockets.SocketException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}
