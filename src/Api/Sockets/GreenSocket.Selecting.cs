using System.Collections;

namespace Akka.Greensock;

/// <content>Waiting for the first of several sockets.</content>
public sealed partial class GreenSocket
{
    /// <summary>
    /// Waits until at least one of several sockets is ready, and takes out of the lists those that are not.
    /// </summary>
    /// <param name="checkRead">Sockets to receive from or to accept on; null for none. Sockets of any hubs.</param>
    /// <param name="checkWrite">Sockets to send on, or that connect; null for none.</param>
    /// <param name="checkError">Sockets whose errors or urgent data matter; null for none.</param>
    /// <param name="microSeconds">How long at most, in microseconds, of which whole milliseconds count; -1 for as long as it
    /// takes. Less than 1,000 is one look.</param>
    /// <exception cref="ArgumentNullException">The lists are null or empty, all of them.</exception>
    /// <exception cref="ArgumentException">An item is no <see cref="GreenSocket"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A list has more than 65,536 items.</exception>
    /// <exception cref="ObjectDisposedException">A socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="SelectAsync(IList, IList, IList, int, CancellationToken)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until one is ready. A socket that is closed meanwhile counts as
    /// ready.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/select.2.html">select(2)</seealso>
    public static void Select(IList? checkRead, IList? checkWrite, IList? checkError, int microSeconds)
    {
        var selection = new Selection(checkRead, checkWrite, checkError);
        using var call = SynchronousCall.Begin("GreenSocket.Select", nameof(SelectAsync));
        call.Wait(selection.WaitAsync(FromMicroseconds(microSeconds), CancellationToken.None));
    }

    /// <inheritdoc cref="Select(IList, IList, IList, int)"/>
    /// <param name="checkRead">Sockets to receive from or to accept on; null for none. Sockets of any hubs.</param>
    /// <param name="checkWrite">Sockets to send on, or that connect; null for none.</param>
    /// <param name="checkError">Sockets whose errors or urgent data matter; null for none.</param>
    /// <param name="timeout">How long at most, of which whole milliseconds count, up to 2,147 seconds;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    public static void Select(IList? checkRead, IList? checkWrite, IList? checkError, TimeSpan timeout) =>
        Select(checkRead, checkWrite, checkError, ToMicroseconds(timeout));

    /// <summary>
    /// Waits until at least one of several sockets is ready, and takes out of the lists those that are not.
    /// </summary>
    /// <param name="checkRead">Sockets to receive from or to accept on; null for none. Sockets of any hubs.</param>
    /// <param name="checkWrite">Sockets to send on, or that connect; null for none.</param>
    /// <param name="checkError">Sockets whose errors or urgent data matter; null for none.</param>
    /// <param name="microSeconds">How long at most, in microseconds, of which whole milliseconds count; -1 for as long as it
    /// takes. Less than 1,000 is one look.</param>
    /// <param name="cancellationToken">Ends the wait, and leaves the lists as they are.</param>
    /// <exception cref="ArgumentException">As for <see cref="Select(IList, IList, IList, int)"/>.</exception>
    /// <exception cref="ObjectDisposedException">A socket is closed.</exception>
    /// <remarks>Parks until one is ready.</remarks>
    public static ValueTask SelectAsync(
        IList? checkRead, IList? checkWrite, IList? checkError, int microSeconds, CancellationToken cancellationToken = default) =>
        new Selection(checkRead, checkWrite, checkError).WaitAsync(FromMicroseconds(microSeconds), cancellationToken);

    /// <inheritdoc cref="SelectAsync(IList, IList, IList, int, CancellationToken)"/>
    /// <param name="checkRead">Sockets to receive from or to accept on; null for none. Sockets of any hubs.</param>
    /// <param name="checkWrite">Sockets to send on, or that connect; null for none.</param>
    /// <param name="checkError">Sockets whose errors or urgent data matter; null for none.</param>
    /// <param name="timeout">How long at most, of which whole milliseconds count, up to 2,147 seconds;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellationToken">Ends the wait, and leaves the lists as they are.</param>
    public static ValueTask SelectAsync(
        IList? checkRead, IList? checkWrite, IList? checkError, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        SelectAsync(checkRead, checkWrite, checkError, ToMicroseconds(timeout), cancellationToken);

    /// <summary>What a call to the socket made from now on would be made on; for a <see cref="Selection"/>.</summary>
    internal OwnedSocket Polled => _socket;
}
