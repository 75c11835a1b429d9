using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock;

/// <content>sendfile(2).</content>
internal sealed partial class OwnedSocket
{
    /// <summary>
    /// Sends bytes of a file without their passing through this process. The result is their count, or
    /// <see cref="MustBeCopied"/> where the kernel cannot do that with this file, and nothing was sent. Any thread.
    /// </summary>
    internal ValueTask<long> SendFileAsync(
        SafeFileHandle file, long offset, long count, TimeSpan timeout, CancellationToken cancellationToken) =>
        AttemptOperation<FilePart, long>.StartAsync(
            this,
            Direction.Writing,
            "sendfile",
            new FilePart(file, offset, count),
            static (OwnedSocket socket, ref FilePart part, out long sent) => socket.TrySendFile(ref part, out sent),
            drop: null,
            timeout,
            cancellationToken);

    /// <summary>What <see cref="SendFileAsync"/> returns for a file that is to be copied instead.</summary>
    internal const long MustBeCopied = -1;

    // The most that sendfile(2) takes at a time is 2 GB less a page; a socket takes its buffer's size anyway.
    private const int MaximumPart = 1 << 30;

    private Errno TrySendFile(ref FilePart part, out long sent)
    {
        TakeOverStatus();
        long turn = 0;
        while (part.Sent < part.Count)
        {
            int ask = (int)Math.Min(part.Count - part.Sent, MaximumPart);
            KernelResult result = _kernel.SendFile(Number, part.File, part.Offset + part.Sent, ask);
            sent = part.Sent;
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
                case Errno.Inval or Errno.NoSys or Errno.OpNotSupp when part.Sent == 0:
                    sent = MustBeCopied;
                    return Errno.None;
                default:
                    return result.Errno;
            }

            if (turn > SendOperation.TurnBytes && part.Sent < part.Count)
            {
                return Errno.Again; // and writable still: see MayGoOnLater
            }
        }

        sent = part.Sent;
        return Errno.None;
    }

    /// <summary>An attempt said that it has to wait while its direction is ready: it only gave way to others.</summary>
    internal bool MayGoOnLater(Direction direction) => IsReady(direction);

    private struct FilePart(SafeFileHandle file, long offset, long count)
    {
        public SafeFileHandle File { get; } = file;

        public long Offset { get; } = offset;

        public long Count { get; } = count;

        public long Sent { get; set; }
    }
}
