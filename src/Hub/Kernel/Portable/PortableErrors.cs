using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// Turns what a BCL socket throws into the seam's answer. Only the exceptions that a socket is documented to throw are
/// known here; any other is a fault of ours and flies on.
/// </summary>
internal static class PortableErrors
{
    /// <summary>For an exception filter: true, with the answer, where the exception is an outcome and not a
    /// fault.</summary>
    public static bool IsAnswer(Exception exception, out KernelResult answer)
    {
        if (TryTranslate(exception, out Errno? errno))
        {
            answer = KernelResult.Fail(errno.Value);
            return true;
        }

        answer = default;
        return false;
    }

    private static bool TryTranslate(Exception exception, [NotNullWhen(true)] out Errno? errno)
    {
        // The order matters: ObjectDisposedException is an InvalidOperationException.
        errno = exception switch
        {
            SocketException e => e.SocketErrorCode.ToErrno(),
            ObjectDisposedException => Errno.BadF,
            NotSupportedException => Errno.OpNotSupp,
            InvalidOperationException or ArgumentException => Errno.Inval,
            _ => null,
        };
        return errno is not null;
    }
}
