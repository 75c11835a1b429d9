namespace Akka.Greensock;

/// <content>Closing.</content>
public partial class GreenNetworkStream
{
    /// <summary>
    /// Closes the stream. The time is not needed: both directions of a socket that the stream owns are shut down first, and the
    /// kernel delivers what was written, as with the BCL.
    /// </summary>
    /// <param name="timeout">Milliseconds, from 0; -1 for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than -1.</exception>
    /// <remarks>Does not park.</remarks>
    public void Close(int timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, Timeout.Infinite);
        Dispose();
    }

    /// <inheritdoc cref="Close(int)"/>
    /// <param name="timeout">From 0 to 2,147,483,647 milliseconds; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative and not infinite, or too long.</exception>
    public void Close(TimeSpan timeout)
    {
        long milliseconds = (long)timeout.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, Timeout.Infinite, nameof(timeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, int.MaxValue, nameof(timeout));
        Close((int)milliseconds);
    }

    /// <summary>Closes the stream as <see cref="Stream.Dispose()"/> does, and parks until the socket's hub has done so.</summary>
    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!_disposed && _hold is null && _ownsSocket)
        {
            End();
            await Socket.DisposeInOrderAsync();
        }
        else if (!_disposed && _hold is { } hold)
        {
            End();
            await hold.DisposeAsync();
        }

        // Whoever derives from this and knows only Dispose is told by it.
        await base.DisposeAsync();
    }

    /// <summary>
    /// Ends the stream, and the socket where the stream owns it: the peer gets what was written, and its end of stream, and
    /// whoever waits is told that it was closed.
    /// </summary>
    /// <param name="disposing">False on the finalizer's thread, where there is nothing to do.</param>
    protected override void Dispose(bool disposing)
    {
        bool wasDisposed = _disposed;
        End();
        if (disposing && !wasDisposed)
        {
            _hold?.Dispose();
            if (_ownsSocket)
            {
                Socket.DisposeInOrder();
            }
        }

        base.Dispose(disposing);
    }

    private void End()
    {
        _disposed = true;
        Readable = Writeable = false;
    }
}
