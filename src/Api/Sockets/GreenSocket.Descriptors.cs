using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>The descriptor below: taking one over, giving it away, sharing it.</content>
public sealed partial class GreenSocket
{
    /// <summary>
    /// What the system knows the socket by, for other libraries and system calls; -1 once closed or detached. It stays the
    /// socket's: to close it is not the caller's.
    /// </summary>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.fileno">gevent: socket.fileno</seealso>
    public int Descriptor => _socket.Handle;

    /// <summary>Whether child processes get the descriptor. False unless set: FD_CLOEXEC, inverted.</summary>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man2/F_GETFD.2const.html">F_GETFD(2const)</seealso>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.set_inheritable">gevent:
    /// socket.set_inheritable</seealso>
    public bool Inheritable
    {
        get => _socket.Call("Inheritable", nameof(GetSocketOptionAsync), static socket => socket.GetInheritable());
        set => _socket.Call("Inheritable", nameof(SetSocketOptionAsync), socket => socket.SetInheritable(value));
    }

    /// <summary>Takes over a socket that was made elsewhere: by another library, inherited, or received.</summary>
    /// <param name="descriptor">The system's descriptor. It belongs to the new socket, which closes it.</param>
    /// <returns>The socket, on this thread's hub, in the state that the descriptor is in: connected, listening or
    /// neither.</returns>
    /// <exception cref="SocketException">OperationAborted (EBADF): nothing is open there. NotSocket: a file, a pipe, a
    /// terminal: wait on those by <see cref="Bsd"/>.</exception>
    /// <remarks>
    /// A blocking descriptor is not made non-blocking, because whoever shares it (a duplicate, a parent process) would
    /// notice: each receive and send says MSG_DONTWAIT instead. The first accept, connect and send of a file do change it, as
    /// they know no such flag; <see cref="Detach"/> changes it back. Does not park.
    /// </remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket">gevent: socket(fileno=…)</seealso>
    public static GreenSocket FromDescriptor(int descriptor) => new(OwnedSocket.Import(Greensock.PortHere(), descriptor));

    /// <summary>Takes over a socket that was made elsewhere, for a hub of the caller's choice.</summary>
    /// <param name="owner">The hub that is to own it.</param>
    /// <param name="descriptor">The system's descriptor.</param>
    /// <returns>The socket.</returns>
    /// <exception cref="SocketException">As for the other overload.</exception>
    /// <exception cref="ObjectDisposedException">The hub has ended; the descriptor has been closed.</exception>
    public static GreenSocket FromDescriptor(Hub owner, int descriptor) => new(OwnedSocket.Import(PortOf(owner), descriptor));

    /// <summary>Takes over a BCL socket, which is disposed of by that: the new one has a duplicate of its descriptor.</summary>
    /// <param name="socket">The socket, with no call waiting on it. One that the BCL has made non-blocking stays so. With one
    /// that is bound to a Unix path, the BCL removes the file.</param>
    /// <returns>The socket, on this thread's hub.</returns>
    /// <exception cref="ObjectDisposedException"><paramref name="socket"/> is closed, or the hub has ended.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets.</exception>
    /// <remarks>Does not park.</remarks>
    public static GreenSocket FromSocket(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (socket.SafeHandle.IsInvalid || socket.SafeHandle.IsClosed)
        {
            throw new ObjectDisposedException(nameof(Socket), "FromSocket: the socket was closed before.");
        }

        // Not the descriptor itself: a BCL socket whose handle was taken away waits in its Dispose, for ever, for the
        // handle to be released.
        var taken = new GreenSocket(OwnedSocket.ImportCopy(Greensock.PortHere(), (int)socket.SafeHandle.DangerousGetHandle()));
        socket.Dispose();
        return taken;
    }

    /// <summary>A second descriptor for the same socket, on the same hub: what one sends, the other one's peer gets.</summary>
    /// <returns>The duplicate, with this socket's <see cref="Timeout"/>. It is closed by itself.</returns>
    /// <exception cref="SocketException">TooManyOpenSockets.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub: await <see cref="DuplicateAsync"/>.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/dup.2.html">dup(2)</seealso>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.dup">gevent: socket.dup</seealso>
    public GreenSocket Duplicate() =>
        new(_socket.Call("dup", nameof(DuplicateAsync), static socket => socket.Duplicate()), _timeout);

    /// <summary><see cref="Duplicate"/>, from another hub than the socket's.</summary>
    public async ValueTask<GreenSocket> DuplicateAsync() =>
        new(await _socket.CallAsync("dup", static socket => socket.Duplicate()), _timeout);

    /// <summary>
    /// Gives the descriptor out of hand without closing it. Waiting calls fail with <see cref="SocketError.OperationAborted"/>,
    /// and the socket is as after a close.
    /// </summary>
    /// <returns>The descriptor, which is the caller's from now on; -1 where it was closed or detached before. One that was
    /// made here is non-blocking.</returns>
    /// <exception cref="BlockingSwitchOutException">Called on another hub: await <see cref="DetachAsync"/>.</exception>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.detach">gevent: socket.detach</seealso>
    public int Detach()
    {
        try
        {
            return _socket.Call("detach", nameof(DetachAsync), static socket => socket.Detach());
        }
        catch (ObjectDisposedException)
        {
            return -1;
        }
    }

    /// <summary><see cref="Detach"/>, from another hub than the socket's.</summary>
    public async ValueTask<int> DetachAsync()
    {
        try
        {
            return await _socket.CallAsync("detach", static socket => socket.Detach());
        }
        catch (ObjectDisposedException)
        {
            return -1;
        }
    }
}
