using System.Net;
using Akka.Actor;

namespace Akka.Greensock.Tests;

/// <summary>A resolver of somebody else's, named by the configuration.</summary>
public sealed class MyResolver(ActorSystem system) : IResolver, IDisposable
{
    public ActorSystem System => system;

    public bool IsDisposed { get; private set; }

    public Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
        string? host, string? service, AddressInfoHints hints, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AddressInfo>>([]);

    public Task<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken) => Task.FromResult(IPAddress.Loopback);

    public Task<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken) =>
        Task.FromResult(new HostEntry(host, [], []));

    public Task<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken) =>
        Task.FromResult(new HostEntry(host, [], []));

    public Task<NameInfo> GetNameInfoAsync(IPEndPoint endPoint, NameInfoFlags flags, CancellationToken cancellationToken) =>
        Task.FromResult(new NameInfo("mine", "mine"));

    public void Dispose() => IsDisposed = true;
}
