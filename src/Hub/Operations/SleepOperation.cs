namespace Akka.Greensock;

/// <summary>Sleeps for a time, or for no time: then it merely lets everything else that is ready go first.</summary>
internal sealed class SleepOperation : Operation
{
    [ThreadStatic]
    private static OperationPool<SleepOperation>? _pool;

    private bool _yields;

    public static ValueTask StartAsync(Hub hub, TimeSpan time, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        SleepOperation operation = (_pool ??= new()).Rent();
        operation._yields = time == TimeSpan.Zero;
        operation.Start(hub, time, cancellationToken);
        return new ValueTask(operation, operation.Version);
    }

    internal override void OnDue() => CompleteAndDeliver();

    internal override bool WaitsForOwnHub => IsOfThisHubAlone;

    internal override string Describe() => "sleeps without end";

    private protected override void Begin()
    {
        if (_yields)
        {
            Schedule();
        }
        else
        {
            ArmTimeout();
        }
    }

    private protected override void Try() => Complete();

    private protected override void Withdraw()
    {
    }

    private protected override Exception TimeoutError(TimeSpan timeout) => throw new InvariantException("a sleep's time is not a timeout");

    private protected override void Recycle() => (_pool ??= new()).Return(this);
}
