using System.Net.Sockets;

namespace Akka.Greensock;

internal sealed partial class TcpSocket
{
    /// <summary>Sends all of the bytes. Any thread.</summary>
    internal ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer, SocketFlags flags, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        int sent = 0;
        if (MayTryNow(ref _writers, _writeReady))
        {
            KernelResult result = TrySend(buffer.Span, flags);
            if (result.IsOk)
            {
                sent = result.Value;
                if (sent == buffer.Length)
                {
                    return new ValueTask<int>(sent);
                }
            }
            else if (!result.WouldBlock)
            {
                return ValueTask.FromException<int>(Error(SendOperation.Name, result.Errno));
            }
        }

        return SendOperation.StartAsync(this, buffer[sent..], sent, flags, timeout, cancellationToken);
    }

    /// <summary>send(2), and what it tells about readiness.</summary>
    internal KernelResult TrySend(ReadOnlySpan<byte> buffer, SocketFlags flags)
    {
        if (buffer.IsEmpty)
        {
            return KernelResult.Ok();
        }

        KernelResult result = _kernel.Send(Number, buffer, flags);
        if (result.WouldBlock)
        {
            _writeReady = false;
        }

        return result;
    }
}
