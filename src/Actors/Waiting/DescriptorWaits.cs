using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// Waiting for descriptors, and closing them, as the façade offers it: on this thread's hub, or else on the next of the
/// default system's.
/// </summary>
internal static class DescriptorWaits
{
    /// <summary>What a wait does whose caller said nothing about it.</summary>
    private static readonly OnTimeout Throwing = new(static (what, timeout) => new SocketTimeoutException(
        $"{what}: timed out after {timeout.TotalMilliseconds:0} ms. The descriptor is as it was: wait again, or give up."));

    private static Hub HubHere => Hub.Here ?? Greensock.Default.NextHub();

    /// <summary>Waits, and tells for what the descriptor is ready.</summary>
    public static ValueTask<WaitEvents> WaitAsync(
        int descriptor, WaitEvents events, TimeSpan? timeout, OnTimeout? onTimeout, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        TimeSpan time = Checked(timeout);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<WaitEvents>(cancellationToken)
            : WaitOperation.Start(HubHere, descriptor, events, time, onTimeout ?? Throwing, cancellationToken).AsValueTask();
    }

    /// <summary>Waits, for a caller who knows what for.</summary>
    public static ValueTask WaitAsync(int descriptor, WaitEvents events, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        TimeSpan time = Checked(timeout);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        WaitOperation operation = WaitOperation.Start(HubHere, descriptor, events, time, Throwing, cancellationToken);
        return new ValueTask(operation, operation.Version);
    }

    /// <summary>Waits for a watcher, on its hub.</summary>
    public static ValueTask<WaitEvents> WaitAsync(
        Watcher watcher, TimeSpan? timeout, OnTimeout? onTimeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(watcher);
        return watcher.WaitAsync(Checked(timeout), onTimeout ?? Throwing, cancellationToken);
    }

    /// <summary>Cancels the wait for a watcher, if there is one.</summary>
    public static void Cancel(Watcher? watcher, Exception? error) => watcher?.Cancel(error);

    /// <summary>Closes a descriptor of the kernel that this thread's hub uses.</summary>
    public static void Close(int descriptor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        Hub hub = HubHere;
        KernelResult number = hub.Kernel.FindHandle(descriptor);
        if (number.IsOk && hub.Numbers.OwnerOf(number.Value) is OwnedSocket socket)
        {
            // Its number is its own: closed under it, the socket would go on with the number's next owner.
            Close(socket);
            return;
        }

        if (number.IsOk)
        {
            hub.Numbers.Closing(number.Value);
        }

        KernelResult closed = number.IsOk ? hub.Kernel.Close(number.Value) : number;
        if (!closed.IsOk && closed.Errno != Errno.Intr)
        {
            throw new SocketException((int)closed.Errno.ToSocketError(), $"close descriptor {descriptor}: {Why(hub, closed.Errno)}");
        }
    }

    private static void Close(OwnedSocket socket)
    {
        if (Hub.Current is not null)
        {
            socket.CloseFromAnywhere();
            return;
        }

        try
        {
            socket.Call("close", nameof(Close), static socket =>
            {
                socket.Close();
                return true;
            });
        }
        catch (ObjectDisposedException)
        {
            // It was closed before: that is what was asked for.
        }
    }

    private static string Why(Hub hub, Errno errno) => errno switch
    {
        Errno.BadF when hub.Kernel.Name == "portable" =>
            "it is no open socket of the portable kernel, which knows no other descriptors (BadF).",
        Errno.BadF => "it is not open (BadF). Close each descriptor once.",
        _ => $"the system reports that something went wrong with what was written to it before ({errno}). The descriptor is closed.",
    };

    private static TimeSpan Checked(TimeSpan? timeout)
    {
        TimeSpan time = timeout ?? Timeout.InfiniteTimeSpan;
        return time >= TimeSpan.Zero || time == Timeout.InfiniteTimeSpan
            ? time
            : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A wait takes a time from 0, or Timeout.InfiniteTimeSpan.");
    }
}
