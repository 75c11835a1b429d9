using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <content>
/// What the synchronous members share: their limits of time, how a close ends them, and what the BCL checks before
/// anything else.
/// </content>
/// <remarks>
/// Each is its awaitable twin and a wait for it, by <see cref="SynchronousCall"/>. What differs is what the BCL's differ in:
/// <see cref="ReceiveTimeout"/> and <see cref="SendTimeout"/> bound them, and a close ends them with another error.
/// </remarks>
public sealed partial class GreenSocket
{
    /// <summary>
    /// How long a synchronous receive may wait, in milliseconds; 0, the default, is without end. An awaited call does not
    /// care; of this and <see cref="Timeout"/> the shorter one holds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1, which stands for 0.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7), SO_RCVTIMEO</seealso>
    public int ReceiveTimeout
    {
        get => Get(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout);
        set => Set(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout, CheckedMilliseconds(value));
    }

    /// <summary>
    /// How long a synchronous send or connect may wait, in milliseconds; 0, the default, is without end. An awaited call
    /// does not care; of this and <see cref="Timeout"/> the shorter one holds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than -1, which stands for 0.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7), SO_SNDTIMEO</seealso>
    public int SendTimeout
    {
        get => Get(SocketOptionLevel.Socket, SocketOptionName.SendTimeout);
        set => Set(SocketOptionLevel.Socket, SocketOptionName.SendTimeout, CheckedMilliseconds(value));
    }

    private TimeSpan SynchronousLimitOfReceive(SocketFlags flags) => Shorter(LimitOfReceive(flags), _socket.ReceiveTimeout);

    private TimeSpan SynchronousLimitOfSend(SocketFlags flags) => Shorter(Limit(flags), _socket.SendTimeout);

    private static TimeSpan Shorter(TimeSpan limit, int milliseconds) =>
        milliseconds > 0 && (limit == System.Threading.Timeout.InfiniteTimeSpan || limit.TotalMilliseconds > milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : limit;

    private static int CheckedMilliseconds(int value, [CallerMemberName] string name = "") => value >= -1
        ? Math.Max(value, 0)
        : throw new ArgumentOutOfRangeException(
            nameof(value), value, $"{name}: in milliseconds from 0, which is without end, or -1 for the same.");

    /// <summary>A wait was ended by the close of this socket, and by nothing else.</summary>
    private bool WasClosed(SocketException e) => e.SocketErrorCode == SocketError.OperationAborted && _socket.IsClosed;

    // The BCL's names for it, which differ from those of awaited calls: its synchronous calls are system calls that it shoots
    // down.
    private SocketException ClosedUnder(string operation) =>
        ClosedUnder(operation, SocketType == SocketType.Stream ? SocketError.ConnectionAborted : SocketError.Interrupted);

    private SocketException ClosedUnder(string operation, SocketError error) => new(
        (int)error, $"{operation} {_socket}: the socket was closed while the call was waiting ({error}).");

    private void ThrowIfClosed(string operation)
    {
        if (_socket.IsClosed)
        {
            throw OwnedSocket.Disposed(operation);
        }
    }

    private static void CheckBuffer(byte[] buffer, int offset, int size)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)offset, (uint)buffer.Length, nameof(offset));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)size, (uint)(buffer.Length - offset), nameof(size));
    }

    private static void CheckBuffers(IList<ArraySegment<byte>> buffers)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        if (buffers.Count == 0)
        {
            throw new ArgumentException("A list of buffers needs at least one.", nameof(buffers));
        }

        foreach (ArraySegment<byte> segment in buffers)
        {
            ArgumentNullException.ThrowIfNull(segment.Array, nameof(segment));
        }
    }

    /// <summary>The kernel may answer a receive only where the socket has an address that something could come to.</summary>
    private void CheckBound(string operation)
    {
        if (!IsBound)
        {
            throw new InvalidOperationException($"{operation} {_socket}: the socket has no address to receive at. Bind it, or send first.");
        }
    }

    private void CheckSender(EndPoint remote, string operation, string name)
    {
        ArgumentNullException.ThrowIfNull(remote, name);
        if (remote is DnsEndPoint)
        {
            throw new ArgumentException($"{operation}: a name is no end point that anything comes from. Give an IPEndPoint.", name);
        }

        if (!CanSpeak(remote.AddressFamily))
        {
            throw new ArgumentException(
                $"{operation}: the end point is of family {remote.AddressFamily}, and the socket of {AddressFamily}.", name);
        }
    }

    // What .NET has no name for, the kernel judges.
    private bool CanSpeak(AddressFamily family) => family == AddressFamily
        || (family == AddressFamily.InterNetwork && _socket.IsDualMode)
        || family == AddressFamily.Unknown || AddressFamily == AddressFamily.Unknown;
}
