namespace Akka.Greensock;

/// <summary>One try of a call: what it can do now, or <see cref="Errno.Again"/>. On the owner's hub.</summary>
/// <typeparam name="TState">What the call was given, and how far it has come.</typeparam>
/// <typeparam name="T">What it returns.</typeparam>
internal delegate Errno SocketAttempt<TState, T>(OwnedSocket socket, ref TState state, out T result);

/// <summary>A call that is too rare for a class and a pool of its own.</summary>
/// <typeparam name="TState">What the call was given, and how far it has come.</typeparam>
/// <typeparam name="T">What it returns.</typeparam>
internal sealed class AttemptOperation<TState, T> : SocketOperation<T>
{
    private readonly Direction _direction;
    private readonly string _verb;
    private readonly SocketAttempt<TState, T> _attempt;
    private readonly Action<T>? _drop;
    private TState _state;

    private AttemptOperation(Direction direction, string verb, TState state, SocketAttempt<TState, T> attempt, Action<T>? drop)
    {
        (_direction, _verb, _state, _attempt, _drop) = (direction, verb, state, attempt, drop);
    }

    private protected override Direction Direction => _direction;

    private protected override string Verb => _verb;

    /// <summary>Starts such a call. Any thread.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="direction">Which line it stands in.</param>
    /// <param name="verb">What it is called in errors.</param>
    /// <param name="state">What <paramref name="attempt"/> works with.</param>
    /// <param name="attempt">Does what can be done now; it may ask for another turn by way of the operation.</param>
    /// <param name="drop">Gives back what a result holds that nobody takes; null where it holds nothing.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static ValueTask<T> StartAsync(
        OwnedSocket socket,
        Direction direction,
        string verb,
        TState state,
        SocketAttempt<TState, T> attempt,
        Action<T>? drop,
        TimeSpan timeout,
        CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<T>(cancellationToken)
            : new AttemptOperation<TState, T>(direction, verb, state, attempt, drop).Start(socket, timeout, cancellationToken);

    private protected override Errno Attempt()
    {
        Errno errno = _attempt(Socket, ref _state, out T result);
        Result = result;
        if (errno == Errno.Again && !MayNotWait && Socket.MayGoOnLater(Direction))
        {
            Schedule(); // it gave way to others, and nothing will call it but this
        }

        return errno;
    }

    private protected override void DropResult()
    {
        if (Result is { } result)
        {
            _drop?.Invoke(result);
        }
    }
}
