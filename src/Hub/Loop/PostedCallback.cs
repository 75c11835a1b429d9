namespace Akka.Greensock;

/// <summary>
/// A callback for a hub: posted from outside, or a foreign awaitable's continuation that comes home to its greenlet.
/// </summary>
internal sealed class PostedCallback(Hub hub, Greenlet greenlet, SendOrPostCallback callback, object? state) : IHomeWork
{
    public bool NeedsLoop => greenlet.Carrier is null;

    public void Run()
    {
        if (greenlet.Carrier is { } carrier)
        {
            carrier.Give(this);
            return;
        }

        hub.Enter(greenlet);
        callback(state);
        hub.RestoreAmbient();
    }

    public void RunAtHome()
    {
        hub.Enter(greenlet);
        callback(state);
    }

    /// <summary>The hub has gone, but its <c>finally</c> blocks still have to run: its thread or the pool runs them.</summary>
    public void Reject()
    {
        if (greenlet.Carrier is { } carrier)
        {
            carrier.Release(this);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static work => work.RunElsewhere(), this, preferLocal: false);
        }
    }

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
