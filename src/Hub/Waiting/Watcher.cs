namespace Akka.Greensock;

/// <summary>
/// A descriptor and what it is to be waited for, on one hub: what <c>Bsd.WaitAsync</c> waits for and
/// <c>Bsd.CancelWait</c> cancels. One greenlet at a time waits for a watcher, and it may be waited for again afterwards;
/// several watchers may have the same descriptor.
/// </summary>
/// <remarks>
/// <para>The descriptor stays its owner's: a watcher changes nothing about it, never closes it, and holds nothing of the
/// kernel's while nobody waits.</para>
/// <para><b>Thread.</b> Any thread may use it; the wait takes place on <see cref="Hub"/>.</para>
/// </remarks>
/// <seealso href="https://www.gevent.org/api/gevent.hub.html">gevent: loop.io</seealso>
public sealed class Watcher : IDisposable
{
    private WaitOperation? _wait;
    private volatile bool _isDisposed;

    private Watcher(int descriptor, WaitEvents events, Hub? hub, string operation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        Descriptor = descriptor;
        Events = events;
        Hub = hub ?? Greenlet.Here(operation);
    }

    /// <summary>The descriptor.</summary>
    public int Descriptor { get; }

    /// <summary>What it is waited for.</summary>
    public WaitEvents Events { get; }

    /// <summary>The hub on which it is waited for.</summary>
    public Hub Hub { get; }

    /// <summary>True while somebody waits.</summary>
    public bool IsActive => Volatile.Read(ref _wait) is not null;

    /// <summary>Watches for what can be read.</summary>
    /// <param name="descriptor">The descriptor, from 0. It is looked at when somebody waits, not before.</param>
    /// <param name="hub">The hub to wait on; null for this thread's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is negative.</exception>
    /// <exception cref="InvalidOperationException">This thread is no hub, and none was given.</exception>
    public static Watcher Read(int descriptor, Hub? hub = null) => new(descriptor, WaitEvents.Read, hub, "Watcher.Read");

    /// <summary>Watches for room to write.</summary>
    /// <param name="descriptor">The descriptor, from 0. It is looked at when somebody waits, not before.</param>
    /// <param name="hub">The hub to wait on; null for this thread's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is negative.</exception>
    /// <exception cref="InvalidOperationException">This thread is no hub, and none was given.</exception>
    public static Watcher Write(int descriptor, Hub? hub = null) => new(descriptor, WaitEvents.Write, hub, "Watcher.Write");

    /// <summary>Watches for either.</summary>
    /// <param name="descriptor">The descriptor, from 0. It is looked at when somebody waits, not before.</param>
    /// <param name="hub">The hub to wait on; null for this thread's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is negative.</exception>
    /// <exception cref="InvalidOperationException">This thread is no hub, and none was given.</exception>
    public static Watcher ReadWrite(int descriptor, Hub? hub = null) =>
        new(descriptor, WaitEvents.Read | WaitEvents.Write, hub, "Watcher.ReadWrite");

    /// <summary>
    /// Ends its use: nobody can wait for it any more, and whoever does gets a <see cref="CancelWaitException"/> soon.
    /// The descriptor is left as it is. A second call does nothing.
    /// </summary>
    public void Dispose()
    {
        _isDisposed = true;
        Cancel(new CancelWaitException($"wait on descriptor {Descriptor}: its watcher was disposed of while the call was waiting."));
    }

    /// <inheritdoc/>
    public override string ToString() => $"watcher of descriptor {Descriptor} for {Events}";

    /// <summary>Waits. Any thread; the timeout has been checked.</summary>
    internal ValueTask<WaitEvents> WaitAsync(TimeSpan timeout, OnTimeout onTimeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<WaitEvents>(cancellationToken);
        }

        WaitOperation wait = WaitOperation.Of(this);
        if (Interlocked.CompareExchange(ref _wait, wait, null) is not null && !Hub.HasEnded)
        {
            throw new ConcurrentObjectUseException(
                $"wait: this {this} is already used by another greenlet. Let each greenlet have a watcher of its own.");
        }

        if (_isDisposed)
        {
            // Looked at only now: a disposal from here on finds the wait.
            Ended(wait);
            throw new ObjectDisposedException(nameof(Watcher), $"wait: this {this} was disposed of before. Make a new one.");
        }

        ValueTask<WaitEvents> awaitable = wait.AsValueTask();
        wait.Begin(Hub, Descriptor, Events, timeout, onTimeout, cancellationToken);
        return awaitable;
    }

    /// <summary>
    /// Ends the present wait by an exception, in a later piece of the hub's work; one that has its outcome by then
    /// keeps it. Any thread.
    /// </summary>
    internal void Cancel(Exception? error)
    {
        if (Volatile.Read(ref _wait) is { } wait)
        {
            Hub.TryAdd(new Cancellation(wait, error ?? new CancelWaitException()));
        }
    }

    /// <summary>That wait is over.</summary>
    internal void Ended(WaitOperation wait) => Interlocked.CompareExchange(ref _wait, null, wait);

    private sealed class Cancellation(WaitOperation wait, Exception error) : IHubWork
    {
        public void Run() => wait.CancelBy(error);

        // The hub has ended, and every wait with it.
        public void Reject()
        {
        }
    }
}
