using System.Net.Sockets;

namespace Akka.Greensock;

internal sealed partial class OwnedSocket
{
    /// <summary>Sends all of the bytes. Any thread.</summary>
    internal ValueTask<int> SendAsync(
        ReadOnlyMemory<byte> buffer, SocketFlags flags, TimeSpan timeout, CancellationToken cancellationToken, object? holder = null)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        if (TrySendNow(buffer.Span, flags, out int sent, out Errno errno))
        {
            return errno == Errno.None ? new ValueTask<int>(sent) : ValueTask.FromException<int>(Error(SendOperation.Name, Noted(errno)));
        }

        return SendOperation.Start(this, buffer[sent..], sent, all: false, flags, timeout, holder, cancellationToken).AsValueTask();
    }

    /// <summary>Sends all of the bytes, for a caller who knows their count. Any thread.</summary>
    internal ValueTask SendAllAsync(
        ReadOnlyMemory<byte> buffer, SocketFlags flags, TimeSpan timeout, CancellationToken cancellationToken, object? holder = null)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (TrySendNow(buffer.Span, flags, out int sent, out Errno errno))
        {
            return errno == Errno.None ? default : ValueTask.FromException(Error(SendOperation.Name, Noted(errno)));
        }

        SendOperation operation = SendOperation.Start(this, buffer[sent..], sent, all: true, flags, timeout, holder, cancellationToken);
        return new ValueTask(operation, operation.Version);
    }

    /// <summary>
    /// The fast path. True: all is sent, or has failed. False: <paramref name="sent"/> bytes are, and the rest has to
    /// stand in line.
    /// </summary>
    private bool TrySendNow(ReadOnlySpan<byte> buffer, SocketFlags flags, out int sent, out Errno errno)
    {
        sent = 0;
        errno = Errno.None;
        if (!MayTryNow(ref _writers, _writeReady))
        {
            return false;
        }

        KernelResult result = TrySend(buffer, flags);
        if (result.IsOk)
        {
            sent = result.Value;
            return sent == buffer.Length;
        }

        errno = result.Errno;
        return !result.WouldBlock;
    }

    /// <summary>send(2), and what it tells about readiness.</summary>
    internal KernelResult TrySend(ReadOnlySpan<byte> buffer, SocketFlags flags)
    {
        if (buffer.IsEmpty && IsStream)
        {
            return KernelResult.Ok(); // but a datagram may be empty
        }

        KernelResult result = _kernel.Send(Number, buffer, flags | PerCall);
        if (result.WouldBlock)
        {
            _writeReady = false;
        }

        return result;
    }
}
