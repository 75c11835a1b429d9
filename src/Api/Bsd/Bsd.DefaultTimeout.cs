using System.Diagnostics.CodeAnalysis;

namespace Akka.Greensock;

/// <content>The timeout of new sockets.</content>
public static partial class Bsd
{
    /// <summary>
    /// The timeout of every socket made or accepted from now on; <see cref="Timeout.InfiniteTimeSpan"/> unless set. Does not
    /// park; any thread.
    /// </summary>
    /// <returns><see cref="GreenSocket.DefaultTimeout"/>.</returns>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.getdefaulttimeout">gevent:
    /// getdefaulttimeout</seealso>
    [SuppressMessage("Design", "CA1024", Justification = "gevent's name, and the twin of SetDefaultTimeout")]
    public static TimeSpan GetDefaultTimeout() => GreenSocket.DefaultTimeout;

    /// <summary>
    /// Sets the timeout of every socket made or accepted from now on, in this process. Does not park; any thread.
    /// </summary>
    /// <param name="timeout">From 0, which is not to wait at all; null or <see cref="Timeout.InfiniteTimeSpan"/> for no
    /// limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative, and not infinite.</exception>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.setdefaulttimeout">gevent:
    /// setdefaulttimeout</seealso>
    public static void SetDefaultTimeout(TimeSpan? timeout) => GreenSocket.DefaultTimeout = timeout ?? Timeout.InfiniteTimeSpan;
}
