using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>How long calls may take, down to not at all.</content>
public sealed partial class GreenSocket
{
    private static long _defaultTimeoutTicks = System.Threading.Timeout.InfiniteTimeSpan.Ticks;

    private TimeSpan _timeout;
    private bool _hasBlockingOff;

    /// <summary>
    /// The <see cref="Timeout"/> of every socket made or accepted from now on, in this process. Infinite unless set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, and not infinite.</exception>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.setdefaulttimeout">gevent:
    /// setdefaulttimeout</seealso>
    public static TimeSpan DefaultTimeout
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _defaultTimeoutTicks));
        set => Volatile.Write(ref _defaultTimeoutTicks, CheckedTimeout(value, "GreenSocket.DefaultTimeout").Ticks);
    }

    /// <summary>
    /// How long each call may take, name resolution included; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>,
    /// the default, is as long as it takes, and <see cref="TimeSpan.Zero"/> is not at all: the socket is non-blocking, and
    /// a call that would have to wait fails with <see cref="SocketError.WouldBlock"/> at once. It holds for calls made after
    /// it was set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, and not infinite.</exception>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.settimeout">gevent:
    /// socket.settimeout, gettimeout</seealso>
    public TimeSpan Timeout
    {
        get => _timeout;
        set => (_timeout, _hasBlockingOff) = (CheckedTimeout(value, "GreenSocket.Timeout"), false);
    }

    /// <summary>
    /// False: calls never wait, as with a <see cref="Timeout"/> of zero, which this sets. Set to true, it takes that back,
    /// and leaves any other timeout alone. The descriptor itself never blocks, whatever this says.
    /// </summary>
    /// <exception cref="ObjectDisposedException">Set on a socket that is closed.</exception>
    /// <remarks>A connection that is accepted on a socket that was made non-blocking by this is so too.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.setblocking">gevent:
    /// socket.setblocking, getblocking</seealso>
    public bool Blocking
    {
        get => _timeout != TimeSpan.Zero;
        set
        {
            ThrowIfClosed("Blocking");
            _hasBlockingOff = !value;
            _timeout = (value, Blocking) switch
            {
                (true, false) => System.Threading.Timeout.InfiniteTimeSpan,
                (false, _) => TimeSpan.Zero,
                _ => _timeout,
            };
        }
    }

    /// <summary>
    /// How long a call with these flags may take. What waits for nothing an event could report must not wait.
    /// </summary>
    private TimeSpan Limit(SocketFlags flags) =>
        (flags & (MessageFlags.DontWait | MessageFlags.ErrorQueue)) != 0 ? TimeSpan.Zero : _timeout;

    private TimeSpan LimitOfReceive(SocketFlags flags) => (flags & SocketFlags.OutOfBand) != 0 ? TimeSpan.Zero : Limit(flags);

    private static TimeSpan CheckedTimeout(TimeSpan value, string name) =>
        value >= TimeSpan.Zero || value == System.Threading.Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, $"{name}: from 0, which is not to wait at all, or Timeout.InfiniteTimeSpan for no limit.");
}
