using System.Net;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Greensock.Tests;

/// <summary>
/// A system of the test's own that adopts this thread's hub before the default system does, so that its resolver can be
/// replaced without anybody else noticing.
/// </summary>
internal sealed class ResolvingSystem : IDisposable
{
    private readonly Greensock _greensock;

    public ResolvingSystem(IResolver? resolver = null, string hocon = "")
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _greensock = Greensock.For(ActorSystem.Create("resolving", ConfigurationFactory.ParseString(
                "akka { loglevel = WARNING, stdout-loglevel = WARNING, log-dead-letters = off }\n" + hocon)));
            _greensock.Adopt(Hub.Current!);
            _greensock.Resolver = resolver ?? Resolver;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public HangingResolver Resolver { get; } = new();

    public void Dispose() => _ = _greensock.System.Terminate();

    /// <summary>Answers numbers, and nothing else ever.</summary>
    internal sealed class HangingResolver : IResolver
    {
        private int _hanging;
        private int _givenUp;

        public int Hanging => Volatile.Read(ref _hanging);

        public int GivenUp => Volatile.Read(ref _givenUp);

        public Task<IReadOnlyList<AddressInfo>> GetAddrInfoAsync(
            string? host, string? service, AddressInfoHints hints, CancellationToken cancellationToken) =>
            IPAddress.TryParse(host, out IPAddress? address)
                ? Task.FromResult<IReadOnlyList<AddressInfo>>(
                    [new AddressInfo(address.AddressFamily, hints.SocketType, hints.ProtocolType, string.Empty,
                        new IPEndPoint(address, 0))])
                : Hang<IReadOnlyList<AddressInfo>>(cancellationToken);

        public Task<IPAddress> GetHostByNameAsync(string host, CancellationToken cancellationToken) => Hang<IPAddress>(cancellationToken);

        public Task<HostEntry> GetHostByNameExAsync(string host, CancellationToken cancellationToken) => Hang<HostEntry>(cancellationToken);

        public Task<HostEntry> GetHostByAddrAsync(string host, CancellationToken cancellationToken) => Hang<HostEntry>(cancellationToken);

        public Task<NameInfo> GetNameInfoAsync(IPEndPoint endPoint, NameInfoFlags flags, CancellationToken cancellationToken) =>
            Hang<NameInfo>(cancellationToken);

        private Task<T> Hang<T>(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _hanging);
            var never = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            cancellationToken.Register(() =>
            {
                Interlocked.Increment(ref _givenUp);
                never.TrySetCanceled(cancellationToken);
            });
            return never.Task;
        }
    }
}
