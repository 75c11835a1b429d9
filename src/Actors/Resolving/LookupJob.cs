namespace Akka.Greensock;

/// <summary>One call of a <see cref="LookupPool"/>, with whoever waits for it.</summary>
internal abstract class LookupJob(string function)
{
    public string Function => function;

    /// <summary>Its place in its caller's line; it is in none once it runs or was given up. Under the pool's lock.</summary>
    public LinkedListNode<LookupJob>? Place { get; set; }

    public abstract void Run();

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class LookupJob<T>(string function, Func<T> call) : LookupJob(function)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;

    public Task<T> Task => _answer.Task;

    public void LetGo(LookupPool pool, CancellationToken cancellationToken) => _registration = cancellationToken.UnsafeRegister(
        (_, token) =>
        {
            _answer.TrySetCanceled(token);
            pool.Withdraw(this);
        },
        null);

    public override void Run()
    {
        try
        {
            _answer.TrySetResult(call());
        }
        catch (Exception e)
        {
            _answer.TrySetException(e);
        }
        finally
        {
            _registration.Unregister();
        }
    }

    public override void Fail(Exception exception) => _answer.TrySetException(exception);
}
