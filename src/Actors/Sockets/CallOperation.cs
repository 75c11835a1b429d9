namespace Akka.Greensock;

/// <summary>
/// A call that is made on the owner's hub and whose result comes back to the asker. It waits for nothing there.
/// </summary>
internal sealed class CallOperation<T> : Operation<T>
{
    private OwnedSocket? _socket;
    private string? _operation;
    private Func<OwnedSocket, T>? _call;

    // Such calls are rare, so they are not pooled.
    public static ValueTask<T> StartAsync(OwnedSocket socket, string operation, Func<OwnedSocket, T> call)
    {
        var made = new CallOperation<T> { _socket = socket, _operation = operation, _call = call };
        ValueTask<T> awaitable = made.AsValueTask();
        made.Start(socket.Hub, Timeout.InfiniteTimeSpan, CancellationToken.None);
        return awaitable;
    }

    private protected override void Begin()
    {
        try
        {
            Result = _socket!.Guarded(_operation!, _call!);
            Complete();
        }
        catch (Exception e)
        {
            CompleteWith(e);
        }
    }

    private protected override void Try()
    {
    }

    private protected override void Withdraw()
    {
    }

    private protected override Exception TimeoutError(TimeSpan timeout) => throw new InvariantException("such a call has no timeout");

    private protected override Exception HubEndedError() => OwnedSocket.Disposed(_operation!);

    private protected override void Recycle()
    {
    }
}
