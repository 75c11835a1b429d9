using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Receiving with the sender's address, and sending to one.</content>
internal sealed partial class OwnedSocket
{
    /// <summary>Receives, and says from whom. Any thread.</summary>
    internal ValueTask<SocketReceiveFromResult> ReceiveFromAsync(
        Memory<byte> buffer, SocketFlags flags, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<SocketReceiveFromResult>(cancellationToken);
        }

        if (MayReceiveFromNow)
        {
            KernelResult result = TryReceiveFrom(buffer.Span, flags, out KernelAddress sender);
            if (!result.WouldBlock)
            {
                return result.IsOk
                    ? new ValueTask<SocketReceiveFromResult>(ReceivedFrom(result.Value, sender))
                    : ValueTask.FromException<SocketReceiveFromResult>(Error(ReceiveFromOperation.Name, Noted(result.Errno)));
            }
        }

        return ReceiveFromOperation.StartAsync(this, buffer, flags, timeout, cancellationToken);
    }

    /// <summary>The same, with the sender's address in a form that costs no allocation. Any thread.</summary>
    internal ValueTask<int> ReceiveFromAsync(
        Memory<byte> buffer, SocketFlags flags, SocketAddress sender, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        if (MayReceiveFromNow)
        {
            KernelResult result = TryReceiveFrom(buffer.Span, flags, out KernelAddress from);
            if (!result.WouldBlock)
            {
                return result.IsOk
                    ? new ValueTask<int>(ReceivedFrom(result.Value, from, sender))
                    : ValueTask.FromException<int>(Error(ReceiveFromOperation.Name, Noted(result.Errno)));
            }
        }

        return ReceiveFromAddressOperation.StartAsync(this, buffer, flags, sender, timeout, cancellationToken);
    }

    /// <summary>Sends to an address, or to the peer where that is none. Any thread.</summary>
    internal ValueTask<int> SendToAsync(
        ReadOnlyMemory<byte> buffer, SocketFlags flags, in KernelAddress target, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        if (MayTryNow(ref _writers, _writeReady))
        {
            KernelResult result = TrySendTo(buffer.Span, flags, target);
            if (!result.WouldBlock)
            {
                return result.IsOk
                    ? new ValueTask<int>(result.Value)
                    : ValueTask.FromException<int>(SocketErrorText.Exception(SendToOperation.Name, $"{target}", Noted(result.Errno)));
            }
        }

        return SendToOperation.StartAsync(this, buffer, flags, target, timeout, cancellationToken);
    }

    /// <summary>recvfrom(2). A stream names no sender: then it is the peer.</summary>
    internal KernelResult TryReceiveFrom(Span<byte> buffer, SocketFlags flags, out KernelAddress sender)
    {
        if (Kind.IsConnectionOriented)
        {
            sender = Peer;
            return TryReceive(buffer, flags);
        }

        KernelResult result = _kernel.ReceiveFrom(Number, buffer, flags | PerCall, out sender);
        TakeNote(result, flags);

        return result;
    }

    /// <summary>sendto(2).</summary>
    internal KernelResult TrySendTo(ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target)
    {
        KernelResult result = target.IsNone || IsStream
            ? TrySend(buffer, flags)
            : _kernel.SendTo(Number, buffer, flags | PerCall, target);
        AfterSending(result, target);
        return result;
    }

    /// <summary>What a send tells about readiness.</summary>
    private void AfterSending(KernelResult result, in KernelAddress target)
    {
        if (result.WouldBlock)
        {
            _writeReady = false;
            if (Family == AddressFamily.Unix && !target.IsNone)
            {
                (_sendRetry ??= new SendRetry(this)).Arm();
            }
        }
        else if (result.IsOk)
        {
            IsBound = true; // the first send of a datagram socket gives it an address
            _sendRetry?.Reset();
        }
    }

    private SendRetry? _sendRetry;

    internal static SocketReceiveFromResult ReceivedFrom(int bytes, in KernelAddress sender) => new()
    {
        ReceivedBytes = bytes,
        RemoteEndPoint = KernelEndPoints.ToEndPoint(sender) ?? KernelEndPoints.Unnamed,
    };

    internal static int ReceivedFrom(int bytes, in KernelAddress from, SocketAddress sender)
    {
        KernelEndPoints.Write(from, sender);
        return bytes;
    }

    private bool MayReceiveFromNow => MayTryNow(ref _readers, _readReady)
        && (_phase == SocketPhase.Connected || RefusalToTransfer(ReceiveFromOperation.Name, Direction.Reading) is null);
}
