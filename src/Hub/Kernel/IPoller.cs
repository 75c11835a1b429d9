namespace Akka.Greensock;

/// <summary>
/// Tells one hub which of its descriptors may go on. A descriptor is added once, for both directions, and
/// edge-triggered in spirit:
/// </summary>
/// <remarks>
/// <para><b>What is promised.</b> After a call on the descriptor answered EAGAIN or EINPROGRESS, or a receive filled
/// less than its buffer, an event comes once that direction may go on. Data or an end of stream that was there before
/// the descriptor was added is reported too.</para>
/// <para><b>What is only a hint.</b> Any event may be spurious: the call that it invites may answer EAGAIN again.
/// Several changes may come as one event, and one change as several.</para>
/// <para><b>Hang-ups.</b> <see cref="Readiness.Hangup"/> says that the peer will send no more or that the connection
/// failed; after it no further event may come for reading, so its reader goes on to the end of stream or the error
/// without waiting.</para>
/// <para><b>Identity.</b> Every event carries the slot and the generation given to <see cref="Add"/>. The kernel may
/// report an event for a descriptor that was closed and whose number was reused meanwhile: the generation tells it
/// apart, and the hub drops it.</para>
/// <para><b>Threads.</b> Only who holds the hub's baton calls, save for <see cref="Wake"/>, which any thread may call.
/// While one waits in <see cref="Poll"/> another may have the baton, where <see cref="MayBeUsedWhileItWaits"/> says
/// so.</para>
/// </remarks>
internal interface IPoller : IDisposable
{
    /// <summary>
    /// <see cref="Add"/> and <see cref="Remove"/> may be called while another thread waits in <see cref="Poll"/>.
    /// </summary>
    bool MayBeUsedWhileItWaits => false;

    /// <summary>Starts to report the descriptor. Closing the descriptor ends it; nothing else need be called.</summary>
    KernelResult Add(int descriptor, int slot, uint generation);

    /// <summary>
    /// Stops reporting a descriptor. To be called just before its close, or where it leaves this hub while open.
    /// </summary>
    void Remove(int descriptor);

    /// <summary>
    /// Asks for one event of a descriptor that somebody else owns: level-triggered and once, because its owner uses it
    /// behind our back. It goes beside an <see cref="Add"/> of the same number, and has nothing to do with it.
    /// </summary>
    /// <param name="descriptor">One that has no such entry in this poller.</param>
    /// <param name="interest">Readable, Writable or both. A hang-up or an error is both.</param>
    /// <param name="slot">What the event carries.</param>
    /// <param name="generation">What the event carries beside the slot.</param>
    /// <returns>Perm: it can never be waited for, and so is always ready, as a regular file. BadF: it is not
    /// open.</returns>
    KernelResult AddForeign(int descriptor, Readiness interest, int slot, uint generation);

    /// <summary>
    /// Asks for one event more, or for another interest. It fails (NoEnt, BadF, Perm) where the number was closed since
    /// <see cref="AddForeign"/>, whoever may have it now; that entry will never report anything again that is of use.
    /// </summary>
    KernelResult RearmForeign(int descriptor, Readiness interest, int slot, uint generation);

    /// <summary>
    /// Ends <see cref="AddForeign"/>, once for each that succeeded, even if the number was closed meanwhile.
    /// </summary>
    void RemoveForeign(int descriptor);

    /// <summary>
    /// Waits until something is to be reported, <see cref="Wake"/> was called, or the time is up. The value is the
    /// number of events written; a wake-up alone gives 0.
    /// </summary>
    /// <param name="events">Where the events go; its length bounds how many are taken in one call.</param>
    /// <param name="timeoutMilliseconds">0 looks without waiting, -1 waits without end.</param>
    KernelResult Poll(Span<PollEvent> events, int timeoutMilliseconds);

    /// <summary>Makes a present or the next <see cref="Poll"/> return. Any thread.</summary>
    void Wake();
}
