using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>A look at the level of readiness, which the edges of <see cref="LinuxPoller"/> do not tell.</content>
internal sealed unsafe partial class LinuxKernel
{
    public KernelResult Poll(int descriptor, SelectMode mode)
    {
        // What the BCL asks for, and takes for an answer. A refused connect is writable by that, and urgent data an error.
        (int events, int wanted) = mode switch
        {
            SelectMode.SelectRead => (Libc.PollIn, Libc.PollIn | Libc.PollHangup),
            SelectMode.SelectWrite => (Libc.PollOut, Libc.PollOut),
            SelectMode.SelectError => (Libc.PollPriority, Libc.PollPriority | Libc.PollError),
            _ => (0, 0),
        };
        var asked = new Libc.PollFd { Descriptor = descriptor, Events = (short)events };
        int code;
        do
        {
            code = Libc.Poll(&asked, 1, 0);
        }
        while (code < 0 && LastErrno() == Errno.Intr);

        if (code < 0)
        {
            return KernelResult.Fail(LastErrno());
        }

        return (asked.Returned & Libc.PollInvalid) != 0 ? KernelResult.Fail(Errno.BadF)
            : (asked.Returned & wanted) != 0 ? KernelResult.Ok()
            : KernelResult.Fail(Errno.Again);
    }
}
