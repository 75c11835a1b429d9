namespace Akka.Greensock;

/// <summary>
/// Something with a deadline: an intrusive node of a <see cref="TimerWheel"/>, so that arming and cancelling allocate
/// nothing. What times out derives from it.
/// </summary>
internal abstract class HubTimer
{
    internal const int NotArmed = -1;

    internal HubTimer? NextTimer;
    internal HubTimer? PreviousTimer;
    internal long DeadlineTick;
    internal int WheelSlot = NotArmed;

    /// <summary>True while the wheel holds it.</summary>
    public bool IsArmed => WheelSlot != NotArmed;

    /// <summary>
    /// Called on the hub's thread, once, when the deadline has passed; the node is free again and may be re-armed from
    /// here.
    /// </summary>
    internal abstract void OnDue();
}
