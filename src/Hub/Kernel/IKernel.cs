using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// The seam below which system calls live. Every member returns a value or an errno and never throws; every descriptor
/// it makes is non-blocking and not inherited; EINTR is retried below it. Thread-safe as the kernel is: any thread may
/// call, but a descriptor's owner alone may call on it.
/// </summary>
/// <remarks>
/// A call that cannot finish at once says <see cref="Errno.Again"/> (<see cref="Errno.InProgress"/> for connect). That
/// answer, or a receive that filled less than its buffer, is what promises a later <see cref="PollEvent"/>: see
/// <see cref="IPoller"/>.
/// </remarks>
internal interface IKernel
{
    /// <summary>The value of <c>akka.greensock.hub.kernel</c> that chooses it.</summary>
    string Name { get; }

    /// <summary>Makes a poller for one hub.</summary>
    IPoller CreatePoller();

    /// <summary>socket(2), with SOCK_NONBLOCK and SOCK_CLOEXEC. The value is the descriptor.</summary>
    KernelResult Socket(AddressFamily family, SocketType type, ProtocolType protocol);

    /// <summary>close(2). The descriptor is gone whatever the answer is.</summary>
    KernelResult Close(int descriptor);

    /// <summary>bind(2); a TCP socket gets SO_REUSEADDR first, as the BCL does on Unix.</summary>
    KernelResult Bind(int descriptor, in KernelAddress address);

    /// <summary>listen(2).</summary>
    KernelResult Listen(int descriptor, int backlog);

    /// <summary>accept4(2), with SOCK_NONBLOCK and SOCK_CLOEXEC. The value is the new descriptor.</summary>
    KernelResult Accept(int descriptor, out KernelAddress peer);

    /// <summary>
    /// connect(2). <see cref="Errno.InProgress"/>: wait until writable, then ask <see cref="FinishConnect"/>.
    /// </summary>
    KernelResult Connect(int descriptor, in KernelAddress address);

    /// <summary>
    /// The outcome of a connect in progress: success, <see cref="Errno.InProgress"/> where it is not decided yet (a
    /// stale event woke us), or why it failed (SO_ERROR).
    /// </summary>
    KernelResult FinishConnect(int descriptor);

    /// <summary>recv(2). The value is the byte count; 0 is end of stream where the buffer is not empty.</summary>
    KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags);

    /// <summary>send(2), with MSG_NOSIGNAL. The value is the byte count, at times fewer than asked.</summary>
    KernelResult Send(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags);

    /// <summary>recvfrom(2).</summary>
    KernelResult ReceiveFrom(int descriptor, Span<byte> buffer, SocketFlags flags, out KernelAddress sender);

    /// <summary>sendto(2), with MSG_NOSIGNAL.</summary>
    KernelResult SendTo(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target);

    /// <summary>shutdown(2).</summary>
    KernelResult Shutdown(int descriptor, SocketShutdown how);

    /// <summary>getsockname(2).</summary>
    KernelResult GetLocalAddress(int descriptor, out KernelAddress address);

    /// <summary>getpeername(2).</summary>
    KernelResult GetPeerAddress(int descriptor, out KernelAddress address);

    /// <summary>getsockopt(2), by the BCL's names, for options whose value is an integer.</summary>
    KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, out int value);

    /// <summary>setsockopt(2), by the BCL's names, for options whose value is an integer.</summary>
    KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, int value);

    /// <summary>SO_LINGER. Zero seconds and on: close sends RST and drops what was not sent.</summary>
    KernelResult SetLinger(int descriptor, bool on, int seconds);

    /// <summary>SO_LINGER, as it stands.</summary>
    KernelResult GetLinger(int descriptor, out bool on, out int seconds);

    /// <summary>ioctl FIONREAD. The value is the number of bytes that can be received without waiting.</summary>
    KernelResult GetAvailable(int descriptor);
}
