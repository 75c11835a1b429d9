using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Making sockets: pairs, duplicates of descriptors, and families that .NET has no name for.</content>
public static partial class Bsd
{
    /// <summary>Makes two sockets that are connected to each other.</summary>
    /// <param name="family">Unix, or another that the system has pairs of; null for Unix where there is such a thing, else
    /// InterNetwork.</param>
    /// <param name="type">Stream, Dgram, Seqpacket.</param>
    /// <param name="protocol">Unspecified for the usual one.</param>
    /// <returns>The two, on this thread's hub.</returns>
    /// <exception cref="SocketException">OperationNotSupported: there are no such pairs. TooManyOpenSockets.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/socketpair.2.html">socketpair(2)</seealso>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socketpair">gevent: socketpair</seealso>
    public static (GreenSocket First, GreenSocket Second) SocketPair(
        AddressFamily? family = null, SocketType type = SocketType.Stream, ProtocolType protocol = ProtocolType.Unspecified)
    {
        AddressFamily chosen = family ?? (OperatingSystem.IsWindows() ? AddressFamily.InterNetwork : AddressFamily.Unix);
        (OwnedSocket first, OwnedSocket second) = OwnedSocket.MakePair(Greensock.PortHere(), chosen, type, protocol);
        return (new GreenSocket(first), new GreenSocket(second));
    }

    /// <summary>Makes a socket of a duplicate of a descriptor, which stays its owner's.</summary>
    /// <param name="fd">The system's descriptor, from 0.</param>
    /// <param name="family">Its family.</param>
    /// <param name="type">Its type.</param>
    /// <param name="protocol">Its protocol; Unspecified for whichever it has.</param>
    /// <returns>The socket, on this thread's hub, in the state that the descriptor is in, with the default
    /// timeout.</returns>
    /// <exception cref="SocketException">OperationAborted (EBADF): nothing is open there. NotSocket.
    /// TooManyOpenSockets.</exception>
    /// <exception cref="ArgumentException">The descriptor is of another family, type or protocol.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is negative.</exception>
    /// <remarks>
    /// The two share one open file description, and so O_NONBLOCK: see <see cref="GreenSocket.FromDescriptor(int)"/> for
    /// when that changes. Does not park.
    /// </remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.fromfd">gevent: fromfd</seealso>
    public static GreenSocket FromFd(
        int fd, AddressFamily family, SocketType type, ProtocolType protocol = ProtocolType.Unspecified)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fd);
        var socket = new GreenSocket(OwnedSocket.ImportCopy(Greensock.PortHere(), fd));
        bool fits = socket.AddressFamily == family && socket.SocketType == type
            && (protocol == ProtocolType.Unspecified || socket.ProtocolType == protocol);
        if (!fits)
        {
            var e = new ArgumentException(
                $"fromfd {fd} as {family}, {type}, {protocol}: it is {socket.AddressFamily}, {socket.SocketType}, {socket.ProtocolType}.");
            socket.Dispose();
            throw e;
        }

        return socket;
    }

    /// <summary>Duplicates a socket's descriptor.</summary>
    /// <param name="fd">The system's descriptor, from 0. It stays as it is.</param>
    /// <returns>The duplicate, which is the caller's to close: <see cref="GreenSocket.FromDescriptor(int)"/> takes it over.
    /// Child processes do not get it.</returns>
    /// <exception cref="SocketException">OperationAborted (EBADF): nothing is open there. NotSocket.
    /// TooManyOpenSockets.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is negative.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/dup.2.html">dup(2)</seealso>
    public static int Dup(int fd)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fd);
        return OwnedSocket.DuplicateHandle(Greensock.PortHere(), fd);
    }

    /// <summary>Makes a socket by the platform's own numbers, for what .NET has no name for.</summary>
    /// <param name="domain">Such as <see cref="Posix.AF_NETLINK"/>.</param>
    /// <param name="type">Such as <see cref="Posix.SOCK_RAW"/>; with SOCK_NONBLOCK the socket's
    /// <see cref="GreenSocket.Blocking"/> is false.</param>
    /// <param name="protocol">Such as <see cref="Posix.IPPROTO_ICMP"/>; 0 for the usual one.</param>
    /// <returns>The socket, on this thread's hub. Its end points are <see cref="RawEndPoint"/>s where .NET has no type for
    /// them.</returns>
    /// <exception cref="SocketException">AddressFamilyNotSupported, ProtocolNotSupported, AccessDenied …;
    /// OperationNotSupported: the portable kernel knows .NET's names only.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/socket.2.html">socket(2)</seealso>
    public static GreenSocket Socket(int domain, int type, int protocol = 0)
    {
        var socket = new GreenSocket(OwnedSocket.MakeNative(Greensock.PortHere(), domain, type, protocol));
        if (OperatingSystem.IsLinux() && (type & Posix.SOCK_NONBLOCK) != 0)
        {
            socket.Blocking = false;
        }

        return socket;
    }

    /// <summary>Sends descriptors over a Unix socket: the peer gets its own copies. SCM_RIGHTS.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffers">The bytes that they travel with; a stream needs at least one.</param>
    /// <param name="fds">The system's descriptors, at most 253. They stay open here.</param>
    /// <param name="flags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <param name="address">Whom to, for a datagram socket; null for the peer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="SocketException">InvalidArgument: too many; OperationAborted (EBADF): one is not open.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.send_fds">gevent: send_fds</seealso>
    public static ValueTask<int> SendFdsAsync(
        GreenSocket socket,
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        ReadOnlySpan<int> fds,
        SocketFlags flags = SocketFlags.None,
        EndPoint? address = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return socket.SendMessageAsync(buffers, [AncillaryMessage.FromDescriptors(fds)], flags, address, cancellationToken);
    }

    /// <summary>Receives descriptors over a Unix socket. They do not pass to child processes.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffer">Where the bytes go that they travel with.</param>
    /// <param name="maximumFds">Room for so many, 1 to 253; the kernel closes those that do not fit.</param>
    /// <param name="flags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message; <see cref="AncillaryMessage.ToDescriptors"/> gives the descriptors, which the caller
    /// closes.</returns>
    /// <exception cref="SocketException">As for
    /// <see cref="GreenSocket.ReceiveMessageAsync(Memory{byte}, int, SocketFlags, CancellationToken)"/>.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.recv_fds">gevent: recv_fds</seealso>
    public static ValueTask<ReceivedMessage> ReceiveFdsAsync(
        GreenSocket socket,
        Memory<byte> buffer,
        int maximumFds,
        SocketFlags flags = SocketFlags.None,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return socket.ReceiveFdsAsync(buffer, maximumFds, flags, cancellationToken);
    }
}
