namespace Akka.Greensock;

/// <content>Waiting for any descriptor that the system can poll, synchronously.</content>
public static partial class Bsd
{
    /// <summary>Waits until a descriptor can be read.</summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; null or <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for
    /// one look at the kernel.</param>
    /// <exception cref="Exception">As for <see cref="WaitReadAsync(int, TimeSpan?, CancellationToken)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until it is ready.</remarks>
    public static void WaitRead(int descriptor, TimeSpan? timeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        using var call = SynchronousCall.Begin("Bsd.WaitRead", nameof(WaitReadAsync));
        call.Wait(WaitReadAsync(descriptor, timeout));
    }

    /// <summary>Waits until a descriptor can be read, and says what becomes of a timeout.</summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for one
    /// look at the kernel.</param>
    /// <param name="onTimeout"><see cref="OnTimeout.Return"/>, or what to throw.</param>
    /// <returns>What it is ready for; None where the time was up.</returns>
    /// <exception cref="Exception">What <paramref name="onTimeout"/> says, and what the other overload throws.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until it is ready.</remarks>
    public static WaitEvents WaitRead(int descriptor, TimeSpan timeout, OnTimeout onTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        Checked(onTimeout);
        using var call = SynchronousCall.Begin("Bsd.WaitRead", nameof(WaitReadAsync));
        return call.Wait(WaitReadAsync(descriptor, timeout, onTimeout));
    }

    /// <summary>Waits until a descriptor can be written.</summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; null or <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for
    /// one look at the kernel.</param>
    /// <exception cref="Exception">As for <see cref="WaitReadAsync(int, TimeSpan?, CancellationToken)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until it is ready.</remarks>
    public static void WaitWrite(int descriptor, TimeSpan? timeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        using var call = SynchronousCall.Begin("Bsd.WaitWrite", nameof(WaitWriteAsync));
        call.Wait(WaitWriteAsync(descriptor, timeout));
    }

    /// <summary>Waits until a descriptor can be written, and says what becomes of a timeout.</summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for one
    /// look at the kernel.</param>
    /// <param name="onTimeout"><see cref="OnTimeout.Return"/>, or what to throw.</param>
    /// <returns>What it is ready for; None where the time was up.</returns>
    /// <exception cref="Exception">What <paramref name="onTimeout"/> says, and what the other overload throws.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until it is ready.</remarks>
    public static WaitEvents WaitWrite(int descriptor, TimeSpan timeout, OnTimeout onTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        Checked(onTimeout);
        using var call = SynchronousCall.Begin("Bsd.WaitWrite", nameof(WaitWriteAsync));
        return call.Wait(WaitWriteAsync(descriptor, timeout, onTimeout));
    }

    /// <summary>Waits until a descriptor can be read or written.</summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; null or <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for
    /// one look at the kernel.</param>
    /// <returns>Read, Write or both.</returns>
    /// <exception cref="Exception">As for <see cref="WaitReadAsync(int, TimeSpan?, CancellationToken)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until it is ready.</remarks>
    public static WaitEvents WaitReadWrite(int descriptor, TimeSpan? timeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        using var call = SynchronousCall.Begin("Bsd.WaitReadWrite", nameof(WaitReadWriteAsync));
        return call.Wait(WaitReadWriteAsync(descriptor, timeout));
    }

    /// <summary>Waits until a descriptor can be read or written, and says what becomes of a timeout.</summary>
    /// <param name="descriptor">The descriptor, from 0.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for one
    /// look at the kernel.</param>
    /// <param name="onTimeout"><see cref="OnTimeout.Return"/>, or what to throw.</param>
    /// <returns>What it is ready for; None where the time was up.</returns>
    /// <exception cref="Exception">What <paramref name="onTimeout"/> says, and what the other overload throws.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until it is ready.</remarks>
    public static WaitEvents WaitReadWrite(int descriptor, TimeSpan timeout, OnTimeout onTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        Checked(onTimeout);
        using var call = SynchronousCall.Begin("Bsd.WaitReadWrite", nameof(WaitReadWriteAsync));
        return call.Wait(WaitReadWriteAsync(descriptor, timeout, onTimeout));
    }

    /// <summary>Waits until a watcher's descriptor is ready for what it watches, and tells for what.</summary>
    /// <param name="watcher">The watcher; nobody else waits for it.</param>
    /// <param name="timeout">How long at most; null or <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for
    /// one look at the kernel.</param>
    /// <returns>Read, Write or both.</returns>
    /// <exception cref="Exception">As for <see cref="WaitAsync(Watcher, TimeSpan?, CancellationToken)"/>.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until it is ready.</remarks>
    public static WaitEvents Wait(Watcher watcher, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(watcher);
        using var call = SynchronousCall.Begin("Bsd.Wait", nameof(WaitAsync));
        return call.Wait(WaitAsync(watcher, timeout));
    }

    /// <summary>Waits for a watcher, and says what becomes of a timeout.</summary>
    /// <param name="watcher">The watcher; nobody else waits for it.</param>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, 0 for one
    /// look at the kernel.</param>
    /// <param name="onTimeout"><see cref="OnTimeout.Return"/>, or what to throw.</param>
    /// <returns>Read, Write or both; None where the time was up.</returns>
    /// <exception cref="Exception">What <paramref name="onTimeout"/> says, and what the other overload throws.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until it is ready.</remarks>
    public static WaitEvents Wait(Watcher watcher, TimeSpan timeout, OnTimeout onTimeout)
    {
        ArgumentNullException.ThrowIfNull(watcher);
        Checked(onTimeout);
        using var call = SynchronousCall.Begin("Bsd.Wait", nameof(WaitAsync));
        return call.Wait(WaitAsync(watcher, timeout, onTimeout));
    }
}
