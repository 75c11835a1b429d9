using System.Runtime.CompilerServices;
using System.Text;
using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Greensock;

/// <content>A hub on the calling thread.</content>
public sealed partial class Hub
{
    private Greenlet? _main;
    private LoopExitException? _loopExit;
    private int _guests;

    /// <summary>
    /// Parked calls that nothing but this hub's own greenlets can end, such as a join: no descriptor, no other thread.
    /// </summary>
    internal int ParkedInsideCount { get; set; }

    /// <summary>
    /// Turns the calling thread into a hub, runs <paramref name="main"/> in an async greenlet of it, and returns when that has
    /// ended: every other greenlet of the hub is then killed, and the thread is as it was. gevent's main greenlet.
    /// </summary>
    /// <param name="main">The body of the main greenlet.</param>
    /// <param name="options">How the hub works; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">The calling thread is a hub already.</exception>
    /// <exception cref="LoopExitException">Every greenlet waits for another one, and so for ever; the message lists who waits
    /// for what.</exception>
    /// <exception cref="Exception">Whatever <paramref name="main"/> died of.</exception>
    [OverloadResolutionPriority(1)] // for what could be either, such as () => throw
    public static void Run(Func<Task> main, HubOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(main);
        Host(options, hub => hub.Spawn(main, "main"));
    }

    /// <summary>
    /// Turns the calling thread into a hub, runs synchronous code in a thread greenlet of it, and returns when that has ended:
    /// every other greenlet of the hub is then killed, and the thread is as it was.
    /// </summary>
    /// <param name="main">The body of the main greenlet. It runs on a thread of its own, in turn with the hub's.</param>
    /// <param name="options">How the hub works; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">The calling thread is a hub already.</exception>
    /// <exception cref="LoopExitException">Every greenlet waits for another one, and so for ever; the message lists who waits
    /// for what.</exception>
    /// <exception cref="Exception">Whatever <paramref name="main"/> died of.</exception>
    public static void Run(Action main, HubOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(main);
        Host(options, hub => hub.Spawn(main, "main"));
    }

    /// <summary>
    /// Somebody is on the hub whose doings it cannot foresee, such as an actor of a user's: as long as there is one, no wait is
    /// known to be without end. Any thread.
    /// </summary>
    internal void GuestCame() => Interlocked.Increment(ref _guests);

    internal void GuestWent() => Interlocked.Decrement(ref _guests);

    private static void Host(HubOptions? options, Func<Hub, Greenlet> spawn)
    {
        if (Current is { } already)
        {
            throw new InvalidOperationException($"Hub.Run: this thread is {already} already. Spawn a greenlet on it instead.");
        }

        SynchronizationContext? before = SynchronizationContext.Current;
        ActorCell? cell = InternalCurrentActorCellKeeper.Current; // a TestKit leaves one: a greenlet's Tell would claim to come from it
        var hub = new Hub(options ?? new HubOptions());
        Greenlet main = spawn(hub);
        main.Observe();
        main.Link_OnHub(_ => hub.Stop());
        hub._main = main;
        try
        {
            InternalCurrentActorCellKeeper.Current = null;
            hub.Loop();
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = cell;
            SynchronizationContext.SetSynchronizationContext(before);
        }

        if (hub._loopExit is { } exit)
        {
            throw exit;
        }

        main.ThrowUnlessSucceeded();
    }

    /// <summary>
    /// The hub is about to sleep until another thread wakes it. True: none will, because every greenlet waits for another one;
    /// the hub ends.
    /// </summary>
    /// <remarks>
    /// Only for the hub of a <c>Run</c>, which its caller waits for. A greenlet that awaits something foreign, a call with a
    /// <see cref="CancellationToken"/> and whatever waits for a descriptor or for another hub may be woken from outside. Another
    /// thread may always kill a greenlet or post a callback; the hub cannot know of that, as gevent's cannot.
    /// </remarks>
    private bool IsStuck()
    {
        if (_main is null || _stopping || ParkedCount != ParkedInsideCount || ParkedCount == 0 || Volatile.Read(ref _guests) != 0)
        {
            return false;
        }

        var waits = new StringBuilder();
        for (Greenlet? greenlet = _firstGreenlet; greenlet is not null; greenlet = greenlet.NextAlive)
        {
            if (greenlet.DescribeWait() is not { } wait)
            {
                return false;
            }

            waits.Append("\n  ").Append(greenlet).Append(' ').Append(wait);
        }

        _loopExit = new LoopExitException($"This operation would block forever: every greenlet of {this} waits for another one.{waits}");
        _stopRequested = true;
        return true;
    }
}
