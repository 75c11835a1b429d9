using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

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

    /// <summary>Makes a place to wait for one thread of a hub.</summary>
    IParker CreateParker() => new MonitorParker();

    /// <summary>
    /// A processor for the threads of one hub: each in turn of those that the process may use. -1: there is no choice, or no way
    /// to choose.
    /// </summary>
    int NextProcessor() => -1;

    /// <summary>Keeps the calling thread on a processor of <see cref="NextProcessor"/>.</summary>
    void StayOn(int processor)
    {
    }

    /// <summary>Lets the calling thread use every processor again.</summary>
    void Roam()
    {
    }

    /// <summary>socket(2), with SOCK_NONBLOCK and SOCK_CLOEXEC. The value is the descriptor.</summary>
    KernelResult Socket(AddressFamily family, SocketType type, ProtocolType protocol);

    /// <summary>
    /// socket(2) by the platform's own numbers (AF_…, SOCK_…, IPPROTO_…), for what .NET has no name for.
    /// </summary>
    KernelResult Socket(int domain, int type, int protocol);

    /// <summary>socketpair(2), both ends like those of <c>Socket</c>. The value is one of them.</summary>
    KernelResult SocketPair(AddressFamily family, SocketType type, ProtocolType protocol, out int other);

    /// <summary>close(2). The descriptor is gone whatever the answer is.</summary>
    KernelResult Close(int descriptor);

    /// <summary>
    /// Takes in a socket that the system knows by <paramref name="handle"/> and was not made here. The value is its
    /// descriptor, the handle itself where the kernel's descriptors are the system's; from then on it is the kernel's
    /// to close. It stays blocking if it was: see <see cref="SetNonBlocking"/>. Where it fails, the handle stays as it
    /// was.
    /// </summary>
    KernelResult Import(int handle);

    /// <summary>
    /// Lets a descriptor go without closing it. The value is what the system knows it by.
    /// </summary>
    KernelResult Export(int descriptor);

    /// <summary>What the system knows a descriptor by: what other libraries and other system calls take.</summary>
    KernelResult GetHandle(int descriptor);

    /// <summary>
    /// The descriptor of what the system knows by <paramref name="handle"/>: the handle itself where the kernel's descriptors are
    /// the system's. <see cref="Errno.BadF"/>: no descriptor of this kernel's was ever told by it.
    /// </summary>
    KernelResult FindHandle(int handle);

    /// <summary>fcntl F_DUPFD_CLOEXEC: another descriptor for the same socket.</summary>
    KernelResult Duplicate(int descriptor);

    /// <summary>What a socket is, however it was made: SO_DOMAIN, SO_TYPE, SO_PROTOCOL, SO_ACCEPTCONN.</summary>
    KernelResult Describe(int descriptor, out SocketDescription description);

    /// <summary>
    /// O_NONBLOCK of the open file description, which all its descriptors share, also those of other processes. The
    /// value is 1 where it was set before.
    /// </summary>
    KernelResult SetNonBlocking(int descriptor, bool on);

    /// <summary>FD_CLOEXEC, inverted. The value is 1 where a child process would inherit the descriptor.</summary>
    KernelResult GetInheritable(int descriptor);

    /// <summary>FD_CLOEXEC, inverted.</summary>
    KernelResult SetInheritable(int descriptor, bool on);

    /// <summary>bind(2); a stream over IP gets SO_REUSEADDR first, as the BCL does on Unix.</summary>
    KernelResult Bind(int descriptor, in KernelAddress address);

    /// <summary>
    /// Which file a Unix path stands for, so that <see cref="RemoveUnixName"/> removes that one and no other.
    /// <see cref="Errno.NoEnt"/> where it stands for none, <see cref="Errno.OpNotSupp"/> where files cannot be told
    /// apart for sure: then the file is left alone.
    /// </summary>
    KernelResult IdentifyUnixName(in KernelAddress address, out UInt128 identity);

    /// <summary>unlink(2) of a Unix socket's path, if it still is that file; success where it is another.</summary>
    KernelResult RemoveUnixName(in KernelAddress address, UInt128 identity);

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

    /// <summary>
    /// poll(2), without waiting: success where the descriptor is ready as <paramref name="mode"/> asks it of
    /// <see cref="System.Net.Sockets.Socket.Poll(int, SelectMode)"/>. <see cref="Errno.Again"/> where it is not; then an event
    /// comes when it may be.
    /// </summary>
    KernelResult Poll(int descriptor, SelectMode mode);

    /// <summary>recv(2). The value is the byte count; 0 is end of stream where the buffer is not empty.</summary>
    KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags);

    /// <summary>send(2), with MSG_NOSIGNAL. The value is the byte count, at times fewer than asked.</summary>
    KernelResult Send(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags);

    /// <summary>recvfrom(2).</summary>
    KernelResult ReceiveFrom(int descriptor, Span<byte> buffer, SocketFlags flags, out KernelAddress sender);

    /// <summary>sendto(2), with MSG_NOSIGNAL.</summary>
    KernelResult SendTo(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target);

    /// <summary>
    /// recvmsg(2), with MSG_CMSG_CLOEXEC. The value is the byte count. Descriptors that came along belong to the caller.
    /// </summary>
    /// <param name="descriptor">The socket.</param>
    /// <param name="buffers">Where the bytes go, one buffer after the other.</param>
    /// <param name="ancillaryBytes">Room for ancillary data, as CMSG_SPACE counts it.</param>
    /// <param name="flags">MSG_….</param>
    /// <param name="message">What came beside the bytes.</param>
    KernelResult ReceiveMessage(
        int descriptor, IReadOnlyList<Memory<byte>> buffers, int ancillaryBytes, SocketFlags flags, out KernelMessage message);

    /// <summary>sendmsg(2), with MSG_NOSIGNAL.</summary>
    /// <param name="descriptor">The socket.</param>
    /// <param name="buffers">The bytes, one buffer after the other.</param>
    /// <param name="ancillary">Ancillary data.</param>
    /// <param name="flags">MSG_….</param>
    /// <param name="target">Where to; none for the peer.</param>
    KernelResult SendMessage(
        int descriptor,
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<AncillaryMessage> ancillary,
        SocketFlags flags,
        in KernelAddress target);

    /// <summary>
    /// sendfile(2): bytes of a file, from <paramref name="offset"/> on, to the socket. <see cref="Errno.NoSys"/> or
    /// <see cref="Errno.Inval"/> where it cannot be had for this file: copy instead.
    /// </summary>
    KernelResult SendFile(int descriptor, SafeFileHandle file, long offset, int count);

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

    /// <summary>getsockopt(2), by the BCL's names, for options of any form. The value is the byte count.</summary>
    KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, Span<byte> value);

    /// <summary>setsockopt(2), by the BCL's names, for options of any form.</summary>
    KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, ReadOnlySpan<byte> value);

    /// <summary>getsockopt(2), by the platform's own numbers. The value is the byte count.</summary>
    KernelResult GetRawOption(int descriptor, int level, int name, Span<byte> value);

    /// <summary>setsockopt(2), by the platform's own numbers.</summary>
    KernelResult SetRawOption(int descriptor, int level, int name, ReadOnlySpan<byte> value);

    /// <summary>Joins or leaves an IPv4 multicast group.</summary>
    KernelResult SetMulticast(int descriptor, SocketOptionName name, MulticastOption option);

    /// <summary>Joins or leaves an IPv6 multicast group.</summary>
    KernelResult SetMulticast(int descriptor, SocketOptionName name, IPv6MulticastOption option);

    /// <summary>
    /// ioctl(2) with an argument that goes in and comes out. The numbers are the kernel's: Winsock's on the portable one.
    /// </summary>
    KernelResult IOControl(int descriptor, uint request, Span<byte> argument);

    /// <summary>SO_LINGER. Zero seconds and on: close sends RST and drops what was not sent.</summary>
    KernelResult SetLinger(int descriptor, bool on, int seconds);

    /// <summary>SO_LINGER, as it stands.</summary>
    KernelResult GetLinger(int descriptor, out bool on, out int seconds);

    /// <summary>ioctl FIONREAD. The value is the number of bytes that can be received without waiting.</summary>
    KernelResult GetAvailable(int descriptor);
}
