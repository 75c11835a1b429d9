namespace Akka.Greensock;

/// <summary>
/// What a hub has done since it started, and what it holds now. A snapshot: its fields were read one after another
/// while the hub went on.
/// </summary>
/// <param name="Turns">Rounds of the loop.</param>
/// <param name="Polls">Times the kernel was asked for events.</param>
/// <param name="Wakes">Times another thread had to wake the hub.</param>
/// <param name="Events">Events that the kernel reported and that found their descriptor.</param>
/// <param name="StaleEvents">Events dropped because their descriptor was closed meanwhile.</param>
/// <param name="Resumed">Times that ready work was run: greenlets started or resumed, operations tried.</param>
/// <param name="Mailboxes">Times that an actor's mailbox was run.</param>
/// <param name="Ready">Pieces of work that are ready to run now.</param>
/// <param name="Parked">Calls that greenlets are parked in now.</param>
/// <param name="Greenlets">Greenlets that are alive now.</param>
/// <param name="Timers">Timers that are armed now.</param>
/// <param name="Descriptors">Descriptors that are watched now.</param>
/// <param name="Threads">Threads that carry thread greenlets, or wait for one to carry, now.</param>
/// <param name="LongestTurn">The longest time between two looks at the kernel. Long turns are felt by every socket of
/// the hub.</param>
public sealed record HubStatistics(
    long Turns,
    long Polls,
    long Wakes,
    long Events,
    long StaleEvents,
    long Resumed,
    long Mailboxes,
    int Ready,
    int Parked,
    int Greenlets,
    int Timers,
    int Descriptors,
    int Threads,
    TimeSpan LongestTurn);
