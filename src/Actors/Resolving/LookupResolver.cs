using System.Net;

namespace Akka.Greensock;

/// <summary>
/// The five functions over a source that knows hosts alone. What getaddrinfo does around that (flags, families,
/// services, the order of addresses) is done as the system does it: numbers and services by the system itself, which
/// needs no network for them.
/// </summary>
internal abstract partial class LookupResolver : IResolver, IDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private readonly CancellationToken _disposed; // of the source, which itself is no more after that
    private readonly SystemLookups _lookups;

    protected LookupResolver(ISystemNames names)
    {
        Names = names;
        _lookups = new SystemLookups(names);
        _disposed = _disposal.Token;
    }

    /// <summary>The system's own calls, for what needs no network.</summary>
    protected ISystemNames Names { get; }

    public Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
        string? host, string? service, AddressInfoHints hints, CancellationToken cancellationToken)
    {
        string? ascii = host;
        return AnswerAsync(
            "getaddrinfo",
            () =>
            {
                ascii = host is null ? null : HostName.ToAscii(host, "getaddrinfo");
                return _lookups.GetAddrInfoAtOnce(ascii, service, hints);
            },
            token => GetAddrInfoAsync(ascii, service, hints, LookupErrors.Of("getaddrinfo", host, service), token),
            cancellationToken);
    }

    public Task<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken)
    {
        string ascii = host;
        return AnswerAsync(
            "gethostbyname",
            () => _lookups.GetHostByNameAtOnce(ascii = HostName.ToAscii(host, "gethostbyname")),
            async token => (await FindAsync("gethostbyname", ascii, Families.Four, token)).Addresses[0],
            cancellationToken);
    }

    public Task<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken)
    {
        string ascii = host;
        return AnswerAsync(
            "gethostbyname_ex",
            () =>
            {
                ascii = HostName.ToAscii(host, "gethostbyname_ex");
                return SystemLookups.GetHostByNameExAtOnce(ascii);
            },
            async token => _lookups.GetHostByNameAtOnce(ascii) is { } address
                ? new HostEntry(ascii, [], [address]) // a short form of inet_aton, 127.1
                : await FindAsync("gethostbyname_ex", ascii, Families.Four, token),
            cancellationToken);
    }

    public Task<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken)
    {
        string ascii = host;
        IPAddress? known = null;
        return AnswerAsync(
            "gethostbyaddr",
            () =>
            {
                ascii = HostName.ToAscii(host, "gethostbyaddr");
                known = _lookups.AddressFor(ascii);
                return (HostEntry?)null;
            },
            async token =>
            {
                IPAddress address = known ?? (await FindAsync("gethostbyaddr", ascii, Families.Both, token)).Addresses[0];
                NamesResult<HostEntry> found = await FindNamesAsync(address, token);
                return found.Value ?? throw LookupErrors.Because(LookupErrors.Of("gethostbyaddr", host), found);
            },
            cancellationToken);
    }

    public Task<NameInfo> GetNameInfoAsync(IPEndPoint endPoint, NameInfoFlags flags, CancellationToken cancellationToken) =>
        AnswerAsync(
            "getnameinfo",
            () => _lookups.GetNameInfoAtOnce(endPoint, flags),
            async token =>
            {
                if (flags.HasFlag(NameInfoFlags.NumericHost))
                {
                    return _lookups.GetNameInfo(endPoint, flags);
                }

                NameInfo numeric = _lookups.GetNameInfo(endPoint, (flags & ~NameInfoFlags.NameRequired) | NameInfoFlags.NumericHost);
                NamesResult<HostEntry> found = await FindNamesAsync(endPoint.Address, token);
                if (found.Value is { } host)
                {
                    return numeric with { Host = flags.HasFlag(NameInfoFlags.NoFullName) ? WithoutDomain(host.Name) : host.Name };
                }

                return found.Error == AddressInfoError.TryAgain || flags.HasFlag(NameInfoFlags.NameRequired)
                    ? throw LookupErrors.Because(LookupErrors.Of("getnameinfo", endPoint.ToString()), found.Error)
                    : numeric;
            },
            cancellationToken);

    /// <summary>Ends every lookup that is under way, with EAI_CANCELED.</summary>
    public virtual void Dispose()
    {
        if (!_disposed.IsCancellationRequested)
        {
            _disposal.Cancel();
            _disposal.Dispose();
        }
    }

    /// <summary>
    /// A host's addresses of these families, at least one, in no particular order; or why there are none. The name is
    /// in ASCII and has only characters that a name may have. On a thread that is no hub's.
    /// </summary>
    protected abstract Task<NamesResult<HostEntry>> FindHostAsync(string name, Families families, CancellationToken cancellationToken);

    /// <summary>The names of an address. On a thread that is no hub's.</summary>
    protected abstract Task<NamesResult<HostEntry>> FindNamesAsync(IPAddress address, CancellationToken cancellationToken);

    /// <summary>A name of this machine's domain without the domain.</summary>
    protected virtual string WithoutDomain(string name) => name;

    private async Task<HostEntry> FindAsync(string function, string name, Families families, CancellationToken cancellationToken)
    {
        NamesResult<HostEntry> found = IsName(name)
            ? await FindHostAsync(name, families, cancellationToken)
            : AddressInfoError.NoName;
        return found.Value is { } host
            ? host with { Addresses = AddressOrder.Sort(host.Addresses, AddressOrder.SourceOf) }
            : throw LookupErrors.Because(LookupErrors.Of(function, name), found.Error);
    }

    private static bool IsName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private async Task<T> AnswerAsync<T>(Func<CancellationToken, Task<T>> later, string function, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed);
        try
        {
            return await later(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw LookupErrors.Because(function, AddressInfoError.Canceled);
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private Task<T> AnswerAsync<T>(
        string function, Func<T?> atOnce, Func<CancellationToken, Task<T>> later, CancellationToken cancellationToken)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, typeof(IResolver));
        Task<T?> now = BlockingResolver.Now(atOnce, cancellationToken);
        if (!now.IsCompletedSuccessfully)
        {
            return now!;
        }

        // The rest looks at files, parses answers and may wait: none of that is a hub's work, and what it awaits must
        // not come back to one.
        return now.GetAwaiter().GetResult() is { } answer
            ? Task.FromResult(answer)
            : Task.Factory.StartNew(
                () => AnswerAsync(later, function, cancellationToken),
                CancellationToken.None,
                TaskCreationOptions.DenyChildAttach,
                TaskScheduler.Default).Unwrap();
    }
}
