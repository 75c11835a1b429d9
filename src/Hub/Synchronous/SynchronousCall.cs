using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <summary>
/// A synchronous call of the façade, from its start to its end. Where it is made decides what blocks: in a thread greenlet that
/// alone, on a thread that is no hub that thread. Anywhere else on a hub nothing may wait, and the call is refused before it
/// has begun.
/// </summary>
/// <remarks>
/// Every synchronous member is its awaitable twin and a wait for it:
/// <code>
/// using var call = SynchronousCall.Begin("GreenSocket.Receive", nameof(ReceiveAsync));
/// return call.Wait(ReceiveAsync(buffer));
/// </code>
/// The twin is started inside the call, so that every continuation of its comes back to the thread that waits and runs there.
/// </remarks>
internal readonly ref struct SynchronousCall
{
    private readonly SynchronousWaiter _waiter;
    private readonly SynchronizationContext? _before;

    private SynchronousCall(SynchronousWaiter waiter)
    {
        _waiter = waiter;
        _before = waiter.Enter();
    }

    /// <summary>Begins a call.</summary>
    /// <param name="operation">What it is called in errors, such as <c>GreenSocket.Receive</c>.</param>
    /// <param name="twin">The member to await where nothing may wait.</param>
    /// <exception cref="BlockingSwitchOutException">This is an async greenlet, a callback or an actor of a hub.</exception>
    public static SynchronousCall Begin(string operation, string twin)
    {
        if (Carrier.Current is { } carrier)
        {
            return new SynchronousCall(carrier);
        }

        return Hub.Current is null
            ? new SynchronousCall(ThreadWaiter.OfThisThread)
            : throw new BlockingSwitchOutException(operation, twin);
    }

    /// <summary>Waits for the twin, and gives its result or throws its exception.</summary>
    public T Wait<T>(ValueTask<T> twin)
    {
        ValueTaskAwaiter<T> awaiter = twin.GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            _waiter.Wait(awaiter);
        }

        return awaiter.GetResult();
    }

    /// <summary>Waits for the twin, or throws its exception.</summary>
    public void Wait(ValueTask twin)
    {
        ValueTaskAwaiter awaiter = twin.GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            _waiter.Wait(awaiter);
        }

        awaiter.GetResult();
    }

    /// <summary>
    /// Waits for a twin that works on memory which, as long as the caller waits, is that of a span: of the caller's stack, or
    /// wherever.
    /// </summary>
    /// <param name="span">The memory.</param>
    /// <param name="state">What <paramref name="start"/> needs.</param>
    /// <param name="start">Starts the twin.</param>
    public T Wait<TState, T>(Span<byte> span, TState state, Func<TState, Memory<byte>, ValueTask<T>> start) => PinnedMemory.Lend(
        span, new OnSpan<TState, T>(this, state, start), static (call, memory) => call.Wait(memory));

    /// <inheritdoc cref="Wait{TState, T}(Span{byte}, TState, Func{TState, Memory{byte}, ValueTask{T}})"/>
    public T Wait<TState, T>(ReadOnlySpan<byte> span, TState state, Func<TState, Memory<byte>, ValueTask<T>> start) =>
        Wait(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(span), span.Length), state, start);

    /// <summary>Ends the call.</summary>
    public void Dispose() => _waiter.Leave(_before);

    private readonly ref struct OnSpan<TState, T>(SynchronousCall call, TState state, Func<TState, Memory<byte>, ValueTask<T>> start)
    {
        private readonly SynchronousCall _call = call;
        private readonly TState _state = state;
        private readonly Func<TState, Memory<byte>, ValueTask<T>> _start = start;

        public T Wait(Memory<byte> memory) => _call.Wait(_start(_state, memory));
    }
}
