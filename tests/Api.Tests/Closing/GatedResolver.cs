using System.Net;

namespace Akka.Greensock.Tests;

/// <summary>Answers a lookup when the test says so.</summary>
internal sealed class GatedResolver : IResolver
{
    private readonly Lock _gate = new();
    private readonly List<(string Host, Action<IPAddress> Answer)> _waiting = [];

    /// <summary>How many lookups wait for an answer, and were not told that nobody cares for it any more.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Answers the lookups of a host.</summary>
    public void Answer(string host, IPAddress address)
    {
        (string Host, Action<IPAddress> Answer)[] answered;
        lock (_gate)
        {
            answered = [.. _waiting.Where(one => one.Host == host)];
            _waiting.RemoveAll(one => one.Host == host);
        }

        Array.ForEach(answered, one => one.Answer(address));
    }

    public Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
        string? host, string? service, AddressInfoHints hints, CancellationToken cancellationToken) =>
        WaitAsync<IReadOnlyList<AddressInfo>>(
            host!,
            address =>
            [
                new AddressInfo(
                    address.AddressFamily, hints.SocketType, hints.ProtocolType, string.Empty,
                    new IPEndPoint(address, int.TryParse(service, out int port) ? port : 0)),
            ],
            cancellationToken);

    public Task<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken) =>
        WaitAsync(host, address => address, cancellationToken);

    public Task<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken) =>
        WaitAsync(host, address => new HostEntry(host, [], [address]), cancellationToken);

    public Task<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken) =>
        GetHostByNameExAsync(host, cancellationToken);

    public Task<NameInfo> GetNameInfoAsync(IPEndPoint endPoint, NameInfoFlags flags, CancellationToken cancellationToken) =>
        WaitAsync($"{endPoint}", address => new NameInfo($"{address}", "0"), cancellationToken);

    private Task<T> WaitAsync<T>(string host, Func<IPAddress, T> made, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        (string, Action<IPAddress>) waiting = (host, address => answer.TrySetResult(made(address)));
        lock (_gate)
        {
            _waiting.Add(waiting);
        }

        cancellationToken.UnsafeRegister(
            (_, token) =>
            {
                if (answer.TrySetCanceled(token))
                {
                    lock (_gate)
                    {
                        _waiting.Remove(waiting);
                    }
                }
            },
            null);
        return answer.Task;
    }
}
