namespace Akka.Greensock;

/// <summary>What a descriptor may go on with.</summary>
[Flags]
internal enum Readiness
{
    None = 0,

    /// <summary>A receive or an accept may go on.</summary>
    Readable = 1,

    /// <summary>A send or a connect may go on.</summary>
    Writable = 2,

    /// <summary>The peer ended its side or the connection failed; see <see cref="IPoller"/>.</summary>
    Hangup = 4,

    /// <summary>
    /// An urgent byte came (tcp(7)): from now on a receive may stop at its mark, with more queued behind it.
    /// </summary>
    Urgent = 8,
}

/// <summary>One event of a poller: for whom (slot and generation), and what.</summary>
internal readonly record struct PollEvent(int Slot, uint Generation, Readiness Readiness);
