using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <summary>A greenlet whose body returns a value.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Greenlet<T> : Greenlet
{
    private T? _value;

    internal Greenlet(Hub hub, string? name, Greenlet? parent, Func<Task<T>> body)
        : base(hub, name, parent, body)
    {
    }

    internal Greenlet(Hub hub, string? name, Greenlet? parent, Func<T> body)
        : base(hub, name, parent, body, isThreaded: true)
    {
    }

    /// <summary>What the body returned.</summary>
    /// <exception cref="InvalidOperationException">It has not returned: the greenlet is alive, was killed or has
    /// failed.</exception>
    /// <seealso href="https://www.gevent.org/api/gevent.greenlet.html#gevent.Greenlet.value">gevent.Greenlet.value</seealso>
    public T Value => State == GreenletState.Succeeded
        ? _value!
        : throw new InvalidOperationException($"{this} has no value: it is {State}. Await it first.");

    /// <summary>Awaits the greenlet's end and gives its value; throws what it died of.</summary>
    public new ValueTaskAwaiter<T> GetAwaiter() => GetAsync().GetAwaiter();

    /// <summary>Parks until the greenlet has ended, and gives its value.</summary>
    /// <exception cref="GreenletExitException">It was killed.</exception>
    /// <exception cref="Exception">Whatever else it died of.</exception>
    /// <seealso href="https://www.gevent.org/api/gevent.greenlet.html#gevent.Greenlet.get">gevent.Greenlet.get</seealso>
    public async ValueTask<T> GetAsync()
    {
        await JoinAndThrowAsync();
        return Value;
    }

    /// <summary>Parks until the greenlet has ended, and gives its value.</summary>
    /// <exception cref="GreenletExitException">It was killed.</exception>
    /// <exception cref="Exception">Whatever else it died of.</exception>
    /// <exception cref="BlockingSwitchOutException">Nothing may wait here: await <see cref="GetAsync"/>.</exception>
    /// <remarks>Parks.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.greenlet.html#gevent.Greenlet.get">gevent.Greenlet.get</seealso>
    public new T Get()
    {
        using var call = SynchronousCall.Begin("Greenlet.Get", nameof(GetAsync));
        return call.Wait(GetAsync());
    }

    private protected override void Call(Delegate body) => _value = ((Func<T>)body)();

    private protected override void Keep(Task task)
    {
        // The task has succeeded: this takes its value and waits for nothing.
        _value = ((Task<T>)task).GetAwaiter().GetResult();
    }
}
