namespace Akka.Greensock;

/// <summary>
/// Tries a Unix connect again that found the listener's backlog full. A blocking connect(2) would wait in the kernel; a
/// non-blocking one hears EAGAIN, and nothing ever says that there is room. So it asks again, after 1 ms at first and
/// twice as long each time, up to 64 ms.
/// </summary>
internal sealed class ConnectRetry(Hub hub, ConnectOperation operation) : HubTimer
{
    private const int FirstMilliseconds = 1;
    private const int LastMilliseconds = 64;

    private int _milliseconds = FirstMilliseconds;
    private readonly short _version = operation.Version;

    public void Arm()
    {
        hub.Timers.Arm(this, hub.TickAfter(TimeSpan.FromMilliseconds(_milliseconds)));
        _milliseconds = Math.Min(2 * _milliseconds, LastMilliseconds);
    }

    // Nobody takes it out of the wheel: by now the call may have ended, and its object may serve another.
    internal override void OnDue()
    {
        if (operation.IsPending && operation.Version == _version)
        {
            operation.Schedule();
        }
    }
}
