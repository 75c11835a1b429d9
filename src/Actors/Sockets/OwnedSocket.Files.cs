namespace Akka.Greensock;

/// <content>sendfile(2).</content>
internal sealed partial class OwnedSocket
{
    /// <summary>
    /// Sends bytes of a file without their passing through this process, and counts them in <paramref name="part"/>. False:
    /// the kernel cannot do that with this file, and nothing was sent. Any thread.
    /// </summary>
    internal ValueTask<bool> SendFileAsync(FilePart part, TimeSpan timeout, CancellationToken cancellationToken) =>
        AttemptOperation<FilePart, bool>.StartAsync(
            this,
            Direction.Writing,
            "sendfile",
            part,
            static (OwnedSocket socket, ref FilePart part, out bool sent) => socket.TrySendFile(part, out sent),
            drop: null,
            timeout,
            cancellationToken);

    // One call goes on as long as the peer reads as fast as it sends, so it gets no more than one turn's worth.
    private Errno TrySendFile(FilePart part, out bool sent)
    {
        sent = true;
        TakeOverStatus();
        long turn = 0;
        while (part.Sent < part.Count)
        {
            int ask = (int)Math.Min(part.Count - part.Sent, SendOperation.TurnBytes);
            KernelResult result = _kernel.SendFile(Number, part.File, part.Offset + part.Sent, ask);
            switch (result.Errno)
            {
                case Errno.None when result.Value == 0:
                    return Errno.None; // the end of the file
                case Errno.None:
                    part.Sent += result.Value;
                    turn += result.Value;
                    break;
                case Errno.Again:
                    _writeReady = false;
                    return Errno.Again;
                case Errno.Inval or Errno.NoSys or Errno.OpNotSupp or Errno.SPipe or Errno.BadF when part.Sent == 0:
                    sent = false; // the copy finds out what is wrong with the file, if anything is
                    return Errno.None;
                default:
                    return result.Errno;
            }

            if (turn > SendOperation.TurnBytes && part.Sent < part.Count)
            {
                return Errno.Again; // and writable still: see MayGoOnLater
            }
        }

        return Errno.None;
    }

    /// <summary>An attempt said that it has to wait while its direction is ready: it only gave way to others.</summary>
    internal bool MayGoOnLater(Direction direction) => IsReady(direction);
}
