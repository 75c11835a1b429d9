namespace Akka.Greensock;

/// <summary>
/// Calls that wait for the same thing, in the order in which they came; the links are in the operations.
/// </summary>
internal struct OperationQueue
{
    private Operation? _tail;

    public Operation? Head { get; private set; }

    public readonly bool IsEmpty => Head is null;

    public void Append(Operation operation)
    {
        operation.PreviousInLine = _tail;
        if (_tail is { } tail)
        {
            tail.NextInLine = operation;
        }
        else
        {
            Head = operation;
        }

        _tail = operation;
    }

    public void Remove(Operation operation)
    {
        if (operation.PreviousInLine is { } previous)
        {
            previous.NextInLine = operation.NextInLine;
        }
        else
        {
            Head = operation.NextInLine;
        }

        if (operation.NextInLine is { } next)
        {
            next.PreviousInLine = operation.PreviousInLine;
        }
        else
        {
            _tail = operation.PreviousInLine;
        }

        operation.NextInLine = null;
        operation.PreviousInLine = null;
    }
}
