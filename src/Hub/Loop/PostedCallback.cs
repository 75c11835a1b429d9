namespace Akka.Greensock;

/// <summary>
/// A callback for a hub: posted from outside, or a foreign awaitable's continuation that comes home to its greenlet.
/// </summary>
internal sealed class PostedCallback(Hub hub, Greenlet greenlet, SendOrPostCallback callback, object? state) : IHubWork
{
    public void Run()
    {
        hub.Enter(greenlet);
        callback(state);
        hub.RestoreAmbient();
    }

    /// <summary>The hub has gone, but its <c>finally</c> blocks still have to run: the pool runs them.</summary>
    public void Reject() => ThreadPool.UnsafeQueueUserWorkItem(static work => work.RunElsewhere(), this, preferLocal: false);

    private void RunElsewhere()
    {
        try
        {
            callback(state);
        }
        catch (Exception e)
        {
            hub.Report(null, e); // on a pool thread it would end the process
        }
    }
}
