using System.Collections.Concurrent;

namespace Akka.Greensock;

/// <summary>
/// An OS thread of a hub that carries thread greenlets, one after another. It runs only while it holds the hub's baton, and
/// while its greenlet is parked it either waits for the baton, or goes on with the hub's work for the others.
/// </summary>
/// <remarks>
/// <para><b>The baton</b> is the right to run as the hub. There is no object for it: exactly one of the hub's own thread and its
/// carriers is not parked. It passes by writing what the other is to do and then unparking it, and who passes it on parks at
/// once; so everything that the one wrote is seen by the other, and no state of the hub needs a fence.</para>
/// <para><b>Straight on.</b> Where a parking greenlet finds another thread greenlet ready, it wakes the thread of that itself:
/// one switch, where the way by the hub's own thread takes two. Where it finds nothing it polls, and where the event is its own
/// no thread is switched to at all. <see cref="Hub.LetOthersRun"/> has the loop.</para>
/// <para><b>Left behind.</b> A greenlet that outlives its hub, because it swallows every exception, goes on as what it is
/// without one: a plain thread (<see cref="Release"/>).</para>
/// </remarks>
internal sealed class Carrier : SynchronousWaiter
{
    [ThreadStatic]
    private static Carrier? _current;

    private readonly Hub _hub;
    private readonly IParker _parker;
    private ConcurrentQueue<IHomeWork>? _leftBehind; // a kilobyte, for what hardly ever happens
    private IHomeWork? _work;
    private volatile bool _released;
    private bool _leaves;

    private Carrier(Hub hub)
    {
        _hub = hub;
        _parker = hub.Kernel.CreateParker();
    }

    /// <summary>The one whose thread this is, or null. With a hub and no carrier this is the hub's own thread.</summary>
    public static Carrier? Current => _current;

    /// <summary>The greenlet that it carries now.</summary>
    public Greenlet? Greenlet { get; set; }

    /// <summary>It has something to do, and no time for others.</summary>
    public bool IsWanted => _work is not null || _leaves || _released;

    /// <summary>Starts a thread, which waits for its first greenlet. With the baton.</summary>
    /// <exception cref="OutOfMemoryException">The system has no thread left.</exception>
    public static Carrier Start(Hub hub, string name)
    {
        var carrier = new Carrier(hub);
        var thread = new Thread(carrier.Main, hub.Options.ThreadStackBytes) { Name = name, IsBackground = true };
        try
        {
            thread.UnsafeStart();
        }
        catch (Exception)
        {
            carrier._parker.Dispose();
            throw;
        }

        return carrier;
    }

    /// <summary>
    /// Hands it the baton with work for its greenlet, and returns once this thread has the baton back. Where it is this very
    /// thread, that finds the work as it goes on.
    /// </summary>
    public void Give(IHomeWork work)
    {
        Invariant.Holds(_work is null, "a carrier has one piece of work");
        _work = work;
        Carrier? from = _current;
        if (from == this)
        {
            return;
        }

        _parker.Unpark();
        if (from is null)
        {
            _hub.AwaitBaton();
        }
        else
        {
            from.AwaitBaton();
        }
    }

    /// <summary>Parks this thread, which has passed the baton on, until it gets it back.</summary>
    public void AwaitBaton() => _parker.Park();

    /// <summary>It carries nothing and never will: its thread ends. It does not hold the baton.</summary>
    public void Leave()
    {
        _leaves = true;
        _parker.Unpark();
    }

    /// <summary>Its hub has ended without its greenlet, which gets this outcome and goes on as a plain thread. Any thread.</summary>
    public void Release(IHomeWork work)
    {
        LazyInitializer.EnsureInitialized(ref _leftBehind).Enqueue(work);
        _released = true;
        _parker.Unpark();
    }

    public override SynchronizationContext? Enter() => null; // the greenlet is its thread's context from start to end

    public override void Leave(SynchronizationContext? before)
    {
    }

    protected override void RunNext()
    {
        if (!_released)
        {
            _hub.LetOthersRun(this);
        }

        IHomeWork? work = _work;
        _work = null;
        if (work is null)
        {
            work = TakeLeftBehind();
        }

        try
        {
            work.RunAtHome();
        }
        catch (Exception e)
        {
            // A callback that came home: what a greenlet's body throws is its own end.
            _hub.Report(null, e);
        }
    }

    private void Main()
    {
        _current = this;
        Hub.BelongTo(_hub);
        _hub.StayTogether();
        AwaitBaton();
        while (_work is { } greenlet)
        {
            _work = null;
            greenlet.RunAtHome();
            if (_released || !_hub.TryKeep(this))
            {
                break;
            }

            _hub.LetOthersRun(this);
        }

        _parker.Dispose();
    }

    private IHomeWork TakeLeftBehind()
    {
        if (_current is not null)
        {
            _current = null;
            Hub.BelongTo(null);
            _hub.GoApart();
            SynchronizationContext.SetSynchronizationContext(null);
        }

        IHomeWork? work;
        while (!_leftBehind!.TryDequeue(out work))
        {
            _parker.Park();
        }

        return work;
    }
}
