using System.Globalization;
using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Greensock;

/// <summary>
/// One OS thread that is at once an event loop, a scheduler of greenlets and an Akka dispatcher
/// (<see cref="HubDispatcher"/>). Everything that runs on a hub runs one at a time, so greenlets and actors of one hub
/// may share state without locks between their awaits.
/// </summary>
/// <remarks>Other threads have two doors: <see cref="Post"/> and <see cref="Wake"/>. Every other member says which
/// threads may call it.</remarks>
/// <seealso href="https://www.gevent.org/api/gevent.hub.html">gevent.hub.Hub</seealso>
public sealed partial class Hub
{
    [ThreadStatic]
    private static Hub? _current;

    private static int _made;

    private readonly IPoller _poller;
    private readonly Inbox _inbox;
    private readonly long _startedAt;
    private readonly ManualResetEventSlim _ended = new();
    private volatile bool _stopRequested;
    private Thread? _thread;

    internal Hub(HubOptions options)
    {
        Options = options.Checked();
        Name = options.Name ?? string.Create(CultureInfo.InvariantCulture, $"hub-{Interlocked.Increment(ref _made)}");
        Kernel = options.OtherKernel ?? Kernels.Create(options.Kernel);
        _poller = Kernel.CreatePoller();
        Foreign = new ForeignDescriptors(this, _poller);
        Numbers = DescriptorNumbers.Of(Kernel);
        _inbox = new Inbox(_poller);
        _startedAt = options.TimeProvider.GetTimestamp();
        _phaseTicks = (long)(options.PhaseTime.TotalSeconds * options.TimeProvider.TimestampFrequency);
        _events = new PollEvent[options.EventsPerPoll];
        _loop = Kernel.CreateParker();
        RenewCarrierBudget();
        Root = new Greenlet(this, "hub", parent: null, body: null);
        _driver = options.Driver;
    }

    /// <summary>The hub whose thread this is, or null.</summary>
    public static Hub? Current => _current;

    /// <summary>The hub's name, and that of its thread.</summary>
    public string Name { get; }

    /// <summary>How this hub works.</summary>
    public HubOptions Options { get; }

    /// <summary>
    /// Told of every exception that nobody waited for; null restores the default, which writes to standard error.
    /// Called with everything else on the hub standing still, but for a <see cref="HubBlockedException"/>, which another thread
    /// tells; what it throws itself is ignored. An actor system that adopts the hub puts its log
    /// and event stream here.
    /// </summary>
    public Action<HubError>? ErrorHandler { get; set; }

    /// <summary>True once the hub's thread has ended, or is past running anything more.</summary>
    public bool HasEnded => _ended.IsSet;

    /// <summary>What the hub has done and holds. Any thread.</summary>
    public HubStatistics Statistics => new(
        _turns, _polls, _inbox.Wakes, _eventCount, _staleEvents, _resumed, _mailboxRuns,
        _ready.Count + _mailboxes.Count, ParkedCount, GreenletCount, Timers.Count, Descriptors.Count, CarrierCount,
        Elapsed(0, _longestTurn));

    /// <summary>What an actor system keeps about this hub, once one has adopted it.</summary>
    internal object? Port { get; set; }

    /// <summary>The actor system that it was started by as a dispatcher, if it was.</summary>
    internal ActorSystem? System { get; set; }

    internal IKernel Kernel { get; }

    internal TimerWheel Timers { get; } = new();

    internal DescriptorTable Descriptors { get; } = new();

    /// <summary>The descriptors of others that somebody waits for on this hub. On the hub.</summary>
    internal ForeignDescriptors Foreign { get; }

    /// <summary>Who has which number of this hub's kernel, on this hub and on others. Any thread.</summary>
    internal DescriptorNumbers Numbers { get; }

    /// <summary>
    /// The context of what runs on the hub outside any greenlet, such as posted callbacks: an await in it comes home to
    /// the hub.
    /// </summary>
    internal Greenlet Root { get; }

    /// <summary>Starts a hub on a background thread of its own.</summary>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its bounds.</exception>
    /// <exception cref="IOException">No descriptors are left for its poller.</exception>
    public static Hub Start(HubOptions? options = null)
    {
        var hub = new Hub(options ?? new HubOptions());
        if (hub._driver is { } driver)
        {
            driver.Add(hub);
            return hub;
        }

        hub._thread = new Thread(hub.Loop) { Name = hub.Name, IsBackground = true };
        hub._thread.UnsafeStart(); // a hub outlives its starter: what is ambient there must not stay here for ever
        return hub;
    }

    /// <summary>
    /// Runs a callback on the hub in a later turn. It must not block. Any thread; callbacks of one thread run in order.
    /// </summary>
    /// <param name="callback">What to run. An exception of its goes to <see cref="ErrorHandler"/>.</param>
    /// <exception cref="InvalidOperationException">The hub has ended.</exception>
    /// <seealso href="https://www.gevent.org/api/gevent.hub.html">gevent: loop.run_callback_threadsafe</seealso>
    public void Post(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var work = new PostedCallback(this, Root, static action => ((Action)action!)(), callback);
        if (!TryAdd(work))
        {
            throw HasEndedException("Post");
        }
    }

    /// <summary>Makes a sleeping hub take a turn now. Any thread.</summary>
    public void Wake() => _inbox.Wake();

    /// <summary>
    /// Asks the hub to end: its greenlets are killed and unwind, its actors end, its descriptors are closed, at most
    /// <see cref="HubOptions.StopTimeout"/> later. Returns at once; <see cref="Join"/> waits. Any thread; a second call
    /// does nothing.
    /// </summary>
    public void Stop()
    {
        _stopRequested = true;
        Interlocked.MemoryBarrier();
        _inbox.Wake();
    }

    /// <summary>Blocks the calling thread until the hub has ended.</summary>
    /// <param name="timeout">How long to wait at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it
    /// takes.</param>
    /// <returns>True if the hub has ended, false if the time was up.</returns>
    /// <exception cref="InvalidOperationException">Called on the hub's own thread, which would wait for itself for
    /// ever.</exception>
    public bool Join(TimeSpan timeout)
    {
        if (Current == this)
        {
            throw new InvalidOperationException($"Hub.Join: {this} cannot wait for its own end. Call it from another thread.");
        }

        return DriverHere is { } driver ? driver.RunUntil(() => HasEnded, timeout) : _ended.Wait(timeout);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>
    /// Hands work to the hub from any thread, its own included. False: the hub has ended and took nothing.
    /// </summary>
    internal bool TryAdd(IHubWork work)
    {
        if (_current == this)
        {
            _ready.Enqueue(work);
            return true;
        }

        return _inbox.TryAdd(work);
    }

    /// <summary>Queues a mailbox, from any thread. It is never lost: with the hub gone, the pool runs it.</summary>
    internal void Submit(IRunnable mailbox)
    {
        if (_current == this)
        {
            _mailboxes.Enqueue(mailbox);
        }
        else if (!_inbox.TryAdd(mailbox))
        {
            Inbox.RunElsewhere(mailbox);
        }
    }

    /// <summary>Queues work for this or the next turn. On the hub.</summary>
    internal void Schedule(IHubWork work) => _ready.Enqueue(work);

    /// <summary>Queues work for the next turn, after the kernel has been looked at once. On the hub.</summary>
    internal void ScheduleAfterPoll(IHubWork work) => _afterPoll.Enqueue(work);

    /// <summary>Has the poller report a descriptor to its owner. On the hub.</summary>
    internal KernelResult Watch(Descriptor descriptor)
    {
        (int slot, uint generation) = Descriptors.Add(descriptor);
        KernelResult result = _poller.Add(descriptor.Number, slot, generation);
        if (result.IsOk)
        {
            descriptor.Slot = slot;
        }
        else
        {
            Descriptors.Remove(slot);
        }

        return result;
    }

    /// <summary>
    /// Ends <see cref="Watch"/>; events under way find nobody. On the hub, before the number is closed.
    /// </summary>
    internal void Unwatch(Descriptor descriptor)
    {
        if (descriptor.Slot >= 0)
        {
            Descriptors.Remove(descriptor.Slot);
            descriptor.Slot = -1;
            _poller.Remove(descriptor.Number);
        }
    }

    /// <summary>
    /// Another object owns a watched number from now on, and hears of its events. The kernel notices nothing, so it
    /// cannot fail. On the hub.
    /// </summary>
    internal void HandOver(Descriptor descriptor, Descriptor successor)
    {
        Descriptors.Replace(descriptor.Slot, successor);
        successor.Slot = descriptor.Slot;
        descriptor.Slot = -1;
    }

    /// <summary>The tick at which a time from now will have passed: rounded up, so that no timer is early.</summary>
    internal long TickAfter(TimeSpan time)
    {
        long ticks = Math.Min(time.Ticks, TimerWheel.MaximumTicks * TimeSpan.TicksPerMillisecond); // TimeSpan.MaxValue would run over
        long due = Options.TimeProvider.GetElapsedTime(_startedAt).Ticks + ticks;
        return (due + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
    }

    internal InvalidOperationException HasEndedException(string operation) =>
        new($"{operation}: {this} has ended and runs nothing any more. Use a hub that is running.");

    /// <summary>Reports an exception that nobody waits for.</summary>
    internal void Report(Greenlet? greenlet, Exception exception)
    {
        var error = new HubError(this, greenlet == Root ? null : greenlet, exception);
        try
        {
            if (ErrorHandler is { } handler)
            {
                handler(error);
            }
            else
            {
                Console.Error.WriteLine(error);
            }
        }
        catch (Exception)
        {
            // The last resort has failed; the hub and its other greenlets go on all the same.
        }
    }
}
