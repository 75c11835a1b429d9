using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <content>How greenlets come into being.</content>
public sealed partial class Hub
{
    /// <summary>Starts an async greenlet on this hub. Any thread; it begins to run in a later turn.</summary>
    /// <param name="body">What it runs, as an async method or lambda.</param>
    /// <param name="name">A name for logs; null makes one up.</param>
    /// <exception cref="InvalidOperationException">The hub has ended.</exception>
    [OverloadResolutionPriority(1)] // for what could be either, such as () => throw
    public Greenlet Spawn(Func<Task> body, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Scheduled(new Greenlet(this, name, Greenlet.Current, body));
    }

    /// <summary>Starts an async greenlet with a value on this hub. Any thread; it begins to run in a later turn.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="body">What it runs, as an async method or lambda.</param>
    /// <param name="name">A name for logs; null makes one up.</param>
    /// <exception cref="InvalidOperationException">The hub has ended.</exception>
    [OverloadResolutionPriority(1)] // for what could be either, such as () => throw
    public Greenlet<T> Spawn<T>(Func<Task<T>> body, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Scheduled(new Greenlet<T>(this, name, Greenlet.Current, body));
    }

    /// <summary>
    /// Starts a thread greenlet on this hub: synchronous code, in which the synchronous members of this library park only it.
    /// Any thread; it begins to run in a later turn.
    /// </summary>
    /// <param name="body">What it runs. It must not wait outside this library: the whole hub would wait with it.</param>
    /// <param name="name">A name for logs; null makes one up.</param>
    /// <exception cref="InvalidOperationException">The hub has ended.</exception>
    /// <remarks>Where no thread can be had for it, the greenlet ends with an <see cref="InvalidOperationException"/> that says
    /// why: <see cref="HubOptions.MaximumThreads"/>, or the system.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.html#gevent.spawn">gevent.spawn</seealso>
    public Greenlet Spawn(Action body, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Scheduled(new Greenlet(this, name, Greenlet.Current, body));
    }

    /// <summary>
    /// Starts a thread greenlet with a value on this hub. Any thread; it begins to run in a later turn.
    /// </summary>
    /// <typeparam name="T">The value's type; not an awaitable, whose body would be an async one.</typeparam>
    /// <param name="body">What it runs. It must not wait outside this library.</param>
    /// <param name="name">A name for logs; null makes one up.</param>
    /// <exception cref="ArgumentException">The value is an awaitable that nobody would await.</exception>
    /// <exception cref="InvalidOperationException">The hub has ended.</exception>
    /// <remarks>As <see cref="Spawn(Action, string?)"/>.</remarks>
    public Greenlet<T> Spawn<T>(Func<T> body, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return IsAwaitable(typeof(T))
            ? throw new ArgumentException($"Spawn: nobody awaits the {typeof(T).Name} that the body returns. Make it async.", nameof(body))
            : Scheduled(new Greenlet<T>(this, name, Greenlet.Current, body));
    }

    // A Task is not among them: a body that returns one is taken for an async body.
    private static bool IsAwaitable(Type type) =>
        type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static T Scheduled<T>(T greenlet)
        where T : Greenlet
    {
        greenlet.Schedule();
        return greenlet;
    }
}
