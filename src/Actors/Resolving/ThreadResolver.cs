using System.Net;

namespace Akka.Greensock;

/// <summary>
/// <c>akka.greensock.resolver = thread</c>, the default: the system's resolver on threads of its own. What needs no
/// lookup is answered in place.
/// </summary>
internal sealed class ThreadResolver(ISystemNames names, LookupPool pool) : IResolver, IDisposable
{
    private readonly SystemLookups _lookups = new(names);

    /// <summary>The threads, for tests and statistics.</summary>
    public LookupPool Pool => pool;

    public Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
        string? host, string? service, AddressInfoHints hints, CancellationToken cancellationToken)
    {
        string? ascii = host;
        return AtOnceOrLaterAsync(
            "getaddrinfo",
            () =>
            {
                ascii = host is null ? null : HostName.ToAscii(host, "getaddrinfo");
                return _lookups.GetAddrInfoAtOnce(ascii, service, hints);
            },
            () => _lookups.GetAddrInfo(ascii, service, hints),
            cancellationToken);
    }

    public Task<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken)
    {
        string ascii = host;
        return AtOnceOrLaterAsync(
            "gethostbyname",
            () => _lookups.GetHostByNameAtOnce(ascii = HostName.ToAscii(host, "gethostbyname")),
            () => _lookups.GetHostByName(ascii),
            cancellationToken);
    }

    public Task<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken)
    {
        string ascii = host;
        return AtOnceOrLaterAsync(
            "gethostbyname_ex",
            () => SystemLookups.GetHostByNameExAtOnce(ascii = HostName.ToAscii(host, "gethostbyname_ex")),
            () => _lookups.GetHostByNameEx(ascii),
            cancellationToken);
    }

    public Task<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken)
    {
        string ascii = host;
        return AtOnceOrLaterAsync(
            "gethostbyaddr",
            () =>
            {
                ascii = HostName.ToAscii(host, "gethostbyaddr");
                return (HostEntry?)null;
            },
            () => _lookups.GetHostByAddr(ascii),
            cancellationToken);
    }

    public Task<NameInfo> GetNameInfoAsync(IPEndPoint endPoint, NameInfoFlags flags, CancellationToken cancellationToken) =>
        AtOnceOrLaterAsync(
            "getnameinfo",
            () => _lookups.GetNameInfoAtOnce(endPoint, flags),
            () => _lookups.GetNameInfo(endPoint, flags),
            cancellationToken);

    public void Dispose() => pool.Dispose();

    // The pool has the last word on a resolver that is disposed of, so that every call ends the same way then.
    private Task<T> AtOnceOrLaterAsync<T>(string function, Func<T?> atOnce, Func<T> later, CancellationToken cancellationToken)
        where T : class
    {
        ObjectDisposedException.ThrowIf(pool.IsDisposed, typeof(IResolver));
        Task<T?> now = BlockingResolver.Now(atOnce, cancellationToken);
        if (!now.IsCompletedSuccessfully)
        {
            return now!;
        }

        return now.GetAwaiter().GetResult() is { } answer
            ? Task.FromResult(answer)
            : pool.RunAsync(function, later, Hub.Current, cancellationToken);
    }
}
