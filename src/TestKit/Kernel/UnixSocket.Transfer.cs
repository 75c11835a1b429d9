using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <content>Bytes and descriptors from one to the other.</content>
internal sealed partial class UnixSocket
{
    private const int MostInOnePiece = 36_544; // SKB_MAX_HEAD(0) + UNIX_SKB_FRAGS_SZ: of a stream
    private const int MostDescriptors = 253; // SCM_MAX_FD
    private const int SolSocket = 1;

    public override KernelResult Receive(Span<byte> buffer, SocketFlags flags, out KernelAddress sender)
    {
        KernelResult result = ReceiveMessage(buffer, 0, flags, out KernelMessage message);
        sender = message.Sender;
        return result;
    }

    public override KernelResult ReceiveMessage(Span<byte> buffer, int ancillaryBytes, SocketFlags flags, out KernelMessage message)
    {
        message = new KernelMessage(default, SocketFlags.None, []);
        if ((flags & SocketFlags.OutOfBand) != 0)
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        if (Description.IsConnectionOriented && !_isConnected)
        {
            return KernelResult.Fail(Description.Type == SocketType.Stream ? Errno.Inval : Errno.NotConn);
        }

        // A stream gives what it has before it says that the peer has reset it; the others say so at once.
        if (_error != Errno.None && (_received.Count == 0 || Description.Type != SocketType.Stream))
        {
            return KernelResult.Fail(TakeError());
        }

        if (_received.Count == 0)
        {
            return Description.IsConnectionOriented && _readsNoMore ? KernelResult.Ok() : KernelResult.Fail(Errno.Again);
        }

        var room = new AncillaryRoom(ancillaryBytes);
        bool peeks = (flags & SocketFlags.Peek) != 0;
        KernelAddress sender = _received.Peek().SenderName;
        SocketFlags told = SocketFlags.None;
        int count;
        if (Description.Type == SocketType.Stream)
        {
            count = ReceiveStream(buffer, peeks, room);
        }
        else
        {
            UnixMessage first = _received.Peek();
            int whole = first.Rest.Length;
            count = Math.Min(whole, buffer.Length);
            first.Rest[..count].CopyTo(buffer);
            told |= count < whole ? SocketFlags.Truncated : SocketFlags.None;
            Deliver(first, peeks, room);
            if (!peeks)
            {
                HasTaken(_received.Dequeue());
            }

            count = (flags & SocketFlags.Truncated) != 0 ? whole : count;
        }

        message = new KernelMessage(sender, told | room.Flags, room.Messages);
        return KernelResult.Ok(count);
    }

    public override KernelResult Send(ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target) =>
        SendMessage(buffer, [], flags, target);

    public override KernelResult SendMessage(
        ReadOnlySpan<byte> buffer, IReadOnlyList<AncillaryMessage> ancillary, SocketFlags flags, in KernelAddress target)
    {
        Errno errno = FindFiles(ancillary, out SimulatedFile[] files);
        if (errno == Errno.None && (flags & SocketFlags.OutOfBand) != 0)
        {
            errno = Errno.OpNotSupp;
        }

        return errno != Errno.None ? KernelResult.Fail(errno)
            : Description.Type == SocketType.Stream ? SendStream(buffer, files, target)
            : SendDatagram(buffer, files, target);
    }

    // Reads on over the bounds of what was sent, and ends where descriptors came along (unix_stream_read_generic).
    private int ReceiveStream(Span<byte> buffer, bool peeks, AncillaryRoom room)
    {
        int count = 0;
        UnixMessage[] seen = peeks ? [.. _received] : [];
        for (int i = 0; count < buffer.Length && (peeks ? i < seen.Length : _received.Count != 0); i++)
        {
            UnixMessage message = peeks ? seen[i] : _received.Peek();
            int part = Math.Min(message.Rest.Length, buffer.Length - count);
            message.Rest[..part].CopyTo(buffer[count..]);
            count += part;
            bool hasFiles = message.Files.Length != 0;
            Deliver(message, peeks, room);
            if (!peeks)
            {
                message.Take(part);
                if (message.Rest.IsEmpty)
                {
                    HasTaken(_received.Dequeue());
                }
            }

            if (hasFiles)
            {
                break;
            }
        }

        return count;
    }

    // The receiver gets numbers of its own; what had no room is closed. A look gives numbers too, and leaves the descriptors there.
    private void Deliver(UnixMessage message, bool peeks, AncillaryRoom room)
    {
        room.Add(Kernel, message.Files);
        if (!peeks)
        {
            Array.ForEach(message.TakeFiles(), SimulatedKernel.Drop);
        }
    }

    private KernelResult SendStream(ReadOnlySpan<byte> buffer, SimulatedFile[] files, in KernelAddress target)
    {
        if (!target.IsNone)
        {
            return KernelResult.Fail(_isConnected ? Errno.IsConn : Errno.OpNotSupp);
        }

        if (_peer is not { } peer || _sendsNoMore)
        {
            return KernelResult.Fail(_peer is null ? Errno.NotConn : Errno.Pipe);
        }

        if (_error != Errno.None)
        {
            return KernelResult.Fail(TakeError());
        }

        int sent = 0;
        while (sent < buffer.Length && _underWay < SendBuffer)
        {
            int count = Math.Min(Math.Min(buffer.Length - sent, (SendBuffer >> 1) - 64), MostInOnePiece);
            Put(peer, buffer.Slice(sent, count), sent == 0 ? files : []);
            sent += count;
        }

        return sent == 0 && !buffer.IsEmpty ? KernelResult.Fail(Errno.Again) : KernelResult.Ok(sent);
    }

    private KernelResult SendDatagram(ReadOnlySpan<byte> buffer, SimulatedFile[] files, in KernelAddress target)
    {
        bool isConnection = Description.IsConnectionOriented;
        bool toPeer = isConnection || target.IsNone;
        if (isConnection && _error != Errno.None)
        {
            return KernelResult.Fail(TakeError());
        }

        Errno errno = toPeer ? (_peer is null ? Errno.NotConn : Errno.None) : Check(target, mayBeUnnamed: false);
        if (errno == Errno.None)
        {
            errno = buffer.Length > SendBuffer - 32 ? Errno.MsgSize
                : _error != Errno.None ? TakeError()
                : _sendsNoMore ? Errno.Pipe
                : _underWay >= SendBuffer ? Errno.Again
                : Errno.None;
        }

        UnixSocket? other = _peer;
        if (errno == Errno.None && !toPeer)
        {
            errno = Host.UnixNames.Find(target, Description.Type, out other!);
        }

        errno = errno != Errno.None ? errno : MaySend(other!, toPeer);
        if (errno != Errno.None)
        {
            return KernelResult.Fail(errno);
        }

        Put(other!, buffer, files);
        return KernelResult.Ok(buffer.Length);
    }

    private Errno MaySend(UnixSocket other, bool toPeer)
    {
        if (other._isReleased)
        {
            if (Description.IsConnectionOriented)
            {
                return Errno.Pipe;
            }

            LeavePeer();
            DropReceived();
            return Errno.ConnRefused;
        }

        return !other.MayHear(this) ? Errno.Perm
            : other._readsNoMore ? Errno.Pipe
            : other != this && other._peer != this && other.IsFull && !(Description.IsConnectionOriented && toPeer) ? Errno.Again
            : Errno.None;
    }

    private void Put(UnixSocket other, ReadOnlySpan<byte> bytes, SimulatedFile[] files)
    {
        Array.ForEach(files, file => file.References++);
        var message = new UnixMessage(this, bytes, files);
        _underWay += message.Charge;
        other._received.Enqueue(message);
        other.Notify(Readiness.Readable);
    }

    private Errno FindFiles(IReadOnlyList<AncillaryMessage> ancillary, out SimulatedFile[] files)
    {
        files = [];
        foreach (AncillaryMessage message in ancillary.Where(one => one.Level == SolSocket))
        {
            if (!message.IsDescriptors)
            {
                return Errno.Inval;
            }

            int[] numbers = message.ToDescriptors();
            if (files.Length + numbers.Length > MostDescriptors)
            {
                return Errno.Inval;
            }

            SimulatedFile?[] found = [.. numbers.Select(Kernel.Find)];
            if (Array.IndexOf(found, null) >= 0)
            {
                return Errno.BadF;
            }

            files = [.. files, .. found!];
        }

        return Errno.None;
    }
}
