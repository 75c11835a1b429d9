using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <summary>
/// A variable of which each greenlet has its own: what a <see cref="ThreadLocal{T}"/> is to threads. Greenlets that it spawns
/// do not inherit it; an <see cref="AsyncLocal{T}"/> is what they do. Outside any greenlet each thread has its own.
/// </summary>
/// <typeparam name="T">The variable's type.</typeparam>
/// <remarks>A value goes with its greenlet. Any thread; a greenlet's value is seen in that greenlet alone.</remarks>
/// <seealso href="https://www.gevent.org/api/gevent.local.html">gevent.local.local</seealso>
public sealed class GreenletLocal<T> : IDisposable
{
    private readonly ConditionalWeakTable<Greenlet, StrongBox<T>> _ofGreenlets = [];
    private readonly ThreadLocal<StrongBox<T>?> _ofThreads = new();
    private readonly Func<T>? _initial;

    /// <summary>Makes the variable.</summary>
    /// <param name="initial">Gives a greenlet's first value, in that greenlet, when it first asks for it; null for the
    /// default of <typeparamref name="T"/>.</param>
    public GreenletLocal(Func<T>? initial = null) => _initial = initial;

    /// <summary>The value of the greenlet that runs here.</summary>
    [MaybeNull]
    public T Value
    {
        get
        {
            if (Box is not { } box)
            {
                if (_initial is null)
                {
                    return default;
                }

                Value = _initial();
                box = Box!;
            }

            return box.Value;
        }

        set
        {
            if (Box is { } box)
            {
                box.Value = value;
            }
            else if (Greenlet.Current is { } greenlet)
            {
                _ofGreenlets.Add(greenlet, new StrongBox<T>(value!));
            }
            else
            {
                _ofThreads.Value = new StrongBox<T>(value!);
            }
        }
    }

    /// <summary>True where the greenlet that runs here has a value.</summary>
    public bool HasValue => Box is not null;

    private StrongBox<T>? Box => Greenlet.Current is { } greenlet
        ? _ofGreenlets.TryGetValue(greenlet, out StrongBox<T>? box) ? box : null
        : _ofThreads.Value;

    /// <summary>Forgets every value.</summary>
    public void Dispose()
    {
        _ofGreenlets.Clear();
        _ofThreads.Dispose();
    }
}
