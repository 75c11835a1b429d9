using System.Globalization;

namespace Akka.Greensock;

/// <summary>
/// A logical thread of a hub: code that reads top to bottom and parks at its calls while the hub runs others. At any
/// moment at most one greenlet of a hub runs, and it is switched away from only where it parks.
/// </summary>
/// <remarks>
/// <para><b>Two kinds, one meaning.</b> An <i>async greenlet</i> has an async body, parks at its awaits, and costs a few hundred
/// bytes. A <i>thread greenlet</i> has a synchronous body, parks in the synchronous members of this library, and has an OS
/// thread of its own (some 20 KB), which runs only while no other greenlet of its hub does. Everything else is the same for both.</para>
/// <para>The greenlet is the <see cref="SynchronizationContext"/> of its body, so every await in it, ours or foreign, resumes
/// in it and on its hub. <c>ConfigureAwait(false)</c> gives that up.</para>
/// </remarks>
/// <seealso href="https://www.gevent.org/api/gevent.greenlet.html">gevent.Greenlet</seealso>
public partial class Greenlet : SynchronizationContext, IHomeWork
{
    private static long _made;

    private readonly string? _name;
    private Delegate? _body; // Func<Task>, or what Call takes
    private ExecutionContext? _context;
    private Exception? _pendingKill;
    private Operation? _parked;
    private Task? _task;
    private volatile GreenletState _state;

    internal Greenlet(Hub hub, string? name, Greenlet? parent, Func<Task>? body)
        : this(hub, name, parent, body, isThreaded: false)
    {
    }

    internal Greenlet(Hub hub, string? name, Greenlet? parent, Action body)
        : this(hub, name, parent, body, isThreaded: true)
    {
    }

    private protected Greenlet(Hub hub, string? name, Greenlet? parent, Delegate? body, bool isThreaded)
    {
        IsThreaded = isThreaded;
        Hub = hub;
        Parent = parent;
        _name = name;
        _body = body;
        Id = Interlocked.Increment(ref _made);
        _context = body is null ? null : ExecutionContext.Capture();
    }

    /// <summary>The greenlet that runs on this thread, or null outside of any.</summary>
    public static new Greenlet? Current => Hub.Current is { Running: { } running } hub && running != hub.Root ? running : null;

    /// <summary>The hub that it runs on.</summary>
    public Hub Hub { get; }

    /// <summary>A number of its own, within the process.</summary>
    public long Id { get; }

    /// <summary>The name that it was given, or one made of its number.</summary>
    public string Name => _name ?? string.Create(CultureInfo.InvariantCulture, $"greenlet-{Id}");

    /// <summary>True for a thread greenlet, whose body is synchronous; false for an async one.</summary>
    public bool IsThreaded { get; }

    /// <summary>The greenlet that spawned it, or null where none did.</summary>
    public Greenlet? Parent { get; private set; }

    /// <summary>Where it is in its life. Any thread.</summary>
    public GreenletState State
    {
        get => _state;
        private set => _state = value;
    }

    /// <summary>True once it has ended, in whichever way. Any thread.</summary>
    public bool IsDead => State > GreenletState.Alive;

    /// <summary>
    /// What it died of: its exception, or the one that it was killed with; null while it is alive and where it
    /// succeeded.
    /// </summary>
    public Exception? Exception { get; private set; }

    /// <summary>The thread that carries it, from the beginning to the end of its body; null for an async greenlet.</summary>
    internal Carrier? Carrier { get; set; }

    internal Greenlet? NextAlive { get; set; }

    internal Greenlet? PreviousAlive { get; set; }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        var work = new PostedCallback(Hub, this, d, state);
        if (!Hub.TryAdd(work))
        {
            work.Reject();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Called from another thread, which would have to block: use
    /// <see cref="Post"/>.</exception>
    public override void Send(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        if (Hub.Current != Hub)
        {
            throw new InvalidOperationException(
                $"SynchronizationContext.Send: {this} lives on {Hub}, and this thread is another. Use Post.");
        }

        d(state);
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <inheritdoc/>
    public override string ToString() => Name;

    bool IHubWork.NeedsLoop => !IsThreaded || Hub.HasNoIdleCarrier; // a thread is started from a stack that is large anyway

    void IHubWork.Run() => Start();

    void IHomeWork.RunAtHome()
    {
        Hub.Enter(this);
        InContext(static greenlet => ((Greenlet)greenlet!).RunBody());
    }

    void IHubWork.Reject() => End(GreenletState.Killed, Hub.HasEndedException("Greenlet"));

    internal void Schedule()
    {
        if (!Hub.TryAdd(this))
        {
            throw Hub.HasEndedException("Spawn");
        }
    }

    internal static Hub Here(string operation) => Hub.Current ?? throw new InvalidOperationException(
        $"{operation}: this thread is no hub. Call it from a greenlet, or use Spawn of a hub: Hub.Start(), or Greensock.For(system).Hubs.");

    /// <summary>A call of this greenlet's parks. Kills that came before it are delivered to it.</summary>
    internal void Park(Operation operation)
    {
        operation.NextParked = _parked;
        if (_parked is { } first)
        {
            first.PreviousParked = operation;
        }

        _parked = operation;
        Hub.ParkedCount++;
        operation.CountsAsInside = operation.WaitsForOwnHub;
        Hub.ParkedInsideCount += operation.CountsAsInside ? 1 : 0;
        if (_pendingKill is { } kill && operation.Kill(kill))
        {
            _pendingKill = null;
        }
    }

    /// <summary>
    /// A call that another hub performed is over: if a kill was what ended it, that kill has arrived.
    /// </summary>
    internal void Resumed(Exception? outcome)
    {
        if (outcome is not null && ReferenceEquals(outcome, _pendingKill))
        {
            _pendingKill = null;
        }
    }

    /// <summary>It waits in one of our calls.</summary>
    internal bool IsParked => _parked is not null;

    /// <summary>What its parked call waits for, for a listing; null where it has none.</summary>
    internal string? DescribeWait() => _parked?.Describe();

    internal void Unpark(Operation operation)
    {
        if (operation.PreviousParked is { } previous)
        {
            previous.NextParked = operation.NextParked;
        }
        else
        {
            _parked = operation.NextParked;
        }

        if (operation.NextParked is { } next)
        {
            next.PreviousParked = operation.PreviousParked;
        }

        operation.NextParked = null;
        operation.PreviousParked = null;
        Hub.ParkedCount--;
        Hub.ParkedInsideCount -= operation.CountsAsInside ? 1 : 0;
    }

    private void Start()
    {
        if (IsDead)
        {
            return;
        }

        if (Hub.IsStopping)
        {
            End(GreenletState.Killed, new GreenletExitException($"{Hub} was stopped before {this} began."));
            return;
        }

        Hub.Enlist(this);
        State = GreenletState.Alive;
        if (IsThreaded)
        {
            Hub.Carry(this);
        }
        else
        {
            Hub.Enter(this);
            InContext(static greenlet => ((Greenlet)greenlet!).Begin());
        }
    }

    /// <summary>No thread can be had for it.</summary>
    internal void CannotBegin(Exception reason) => End(GreenletState.Faulted, reason);

    private void InContext(ContextCallback body)
    {
        ExecutionContext? context = _context;
        _context = null;
        if (context is null)
        {
            body(this);
        }
        else
        {
            ExecutionContext.Run(context, body, this);
        }
    }

    private Delegate TakeBody()
    {
        Delegate body = _body!;
        _body = null; // what it holds on to need not live as long as the greenlet
        return body;
    }

    /// <summary>The whole life of a thread greenlet. On its carrier.</summary>
    private void RunBody()
    {
        Exception? failure = null;
        try
        {
            Call(TakeBody());
        }
        catch (Exception e)
        {
            failure = e;
        }

        Carrier!.Greenlet = null;
        Carrier = null;
        if (failure is null)
        {
            End(GreenletState.Succeeded, null);
        }
        else
        {
            EndWith(failure);
        }
    }

    /// <summary>Calls the body of a thread greenlet, and keeps its value.</summary>
    private protected virtual void Call(Delegate body) => ((Action)body)();

    private void Begin()
    {
        try
        {
            var body = (Func<Task>)TakeBody();
            _task = body() ?? throw new InvalidOperationException($"The body of {this} returned null instead of a task.");
        }
        catch (Exception e)
        {
            EndWith(e);
            return;
        }

        if (_task.IsCompleted)
        {
            BodyEnded();
        }
        else
        {
            // On the context that is current here, this greenlet: with none, a task that ends under a context continues
            // on the pool, and the greenlet's end would go there and back. A body that left its hub by
            // ConfigureAwait(false) ends elsewhere; its end is posted home all the same.
            const ConfigureAwaitOptions home = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;
            _task.ConfigureAwait(home).GetAwaiter().UnsafeOnCompleted(BodyEnded);
        }
    }

    private void BodyEnded()
    {
        Task task = _task!;
        if (task.IsCompletedSuccessfully)
        {
            Keep(task);
            End(GreenletState.Succeeded, null);
        }
        else if (task.Exception is { } aggregate)
        {
            EndWith(aggregate.InnerException ?? aggregate);
        }
        else
        {
            EndWith(CancellationOf(task));
        }
    }

    /// <summary>Takes the value out of the body's task.</summary>
    private protected virtual void Keep(Task task)
    {
    }

    private static Exception CancellationOf(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e)
        {
            return e;
        }

        return new TaskCanceledException(task);
    }

    private void EndWith(Exception exception) =>
        End(exception is GreenletExitException ? GreenletState.Killed : GreenletState.Faulted, exception);
}
