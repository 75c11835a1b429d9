namespace Akka.Greensock;

/// <content>
/// Waiting for any descriptor that the system can poll: sockets, pipes, fifos, eventfd, timerfd, inotify, terminals.
/// </content>
/// <remarks>
/// <para><b>Waiting.</b> A descriptor handed in stays its owner's: nothing about it is changed, it is never closed, and
/// nothing of it is kept once nobody waits. A wait is on the level of readiness, as it is when the hub looks; by the
/// time its greenlet runs, somebody else may have read what was there, so read without blocking. A peer that hangs up,
/// and an error, count as readiness of both kinds: the read or write that follows tells. A regular file is always
/// ready. Any number of greenlets may wait for one descriptor, and all that match wake.</para>
/// <para>A wait takes place on the caller's hub, or else on the next one of the default system. On the portable kernel,
/// which knows sockets alone, the descriptor is one of its own numbers.</para>
/// </remarks>
public static partial class Bsd
{
    /// <summary>Waits until a descriptor can be read.</summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; null or <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0
    /// for one look at the kernel.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is negative, or the time is and not
    /// infinite.</exception>
    /// <exception cref="SocketTimeoutException">The time was up.</exception>
    /// <exception cref="CancelWaitException">The descriptor was closed while the call was waiting, by <see cref="Close"/>
    /// or by the socket that owns it; or a later wait found its number closed or reused.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">OperationAborted (EBADF): the descriptor is not
    /// open.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="GreenletExitException">The greenlet was killed.</exception>
    /// <remarks>Parks, even if the descriptor is ready: then until the others that are ready have had their
    /// turn.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.socket.html#gevent.socket.wait_read">gevent.socket.wait_read</seealso>
    public static ValueTask WaitReadAsync(int descriptor, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        DescriptorWaits.WaitAsync(descriptor, WaitEvents.Read, timeout, cancellationToken);

    /// <summary>Waits until a descriptor can be read, and says what becomes of a timeout.</summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for one
    /// look at the kernel.</param>
    /// <param name="onTimeout"><see cref="OnTimeout.Return"/>, or what to throw.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Read; None where the time was up.</returns>
    /// <exception cref="Exception">What <paramref name="onTimeout"/> says, and what the other overload throws.</exception>
    /// <remarks>Parks, as the other overload does.</remarks>
    public static ValueTask<WaitEvents> WaitReadAsync(
        int descriptor, TimeSpan timeout, OnTimeout onTimeout, CancellationToken cancellationToken = default) =>
        DescriptorWaits.WaitAsync(descriptor, WaitEvents.Read, timeout, Checked(onTimeout), cancellationToken);

    /// <summary>Waits until a descriptor can be written.</summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; null or <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0
    /// for one look at the kernel.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Exception">As for <see cref="WaitReadAsync(int, TimeSpan?, CancellationToken)"/>.</exception>
    /// <remarks>Parks, even if the descriptor is ready: then until the others that are ready have had their
    /// turn.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.socket.html#gevent.socket.wait_write">gevent.socket.wait_write</seealso>
    public static ValueTask WaitWriteAsync(int descriptor, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        DescriptorWaits.WaitAsync(descriptor, WaitEvents.Write, timeout, cancellationToken);

    /// <summary>Waits until a descriptor can be written, and says what becomes of a timeout.</summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for one
    /// look at the kernel.</param>
    /// <param name="onTimeout"><see cref="OnTimeout.Return"/>, or what to throw.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Write; None where the time was up.</returns>
    /// <exception cref="Exception">What <paramref name="onTimeout"/> says, and what the other overload throws.</exception>
    /// <remarks>Parks, as the other overload does.</remarks>
    public static ValueTask<WaitEvents> WaitWriteAsync(
        int descriptor, TimeSpan timeout, OnTimeout onTimeout, CancellationToken cancellationToken = default) =>
        DescriptorWaits.WaitAsync(descriptor, WaitEvents.Write, timeout, Checked(onTimeout), cancellationToken);

    /// <summary>Waits until a descriptor can be read or written, and tells which.</summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; null or <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0
    /// for one look at the kernel.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Read, Write or both.</returns>
    /// <exception cref="Exception">As for <see cref="WaitReadAsync(int, TimeSpan?, CancellationToken)"/>.</exception>
    /// <remarks>Parks, even if the descriptor is ready: then until the others that are ready have had their
    /// turn.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.socket.html#gevent.socket.wait_readwrite">gevent.socket.wait_readwrite</seealso>
    public static ValueTask<WaitEvents> WaitReadWriteAsync(
        int descriptor, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        DescriptorWaits.WaitAsync(descriptor, WaitEvents.Read | WaitEvents.Write, timeout, null, cancellationToken);

    /// <summary>
    /// Waits until a descriptor can be read or written, tells which, and says what becomes of a timeout.
    /// </summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for one
    /// look at the kernel.</param>
    /// <param name="onTimeout"><see cref="OnTimeout.Return"/>, or what to throw.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Read, Write or both; None where the time was up.</returns>
    /// <exception cref="Exception">What <paramref name="onTimeout"/> says, and what the other overload throws.</exception>
    /// <remarks>Parks, as the other overload does.</remarks>
    public static ValueTask<WaitEvents> WaitReadWriteAsync(
        int descriptor, TimeSpan timeout, OnTimeout onTimeout, CancellationToken cancellationToken = default) =>
        DescriptorWaits.WaitAsync(descriptor, WaitEvents.Read | WaitEvents.Write, timeout, Checked(onTimeout), cancellationToken);

    /// <summary>Waits until a watcher's descriptor is ready for what it watches, and tells for what.</summary>
    /// <param name="watcher">The watcher; nobody else waits for it.</param>
    /// <param name="timeout">How long at most; null or <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0
    /// for one look at the kernel.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Read, Write or both.</returns>
    /// <exception cref="ConcurrentObjectUseException">Another greenlet waits for the watcher.</exception>
    /// <exception cref="ObjectDisposedException">The watcher was disposed of before.</exception>
    /// <exception cref="CancelWaitException">The wait was cancelled, the watcher disposed of or the descriptor
    /// closed.</exception>
    /// <exception cref="Exception">As for <see cref="WaitReadAsync(int, TimeSpan?, CancellationToken)"/>.</exception>
    /// <remarks>Parks, even if the descriptor is ready. However the wait ends, the watcher can be waited for
    /// again.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.socket.html#gevent.socket.wait">gevent.socket.wait</seealso>
    public static ValueTask<WaitEvents> WaitAsync(
        Watcher watcher, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        DescriptorWaits.WaitAsync(watcher, timeout, null, cancellationToken);

    /// <summary>
    /// Waits until a watcher's descriptor is ready for what it watches, and says what becomes of a timeout.
    /// </summary>
    /// <param name="watcher">The watcher; nobody else waits for it.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for one
    /// look at the kernel.</param>
    /// <param name="onTimeout"><see cref="OnTimeout.Return"/>, or what to throw.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Read, Write or both; None where the time was up.</returns>
    /// <exception cref="Exception">What <paramref name="onTimeout"/> says, and what the other overload throws.</exception>
    /// <remarks>Parks, as the other overload does.</remarks>
    public static ValueTask<WaitEvents> WaitAsync(
        Watcher watcher, TimeSpan timeout, OnTimeout onTimeout, CancellationToken cancellationToken = default) =>
        DescriptorWaits.WaitAsync(watcher, timeout, Checked(onTimeout), cancellationToken);

    /// <summary>
    /// Throws an exception into the greenlet that waits for a watcher: never at once, but soon, on the watcher's hub. A
    /// wait that has become ready by then keeps that. With nobody waiting it does nothing.
    /// </summary>
    /// <param name="watcher">The watcher; null does nothing.</param>
    /// <param name="error">What to throw; null for a <see cref="CancelWaitException"/>.</param>
    /// <remarks>Does not park. Any thread.</remarks>
    /// <seealso href="https://www.gevent.org/api/gevent.socket.html#gevent.socket.cancel_wait">gevent.socket.cancel_wait</seealso>
    public static void CancelWait(Watcher? watcher, Exception? error = null) => DescriptorWaits.Cancel(watcher, error);

    /// <summary>
    /// Closes a descriptor. Whoever waits for it by these functions, on whatever hub, is told first, with a
    /// <see cref="CancelWaitException"/>. A descriptor that is a <see cref="GreenSocket"/>'s closes that socket, as its
    /// own <see cref="GreenSocket.Dispose"/> does: it must not lose its number to somebody else.
    /// </summary>
    /// <param name="descriptor">The descriptor, from 0; of the kernel that this thread's hub uses, or else the default
    /// system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is negative.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">OperationAborted (EBADF): it is not open. Any other: it is
    /// closed, and something that was written to it before was lost.</exception>
    /// <remarks>
    /// Does not park. The descriptor is closed when this returns; a socket of another hub is closed soon after, where
    /// this thread is a hub. What others hold of the same open file, by <c>dup</c> or otherwise, stays open.
    /// </remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/close.2.html">close(2)</seealso>
    /// <seealso href="https://www.gevent.org/api/gevent.os.html">gevent.os.close</seealso>
    public static void Close(int descriptor) => DescriptorWaits.Close(descriptor);

    private static OnTimeout Checked(OnTimeout onTimeout)
    {
        ArgumentNullException.ThrowIfNull(onTimeout);
        return onTimeout;
    }
}
