using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Waiting until a socket is ready, without a call on it.</content>
public sealed partial class GreenSocket
{
    /// <summary>Waits until the socket is ready.</summary>
    /// <param name="microSeconds">How long at most, in microseconds, of which whole milliseconds count; -1 for as long as it
    /// takes. Less than 1,000 is one look.</param>
    /// <param name="mode">SelectRead: a receive or an accept would not wait, at the end of a stream too. SelectWrite: nor
    /// would a send; or a connect has ended, well or not. SelectError: an error is pending, or urgent data.</param>
    /// <returns>Whether it is ready; true as well where the socket is closed meanwhile.</returns>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="PollAsync(int, SelectMode, CancellationToken)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the socket is ready. No <see cref="Timeout"/> and no
    /// <see cref="Blocking"/> counts.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/poll.2.html">poll(2)</seealso>
    public bool Poll(int microSeconds, SelectMode mode)
    {
        ThrowIfClosed(PollOperation.Name);
        using var call = SynchronousCall.Begin("GreenSocket.Poll", nameof(PollAsync));
        return call.Wait(_socket.PollAsync(mode, FromMicroseconds(microSeconds), CancellationToken.None));
    }

    /// <inheritdoc cref="Poll(int, SelectMode)"/>
    /// <param name="timeout">How long at most, of which whole milliseconds count, up to 2,147 seconds;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="mode">What for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    public bool Poll(TimeSpan timeout, SelectMode mode) => Poll(ToMicroseconds(timeout), mode);

    /// <summary>Waits until the socket is ready.</summary>
    /// <param name="microSeconds">How long at most, in microseconds, of which whole milliseconds count; -1 for as long as it
    /// takes. Less than 1,000 is one look.</param>
    /// <param name="mode">What for, as for <see cref="Poll(int, SelectMode)"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it is ready; true as well where the socket is closed meanwhile.</returns>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>Parks until the socket is ready.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/poll.2.html">poll(2)</seealso>
    public ValueTask<bool> PollAsync(int microSeconds, SelectMode mode, CancellationToken cancellationToken = default) =>
        _socket.PollAsync(mode, FromMicroseconds(microSeconds), cancellationToken);

    /// <inheritdoc cref="PollAsync(int, SelectMode, CancellationToken)"/>
    /// <param name="timeout">How long at most, of which whole milliseconds count, up to 2,147 seconds;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="mode">What for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    public ValueTask<bool> PollAsync(TimeSpan timeout, SelectMode mode, CancellationToken cancellationToken = default) =>
        PollAsync(ToMicroseconds(timeout), mode, cancellationToken);

    private static TimeSpan FromMicroseconds(int microSeconds) => microSeconds == -1
        ? System.Threading.Timeout.InfiniteTimeSpan
        : TimeSpan.FromMilliseconds(Math.Max(microSeconds, 0) / 1000);

    private static int ToMicroseconds(TimeSpan timeout)
    {
        if (timeout == System.Threading.Timeout.InfiniteTimeSpan)
        {
            return -1;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        long microseconds = (long)timeout.TotalMicroseconds;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(microseconds, int.MaxValue, nameof(timeout));
        return (int)microseconds;
    }
}
