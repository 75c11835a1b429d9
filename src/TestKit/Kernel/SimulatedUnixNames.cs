using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>
/// The names of a host's Unix sockets (unix(7)): paths, whose files stay when their socket is gone, and abstract ones, which do not.
/// </summary>
/// <remarks>There are no directories and no permissions: every path can be made. None stands for a file of the real system.</remarks>
internal sealed class SimulatedUnixNames
{
    private const int MostAutobound = 0x10_0000; // five hexadecimal digits

    private readonly SortedDictionary<string, UnixFile> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, UnixSocket> _abstract = new(StringComparer.Ordinal);
    private int _nextAutobound;
    private ulong _lastIdentity;

    /// <summary>The paths that stand for a socket's file, in order.</summary>
    public IEnumerable<string> Paths => _files.Keys.Select(key => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(key)));

    public Errno Bind(UnixSocket socket, in KernelAddress name)
    {
        if (name.IsUnixPath)
        {
            return _files.TryAdd(KeyOf(name), new UnixFile(socket, ++_lastIdentity)) ? Errno.None : Errno.AddrInUse;
        }

        return _abstract.TryAdd(KeyOf(name, socket.Description.Type), socket) ? Errno.None : Errno.AddrInUse;
    }

    /// <summary>Autobind: the next abstract name that is free.</summary>
    public Errno BindToAny(UnixSocket socket, out KernelAddress name)
    {
        for (int tries = 0; tries < MostAutobound; tries++)
        {
            string digits = _nextAutobound.ToString("x5", CultureInfo.InvariantCulture);
            _nextAutobound = (_nextAutobound + 1) % MostAutobound;
            name = KernelAddress.FromUnixName([0, .. Encoding.ASCII.GetBytes(digits)]);
            if (Bind(socket, name) == Errno.None)
            {
                return Errno.None;
            }
        }

        name = default;
        return Errno.NoSpc;
    }

    public Errno Find(in KernelAddress name, SocketType type, out UnixSocket found)
    {
        found = null!;
        if (!name.IsUnixPath)
        {
            // Abstract names of different types have nothing to do with each other.
            return _abstract.TryGetValue(KeyOf(name, type), out found!) ? Errno.None : Errno.ConnRefused;
        }

        if (!_files.TryGetValue(KeyOf(name), out UnixFile? file))
        {
            return Errno.NoEnt;
        }

        if (file.Socket is not { } socket)
        {
            return Errno.ConnRefused;
        }

        found = socket;
        return socket.Description.Type == type ? Errno.None : Errno.ProtoType;
    }

    /// <summary>A socket was closed: its file stays, and nobody is there.</summary>
    public void Release(UnixSocket socket, in KernelAddress name)
    {
        if (!name.IsUnixPath)
        {
            // After a crash and a restart it may be somebody else's.
            string key = KeyOf(name, socket.Description.Type);
            if (_abstract.GetValueOrDefault(key) == socket)
            {
                _abstract.Remove(key);
            }

            return;
        }

        // Its file may have been removed meanwhile, and another be in its place.
        foreach (UnixFile file in _files.Values.Where(file => file.Socket == socket))
        {
            file.Socket = null;
        }
    }

    public KernelResult Identify(in KernelAddress name, out UInt128 identity)
    {
        identity = 0;
        if (!name.IsUnixPath)
        {
            return KernelResult.Fail(Errno.NoEnt);
        }

        if (name.Name.Length > UnixSocket.NameBytes)
        {
            return KernelResult.Fail(Errno.NameTooLong);
        }

        if (!_files.TryGetValue(KeyOf(name), out UnixFile? file))
        {
            return KernelResult.Fail(Errno.NoEnt);
        }

        identity = file.Identity;
        return KernelResult.Ok();
    }

    public KernelResult Remove(in KernelAddress name, UInt128 identity)
    {
        KernelResult result = Identify(name, out UInt128 present);
        if (result.IsOk && present == identity)
        {
            _files.Remove(KeyOf(name));
        }

        return result;
    }

    /// <summary>The power went: files stay.</summary>
    public void Crash()
    {
        _abstract.Clear();
        foreach (UnixFile file in _files.Values)
        {
            file.Socket = null;
        }
    }

    // A path ends before its first null byte, as for the system.
    private static string KeyOf(in KernelAddress path)
    {
        ReadOnlySpan<byte> name = path.Name;
        int end = name.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? name : name[..end]);
    }

    private static string KeyOf(in KernelAddress name, SocketType type) => $"{type} {Encoding.Latin1.GetString(name.Name)}";

    private sealed class UnixFile(UnixSocket socket, ulong identity)
    {
        public UnixSocket? Socket { get; set; } = socket;

        public ulong Identity { get; } = identity;
    }
}
