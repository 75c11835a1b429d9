namespace Akka.Greensock;

/// <summary>
/// Has a socket try its sends again that found the queue of a Unix datagram socket full to which it is not connected.
/// Linux wakes a sender as its own datagrams are taken, or the peer's that it is connected to; here the queue may be full
/// of those of others, and no event would ever come. So it asks again, after 1 ms at first and twice as long each time,
/// up to 64 ms.
/// </summary>
internal sealed class SendRetry(OwnedSocket socket) : HubTimer
{
    private const int FirstMilliseconds = 1;
    private const int LastMilliseconds = 64;

    private int _milliseconds = FirstMilliseconds;

    /// <summary>A send has to wait. On the hub.</summary>
    public void Arm()
    {
        if (!IsArmed)
        {
            socket.Hub.Timers.Arm(this, socket.Hub.TickAfter(TimeSpan.FromMilliseconds(_milliseconds)));
            _milliseconds = Math.Min(2 * _milliseconds, LastMilliseconds);
        }
    }

    /// <summary>A send went through.</summary>
    public void Reset() => _milliseconds = FirstMilliseconds;

    internal override void OnDue() => socket.OnReady(Readiness.Writable);
}
