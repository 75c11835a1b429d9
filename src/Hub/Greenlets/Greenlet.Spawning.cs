using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <content>How greenlets are spawned by others.</content>
public partial class Greenlet
{
    /// <summary>
    /// Starts an async greenlet on the current hub. It begins to run in a later turn, never inside this call.
    /// </summary>
    /// <param name="body">What it runs, as an async method or lambda.</param>
    /// <param name="name">A name for logs; null makes one up.</param>
    /// <exception cref="InvalidOperationException">This thread is no hub: call
    /// <see cref="Hub.Spawn(Func{Task}, string?)"/> of one.</exception>
    /// <seealso href="https://www.gevent.org/api/gevent.html#gevent.spawn">gevent.spawn</seealso>
    [OverloadResolutionPriority(1)] // for what could be either, such as () => throw
    public static Greenlet Spawn(Func<Task> body, string? name = null) => Here("Greenlet.Spawn").Spawn(body, name);

    /// <summary>
    /// Starts an async greenlet with a value on the current hub. It begins to run in a later turn, never inside this call.
    /// </summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="body">What it runs, as an async method or lambda.</param>
    /// <param name="name">A name for logs; null makes one up.</param>
    /// <exception cref="InvalidOperationException">This thread is no hub: call <c>Spawn</c> of one.</exception>
    [OverloadResolutionPriority(1)] // for what could be either, such as () => throw
    public static Greenlet<T> Spawn<T>(Func<Task<T>> body, string? name = null) => Here("Greenlet.Spawn").Spawn(body, name);

    /// <summary>
    /// Starts a thread greenlet on the current hub: synchronous code, in which the synchronous members of this library park only
    /// it. It begins to run in a later turn, never inside this call.
    /// </summary>
    /// <param name="body">What it runs. It must not wait outside this library: the whole hub would wait with it.</param>
    /// <param name="name">A name for logs; null makes one up.</param>
    /// <exception cref="InvalidOperationException">This thread is no hub: call
    /// <see cref="Hub.Spawn(Action, string?)"/> of one.</exception>
    /// <remarks>Where no thread can be had for it, the greenlet ends with an <see cref="InvalidOperationException"/>.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.html#gevent.spawn">gevent.spawn</seealso>
    public static Greenlet Spawn(Action body, string? name = null) => Here("Greenlet.Spawn").Spawn(body, name);

    /// <summary>
    /// Starts a thread greenlet with a value on the current hub. It begins to run in a later turn, never inside this call.
    /// </summary>
    /// <typeparam name="T">The value's type; not an awaitable, whose body would be an async one.</typeparam>
    /// <param name="body">What it runs. It must not wait outside this library.</param>
    /// <param name="name">A name for logs; null makes one up.</param>
    /// <exception cref="ArgumentException">The value is an awaitable that nobody would await.</exception>
    /// <exception cref="InvalidOperationException">This thread is no hub: call <c>Spawn</c> of one.</exception>
    public static Greenlet<T> Spawn<T>(Func<T> body, string? name = null) => Here("Greenlet.Spawn").Spawn(body, name);
}
