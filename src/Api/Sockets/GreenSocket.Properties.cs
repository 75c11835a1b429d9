using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>What the BCL's sockets have beside, for code that asks for it.</content>
public sealed partial class GreenSocket
{
    /// <summary>Whether the system speaks IPv4.</summary>
    public static bool OSSupportsIPv4 => Socket.OSSupportsIPv4;

    /// <summary>Whether the system speaks IPv6.</summary>
    public static bool OSSupportsIPv6 => Socket.OSSupportsIPv6;

    /// <summary>Whether the system has Unix domain sockets.</summary>
    public static bool OSSupportsUnixDomainSockets => Socket.OSSupportsUnixDomainSockets;

    /// <summary>Whether the system speaks IPv4.</summary>
    [Obsolete("SupportsIPv4 has been deprecated. Use OSSupportsIPv4 instead.")]
    public static bool SupportsIPv4 => OSSupportsIPv4;

    /// <summary>Whether the system speaks IPv6.</summary>
    [Obsolete("SupportsIPv6 has been deprecated. Use OSSupportsIPv6 instead.")]
    public static bool SupportsIPv6 => OSSupportsIPv6;

    /// <summary>False, and means nothing: it did on Windows once.</summary>
    [Obsolete("UseOnlyOverlappedIO has been deprecated and is not supported.")]
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public bool UseOnlyOverlappedIO
    {
        get => false;
        set
        {
        }
    }

    /// <summary>What the system knows the socket by: <see cref="Descriptor"/>, in the BCL's type.</summary>
    public IntPtr Handle => Descriptor;

    /// <summary>
    /// What the system knows the socket by, for calls that take it so. It does not own the descriptor: to dispose of it closes
    /// nothing, and it is of no use once the socket is closed. Each call makes another.
    /// </summary>
    public SafeSocketHandle SafeHandle => new(Descriptor, ownsHandle: false);

    /// <summary>Takes over a descriptor, as <see cref="FromDescriptor(int)"/> does.</summary>
    /// <param name="handle">The handle. It gives the descriptor up, and is of no use afterwards.</param>
    /// <exception cref="ArgumentNullException"><paramref name="handle"/> is null.</exception>
    /// <exception cref="ArgumentException">It is invalid or closed.</exception>
    /// <exception cref="SocketException">NotSocket: a file, a pipe, a terminal.</exception>
    public GreenSocket(SafeSocketHandle handle)
        : this(OwnedSocket.Import(Greensock.PortHere(), NumberOf(handle)))
    {
        handle.SetHandleAsInvalid();
    }

    /// <summary>Takes a socket that another process has shared with this one. Windows only.</summary>
    /// <param name="socketInformation">What <see cref="Share"/> or <see cref="DuplicateAndClose"/> gave there.</param>
    /// <exception cref="PlatformNotSupportedException">The system is not Windows.</exception>
    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    public GreenSocket(SocketInformation socketInformation)
        : this(OperatingSystem.IsWindows()
            ? Taken(new Socket(socketInformation))
            : throw NoSharing("GreenSocket(SocketInformation)", nameof(ReceiveFdsAsync)))
    {
    }

    private static OwnedSocket Taken(Socket socket)
    {
        using (socket)
        {
            return OwnedSocket.ImportCopy(Greensock.PortHere(), (int)socket.SafeHandle.DangerousGetHandle());
        }
    }

    private static int NumberOf(SafeSocketHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return handle.IsInvalid || handle.IsClosed
            ? throw new ArgumentException("A socket is made of a handle that is valid and open.", nameof(handle))
            : (int)handle.DangerousGetHandle();
    }
}
