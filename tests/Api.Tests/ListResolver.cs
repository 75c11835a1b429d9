using System.Net;

namespace Akka.Greensock.Tests;

/// <summary>Gives every name the same addresses, at once and in this order.</summary>
internal sealed class ListResolver(params string[] addresses) : IResolver
{
    public Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
        string? host, string? service, AddressInfoHints hints, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AddressInfo>>([.. addresses.Select(IPAddress.Parse).Select(address => new AddressInfo(
            address.AddressFamily, hints.SocketType, hints.ProtocolType, string.Empty, new IPEndPoint(address, 0)))]);

    public Task<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<NameInfo> GetNameInfoAsync(IPEndPoint endPoint, NameInfoFlags flags, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
