namespace Akka.Greensock;

/// <summary>
/// Operations of one type that wait to be used again. One pool for each thread, so that renting and returning need no
/// fence; what comes back beyond its capacity is left to the garbage collector.
/// </summary>
/// <typeparam name="T">The operations' type.</typeparam>
internal sealed class OperationPool<T>
    where T : Operation, new()
{
    // An operation is some 250 bytes: a full pool holds 64 KB. A hub whose calls in flight swing by more allocates at
    // the crest of the swing. The thread of a thread greenlet never comes to more than one or two.
    private const int Capacity = 256;

    private T[] _items = new T[2];
    private int _count;

    public T Rent() => _count == 0 ? new T() : _items[--_count];

    public void Return(T operation)
    {
        if (_count == _items.Length)
        {
            if (_count == Capacity)
            {
                return;
            }

            Array.Resize(ref _items, _count * 2);
        }

        _items[_count++] = operation;
    }
}
