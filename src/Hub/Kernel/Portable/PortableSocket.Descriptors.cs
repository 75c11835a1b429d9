using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>What the system knows of the socket, and sockets that were not made here.</summary>
/// <remarks>
/// <para><b>Handles.</b> A fresh BCL socket may stand behind a descriptor after a failed connect, and a handle that was
/// asked for before is then nobody's. Who hands one out does so on a socket that is connected or never will be.</para>
/// <para><b>Blocking.</b> Sockets that are made here never block. One that was taken in does until
/// <see cref="SetNonBlocking"/>; its receives look first and answer EAGAIN where they would wait, but a send of more
/// than has place waits. O_NONBLOCK is set behind the BCL's back on Unix, since it would only pretend to take it
/// away.</para>
/// </remarks>
internal sealed partial class PortableSocket
{
    private bool _mayBlock;
    private int _told = -1;

    /// <summary>The handle that it was told by; others are not asked for theirs, which would change what their sockets can do.</summary>
    public bool IsToldBy(int handle) => _told == handle && (int)Inner.Handle == handle;

    /// <summary>What the system knows it by.</summary>
    public int Handle => _told = (int)Inner.Handle;

    /// <summary>
    /// Takes in a socket by the system's handle. It is ours to close then; where it fails it stays as it was. Not to be
    /// had: a pending connect, which looks like a socket that never began one.
    /// </summary>
    public static KernelResult Import(int handle, out PortableSocket? imported)
    {
        imported = null;
        if (UnixDescriptors.AreAvailable)
        {
            // The BCL calls a number without a file "no socket".
            KernelResult open = UnixDescriptors.GetInheritable(handle);
            if (!open.IsOk)
            {
                return open;
            }
        }

        var safe = new SafeSocketHandle(handle, ownsHandle: true);
        Socket? socket = null;
        try
        {
            socket = new Socket(safe);
            if (socket.SocketType != SocketType.Unknown)
            {
                imported = Adopt(socket);
                return KernelResult.Ok();
            }

            LetGo(socket, safe); // a pipe or the like: the BCL takes those in on Unix
            return KernelResult.Fail(Errno.NotSock);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            LetGo(socket, safe);
            return answer;
        }
    }

    /// <summary>Stands for a BCL socket that has a life behind it, and leaves it as it is.</summary>
    public static PortableSocket Adopt(Socket socket)
    {
        bool isListening = IsListening(socket);
        bool mayBlock = socket.Blocking;
        if (UnixDescriptors.AreAvailable)
        {
            mayBlock = UnixDescriptors.GetNonBlocking((int)socket.Handle).Value == 0;
        }

        var adopted = new PortableSocket(socket, mayBlock) { _listening = isListening };
        KernelAddress local = PortableEndPoints.ToAddress(socket.LocalEndPoint);
        adopted._bound = local.Port != 0 || !local.Name.IsEmpty ? socket.LocalEndPoint : null;
        if (!isListening && socket.Connected)
        {
            adopted._phase = ConnectPhase.Established;
            adopted._peer = PortableEndPoints.ToAddress(socket.RemoteEndPoint);
        }

        return adopted;
    }

    /// <summary>Lets the system's socket go without closing it. The value is its handle.</summary>
    public KernelResult Export()
    {
        try
        {
            _registration = null;
            int handle = Handle;
            LetGo(Inner, Inner.SafeHandle);
            return KernelResult.Ok(handle);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    /// <summary>Another handle of the same socket. Windows has none that the BCL can make.</summary>
    public KernelResult Duplicate(out PortableSocket? duplicate)
    {
        duplicate = null;
        if (!UnixDescriptors.AreAvailable)
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        KernelResult handle = UnixDescriptors.Duplicate(Handle);
        if (!handle.IsOk)
        {
            return handle;
        }

        SafeSocketHandle? safe = new(handle.Value, ownsHandle: true);
        try
        {
            duplicate = new PortableSocket(new Socket(safe), _mayBlock)
            {
                _phase = _phase,
                _connectError = _connectError,
                _peer = _peer,
                _bound = _bound,
                _unixName = _unixName,
                _listening = _listening,
            };
            duplicate.RememberAllOf(this);
            safe = null;
            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
        finally
        {
            safe?.Dispose();
        }
    }

    public SocketDescription Describe()
    {
        // As SO_PROTOCOL says it: the family's default, where the socket was made with none.
        ProtocolType protocol = (Inner.ProtocolType, Inner.SocketType, Inner.AddressFamily) switch
        {
            (ProtocolType.Unspecified, _, not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)) => ProtocolType.Unspecified,
            (ProtocolType.Unspecified, SocketType.Stream, _) => ProtocolType.Tcp,
            (ProtocolType.Unspecified, SocketType.Dgram, _) => ProtocolType.Udp,
            _ => Inner.ProtocolType,
        };
        return new SocketDescription(Inner.AddressFamily, Inner.SocketType, protocol, _listening);
    }

    /// <summary>The value is 1 where it did not block before.</summary>
    public KernelResult SetNonBlocking(bool on)
    {
        try
        {
            KernelResult result = KernelResult.Ok(_mayBlock ? 0 : 1);
            if (UnixDescriptors.AreAvailable)
            {
                result = UnixDescriptors.SetNonBlocking(Handle, on);
            }

            if (on || !UnixDescriptors.AreAvailable)
            {
                Inner.Blocking = !on;
            }

            _mayBlock = !on;
            return result;
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    public KernelResult GetInheritable() =>
        UnixDescriptors.AreAvailable ? UnixDescriptors.GetInheritable(Handle) : KernelResult.Fail(Errno.OpNotSupp);

    public KernelResult SetInheritable(bool on) =>
        UnixDescriptors.AreAvailable ? UnixDescriptors.SetInheritable(Handle, on) : KernelResult.Fail(Errno.OpNotSupp);

    // Not disposed: a socket whose handle was taken away waits in its Dispose for a release that never comes.
    private static void LetGo(Socket? socket, SafeSocketHandle handle)
    {
        handle.SetHandleAsInvalid();
        if (socket is not null)
        {
#pragma warning disable CA1816 // this is no Dispose: the socket is to have neither that nor its finalizer
            GC.SuppressFinalize(socket);
#pragma warning restore CA1816
        }
    }

    private static bool IsListening(Socket socket)
    {
        try
        {
            return socket.SocketType is SocketType.Stream or SocketType.Seqpacket
                && socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.AcceptConnection) is int and not 0;
        }
        catch (SocketException)
        {
            return false; // macOS has no such option: a listener that is taken in there is not known as one
        }
    }
}
