using System.Net;

namespace Akka.Greensock.Tests;

/// <summary>Answers a lookup when the test says so.</summary>
internal sealed class GatedResolver : IResolver
{
    private readonly Lock _gate = new();
    private readonly List<(string Host, TaskCompletionSource<IPAddress> Answer)> _waiting = [];

    /// <summary>How many lookups were told that nobody waits for them any more.</summary>
    public int GivenUp { get; private set; }

    /// <summary>Answers the lookups of a host that wait now.</summary>
    public void Answer(string host, IPAddress address)
    {
        lock (_gate)
        {
            foreach ((_, TaskCompletionSource<IPAddress> answer) in _waiting.Where(one => one.Host == host))
            {
                answer.TrySetResult(address);
            }

            _waiting.RemoveAll(one => one.Host == host);
        }
    }

    public async Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
        string? host, string? service, AddressInfoHints hints, CancellationToken cancellationToken)
    {
        IPAddress address = await WaitAsync(host!, cancellationToken);
        return [new AddressInfo(address.AddressFamily, hints.SocketType, hints.ProtocolType, string.Empty, new IPEndPoint(address, 0))];
    }

    public Task<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken) => WaitAsync(host, cancellationToken);

    public async Task<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken) =>
        new(host, [], [await WaitAsync(host, cancellationToken)]);

    public Task<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken) =>
        GetHostByNameExAsync(host, cancellationToken);

    public async Task<NameInfo> GetNameInfoAsync(IPEndPoint endPoint, NameInfoFlags flags, CancellationToken cancellationToken)
    {
        await WaitAsync($"{endPoint}", cancellationToken);
        return new NameInfo("name.test", "0");
    }

    private Task<IPAddress> WaitAsync(string host, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<IPAddress>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((host, answer));
        }

        cancellationToken.UnsafeRegister(
            (_, token) =>
            {
                if (answer.TrySetCanceled(token))
                {
                    lock (_gate)
                    {
                        _waiting.RemoveAll(one => one.Answer == answer);
                        GivenUp++;
                    }
                }
            },
            null);
        return answer.Task;
    }
}
