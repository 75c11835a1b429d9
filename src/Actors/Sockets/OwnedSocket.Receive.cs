using System.Net.Sockets;

namespace Akka.Greensock;

internal sealed partial class OwnedSocket
{
    /// <summary>Receives into the caller's buffer. Any thread.</summary>
    internal ValueTask<int> ReceiveAsync(
        Memory<byte> buffer, SocketFlags flags, TimeSpan timeout, CancellationToken cancellationToken, object? holder = null)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        if ((flags & MessageFlags.WaitAll) == 0 && MayTryNow(ref _readers, _readReady))
        {
            KernelResult result = TryReceive(buffer.Span, flags);
            if (!result.WouldBlock)
            {
                return result.IsOk
                    ? new ValueTask<int>(result.Value)
                    : ValueTask.FromException<int>(Error(ReceiveOperation.Name, Noted(result.Errno)));
            }
        }

        return ReceiveOperation.StartAsync(this, buffer, flags, timeout, holder, cancellationToken);
    }

    /// <summary>Receives into a buffer that is rented once there is something to receive. Any thread.</summary>
    internal ValueTask<ReceivedBytes> ReceiveAsync(int maximumBytes, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ReceivedBytes>(cancellationToken);
        }

        if (MayTryNow(ref _readers, _readReady))
        {
            Errno errno = TryReceive(maximumBytes, out ReceivedBytes received);
            if (errno != Errno.Again)
            {
                return errno == Errno.None
                    ? new ValueTask<ReceivedBytes>(received)
                    : ValueTask.FromException<ReceivedBytes>(Error(ReceiveOperation.Name, Noted(errno)));
            }
        }

        return ReceiveBytesOperation.StartAsync(this, maximumBytes, timeout, cancellationToken);
    }

    /// <summary>recv(2), and what it tells about readiness.</summary>
    internal KernelResult TryReceive(Span<byte> buffer, SocketFlags flags)
    {
        if (buffer.IsEmpty)
        {
            return TryPeek(flags);
        }

        KernelResult result = _kernel.Receive(Number, buffer, flags | PerCall);

        // A short read has emptied a stream: the next try would only hear EAGAIN, which costs a tenth of the throughput.
        // Once the peer has hung up that no longer holds, for the end of the stream comes without another event. And a
        // datagram's length says nothing about the next one. Nor does it hold once an urgent byte came: a read ends at its mark.
        if (result.IsOk && result.Value < buffer.Length && IsStream && !_hungUp && !_hasMarks && flags == SocketFlags.None)
        {
            _readReady = false;
            if (Family == AddressFamily.Unix)
            {
                // Here a read also ends where descriptors came along, whatever is queued behind them (unix(7)); and recv
                // drops those without a word. recvmsg would tell, at 15 % more for each request.
                Hub.LookAgainBeforeSleep(this);
            }
        }
        else
        {
            TakeNote(result, flags);
        }

        return result;
    }

    /// <summary>What the answer to a receive of any kind says of those to come.</summary>
    private void TakeNote(KernelResult result, SocketFlags flags)
    {
        if ((flags & (MessageFlags.ErrorQueue | SocketFlags.OutOfBand)) == 0)
        {
            _readReady &= !result.WouldBlock; // the ordinary data ran out
            return;
        }

        // The error queue and the urgent byte are other matters, which no event waits for. But once that byte is read no event
        // tells of it any more, and its mark is still there.
        _hasMarks |= result.IsOk && (flags & SocketFlags.OutOfBand) != 0;
    }

    /// <summary>The same, into a buffer from the hub's pool.</summary>
    internal Errno TryReceive(int maximumBytes, out ReceivedBytes received)
    {
        BufferLease lease = _port.Buffers.Rent(maximumBytes);
        int limit = maximumBytes == 0 ? lease.Array.Length : Math.Min(maximumBytes, lease.Array.Length);
        KernelResult result = TryReceive(lease.Array.AsSpan(0, limit), SocketFlags.None);
        if (result.IsOk && result.Value > 0)
        {
            received = new ReceivedBytes(lease, result.Value);
            return Errno.None;
        }

        lease.Return();
        received = default;
        return result.Errno;
    }

    // A receive of nothing waits for something to be there, and takes none of it: what the BCL does, and what a caller
    // without a buffer wants.
    private KernelResult TryPeek(SocketFlags flags)
    {
        Span<byte> one = stackalloc byte[1];
        KernelResult result = _kernel.Receive(Number, one, flags | PerCall | SocketFlags.Peek);
        if (result.WouldBlock)
        {
            _readReady = false;
        }

        return result.IsOk ? KernelResult.Ok() : result;
    }
}
