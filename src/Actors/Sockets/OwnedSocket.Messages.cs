using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>recvmsg(2) and sendmsg(2).</content>
internal sealed partial class OwnedSocket
{
    private bool _asksForPacketInformation;

    /// <summary>Receives into several buffers, with ancillary data. Any thread.</summary>
    internal ValueTask<ReceivedMessage> ReceiveMessageAsync(
        IReadOnlyList<Memory<byte>> buffers,
        int ancillaryBytes,
        SocketFlags flags,
        TimeSpan timeout,
        CancellationToken cancellationToken) => AttemptOperation<MessageReceipt, ReceivedMessage>.StartAsync(
            this,
            Direction.Reading,
            "receive message",
            new MessageReceipt(buffers, ancillaryBytes, flags),
            static (OwnedSocket socket, ref MessageReceipt receipt, out ReceivedMessage message) =>
                socket.TryReceiveMessage(receipt, out message),
            CloseDescriptors,
            timeout,
            cancellationToken);

    /// <summary>Sends several buffers with ancillary data, to an address or to the peer. Any thread.</summary>
    internal ValueTask<int> SendMessageAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<AncillaryMessage> ancillary,
        SocketFlags flags,
        KernelAddress target,
        TimeSpan timeout,
        CancellationToken cancellationToken) => AttemptOperation<Message, int>.StartAsync(
            this,
            Direction.Writing,
            "send message",
            new Message(buffers, ancillary, flags, target),
            static (OwnedSocket socket, ref Message message, out int sent) => socket.TrySendMessage(message, out sent),
            drop: null,
            timeout,
            cancellationToken);

    /// <summary>Receives a datagram with its sender and the address and interface that it came to. Any thread.</summary>
    internal ValueTask<SocketReceiveMessageFromResult> ReceiveMessageFromAsync(
        Memory<byte> buffer, SocketFlags flags, TimeSpan timeout, CancellationToken cancellationToken) =>
        AttemptOperation<MessageReceipt, SocketReceiveMessageFromResult>.StartAsync(
            this,
            Direction.Reading,
            "receive message from",
            new MessageReceipt([buffer], ControlMessages.Space(PacketInformation.MaximumBytes), flags),
            static (OwnedSocket socket, ref MessageReceipt receipt, out SocketReceiveMessageFromResult result) =>
                socket.TryReceiveMessageFrom(receipt, out result),
            drop: null,
            timeout,
            cancellationToken);

    /// <summary>Room for that many descriptors, and not one more.</summary>
    internal static int RoomForDescriptors(int count) => ControlMessages.Length(count * sizeof(int));

    private Errno TryReceiveMessageFrom(in MessageReceipt receipt, out SocketReceiveMessageFromResult result)
    {
        if (!_asksForPacketInformation)
        {
            // What is queued by now comes without; with the BCL it does too.
            _asksForPacketInformation = true;
            PacketInformation.Ask(_kernel, Number, Family);
        }

        Errno errno = TryReceiveMessage(receipt, out ReceivedMessage message);
        result = new SocketReceiveMessageFromResult
        {
            ReceivedBytes = message.ReceivedBytes,
            SocketFlags = message.SocketFlags,
            RemoteEndPoint = message.RemoteEndPoint ?? PeerEndPoint ?? KernelEndPoints.Unnamed,
            PacketInformation = PacketInformation.Find(message.Ancillary),
        };
        CloseDescriptors(message); // of a Unix socket; this call has no place for them
        return errno;
    }

    private Errno TryReceiveMessage(in MessageReceipt receipt, out ReceivedMessage received)
    {
        KernelResult result = _kernel.ReceiveMessage(
            Number, receipt.Buffers, receipt.AncillaryBytes, receipt.Flags | PerCall, out KernelMessage message);
        TakeNote(result, receipt.Flags);

        received = new ReceivedMessage(result.IsOk ? result.Value : 0, message.Ancillary ?? [], message.Flags, message.Sender.ToEndPoint());
        return result.Errno;
    }

    private Errno TrySendMessage(in Message message, out int sent)
    {
        KernelResult result = _kernel.SendMessage(Number, message.Buffers, message.Ancillary, message.Flags | PerCall, message.Target);
        AfterSending(result, message.Target);
        sent = result.IsOk ? result.Value : 0;
        return result.Errno;
    }

    // Whoever was to get them was killed, or had given up: nobody else knows their numbers.
    private void CloseDescriptors(ReceivedMessage message)
    {
        foreach (AncillaryMessage ancillary in message.Ancillary)
        {
            foreach (int descriptor in ancillary.ToDescriptors())
            {
                _kernel.Close(descriptor);
            }
        }
    }

    private readonly record struct MessageReceipt(IReadOnlyList<Memory<byte>> Buffers, int AncillaryBytes, SocketFlags Flags);

    private readonly record struct Message(
        IReadOnlyList<ReadOnlyMemory<byte>> Buffers, IReadOnlyList<AncillaryMessage> Ancillary, SocketFlags Flags, KernelAddress Target);
}
