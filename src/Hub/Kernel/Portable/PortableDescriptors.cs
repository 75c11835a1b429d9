using System.Diagnostics.CodeAnalysis;

namespace Akka.Greensock;

/// <summary>
/// The descriptor table: small numbers for BCL sockets, the lowest free one first, as POSIX hands them out. Programs
/// and tests that count on that see the same on every kernel, and a number that is soon used again is what the
/// generations of the seam are for.
/// </summary>
/// <remarks>Any thread may allocate and free. <see cref="TryGet"/> takes no lock: it is on the path of every
/// call.</remarks>
internal sealed class PortableDescriptors
{
    // 0, 1 and 2 are the standard streams of a process; a number that is left at zero by mistake so hits nobody's
    // socket.
    private const int First = 3;

    private readonly Lock _gate = new();
    private readonly PriorityQueue<int, int> _free = new();
    private volatile PortableSocket?[] _sockets = new PortableSocket?[64];
    private int _next = First;

    /// <summary>Gives the socket the lowest free number.</summary>
    public int Add(PortableSocket socket)
    {
        lock (_gate)
        {
            int descriptor = _free.Count > 0 ? _free.Dequeue() : _next++;
            PortableSocket?[] sockets = _sockets;
            if (descriptor == sockets.Length)
            {
                // Readers go on with the old array, which holds all that they can have been told of.
                Array.Resize(ref sockets, sockets.Length * 2);
                _sockets = sockets;
            }

            Volatile.Write(ref sockets[descriptor], socket);
            return descriptor;
        }
    }

    /// <summary>Frees the number. False where nobody has it: of two closes, one alone gets the socket.</summary>
    public bool TryRemove(int descriptor, [NotNullWhen(true)] out PortableSocket? socket)
    {
        lock (_gate)
        {
            if (!TryGet(descriptor, out socket))
            {
                return false;
            }

            Volatile.Write(ref _sockets[descriptor], null);
            _free.Enqueue(descriptor, descriptor);
            return true;
        }
    }

    /// <summary>The number of the socket that was told by a handle, or -1. It looks at all of them.</summary>
    public int Find(int handle) => Array.FindIndex(_sockets, socket => socket?.IsToldBy(handle) == true);

    public bool TryGet(int descriptor, [NotNullWhen(true)] out PortableSocket? socket)
    {
        PortableSocket?[] sockets = _sockets;
        socket = (uint)descriptor < (uint)sockets.Length ? Volatile.Read(ref sockets[descriptor]) : null;
        return socket is not null;
    }
}
