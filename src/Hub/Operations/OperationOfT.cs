using System.Threading.Tasks.Sources;

namespace Akka.Greensock;

/// <summary>An operation with a result.</summary>
/// <typeparam name="T">The result's type.</typeparam>
internal abstract class Operation<T> : Operation, IValueTaskSource<T>
{
    private T? _result;

    /// <summary>The result; what stores it completes the operation next.</summary>
    private protected T? Result
    {
        get => _result;
        set => _result = value;
    }

    /// <summary>The awaitable for this lease.</summary>
    public ValueTask<T> AsValueTask() => new(this, Version);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnCompleted(continuation, state, token, flags);

    T IValueTaskSource<T>.GetResult(short token)
    {
        T? result = _result;
        TakeOutcome(token);
        return result!;
    }
}
