namespace Akka.Greensock;

/// <summary>Waits for a greenlet's end. The result says whether it came before the timeout.</summary>
internal sealed class JoinOperation : Operation<bool>
{
    [ThreadStatic]
    private static OperationPool<JoinOperation>? _pool;

    private Greenlet? _greenlet;

    public static ValueTask<bool> StartAsync(Greenlet greenlet, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }

        if (greenlet.IsDead || timeout == TimeSpan.Zero)
        {
            return ValueTask.FromResult(greenlet.IsDead);
        }

        if (Hub.Current is null && Hub.DriverHere is { WaitsAreItsOwn: true } driver)
        {
            greenlet.Observe();
            driver.RunUntil(() => greenlet.IsDead || cancellationToken.IsCancellationRequested, timeout);
            return greenlet.IsDead || !cancellationToken.IsCancellationRequested
                ? ValueTask.FromResult(greenlet.IsDead)
                : ValueTask.FromCanceled<bool>(cancellationToken);
        }

        JoinOperation operation = (_pool ??= new()).Rent();
        operation._greenlet = greenlet;
        operation.Start(greenlet.Hub, timeout, cancellationToken);
        return operation.AsValueTask();
    }

    /// <summary>The greenlet has ended.</summary>
    internal void Ended()
    {
        Result = true;
        CompleteAndDeliver();
    }

    internal override void OnDue()
    {
        Withdraw();
        Result = false;
        CompleteAndDeliver();
    }

    internal override bool WaitsForOwnHub => IsOfThisHubAlone;

    internal override string Describe() => $"joins {_greenlet}";

    private protected override void Begin()
    {
        if (_greenlet!.IsDead)
        {
            Result = true;
            Complete();
        }
        else
        {
            _greenlet.AddJoiner(this);
            ArmTimeout();
        }
    }

    private protected override void Try()
    {
    }

    private protected override void Withdraw() => _greenlet!.RemoveJoiner(this);

    private protected override Exception TimeoutError(TimeSpan timeout) => throw new InvariantException("a join's timeout is a result");

    private protected override void Recycle()
    {
        _greenlet = null;
        Result = false;
        (_pool ??= new()).Return(this);
    }
}
