using System.Net;

namespace Akka.Greensock;

/// <summary>
/// <c>akka.greensock.resolver = blocking</c>: the system's resolver in place. A lookup stops the whole hub for as long
/// as it takes; for tests, and for programs that look up nothing but addresses.
/// </summary>
internal sealed class BlockingResolver(ISystemNames names) : IResolver
{
    private readonly SystemLookups _lookups = new(names);

    public Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
        string? host, string? service, AddressInfoHints hints, CancellationToken cancellationToken) =>
        Now(() => _lookups.GetAddrInfo(host is null ? null : HostName.ToAscii(host, "getaddrinfo"), service, hints), cancellationToken);

    public Task<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken) =>
        Now(() => _lookups.GetHostByName(HostName.ToAscii(host, "gethostbyname")), cancellationToken);

    public Task<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken) =>
        Now(() => _lookups.GetHostByNameEx(HostName.ToAscii(host, "gethostbyname_ex")), cancellationToken);

    public Task<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken) =>
        Now(() => _lookups.GetHostByAddr(HostName.ToAscii(host, "gethostbyaddr")), cancellationToken);

    public Task<NameInfo> GetNameInfoAsync(IPEndPoint endPoint, NameInfoFlags flags, CancellationToken cancellationToken) =>
        Now(() => _lookups.GetNameInfo(endPoint, flags), cancellationToken);

    /// <summary>The outcome of a call as a task that has ended.</summary>
    internal static Task<T> Now<T>(Func<T> call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            return Task.FromResult(call());
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }
}
