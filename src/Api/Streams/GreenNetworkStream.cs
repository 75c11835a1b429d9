using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// A connected <see cref="GreenSocket"/> as a <see cref="Stream"/>, with the members of <see cref="NetworkStream"/>, for
/// everything that reads and writes streams: <c>SslStream</c>, <c>StreamReader</c>, pipelines. What those do with the bytes they do
/// on the hub of who reads. Failures come as <see cref="IOException"/> with the <see cref="SocketException"/> inside.
/// </summary>
/// <remarks>
/// The synchronous members block what calls them: a thread greenlet alone, or a thread that is no hub. In an async greenlet
/// and in an actor of a hub they throw <see cref="BlockingSwitchOutException"/>: always, and not only when there is something
/// to wait for.
/// </remarks>
/// <seealso href="https://learn.microsoft.com/dotnet/api/system.net.sockets.networkstream">NetworkStream</seealso>
public partial class GreenNetworkStream : Stream
{
    private readonly bool _ownsSocket;
    private readonly SocketHold? _hold;
    private volatile bool _disposed;

    /// <summary>Makes a stream over a connected socket, which it leaves open.</summary>
    /// <param name="socket">The socket.</param>
    /// <exception cref="ArgumentNullException">The socket is null.</exception>
    /// <exception cref="IOException">The socket is not connected, non-blocking, or no stream.</exception>
    public GreenNetworkStream(GreenSocket socket)
        : this(socket, FileAccess.ReadWrite, ownsSocket: false)
    {
    }

    /// <summary>Makes a stream over a connected socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="ownsSocket">Whether the stream closes the socket when it is disposed of.</param>
    /// <exception cref="ArgumentNullException">The socket is null.</exception>
    /// <exception cref="IOException">The socket is not connected, non-blocking, or no stream.</exception>
    public GreenNetworkStream(GreenSocket socket, bool ownsSocket)
        : this(socket, FileAccess.ReadWrite, ownsSocket)
    {
    }

    /// <summary>Makes a stream over a connected socket, for one direction or both, and leaves the socket open.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="access">Read, Write or ReadWrite.</param>
    /// <exception cref="ArgumentNullException">The socket is null.</exception>
    /// <exception cref="IOException">The socket is not connected, non-blocking, or no stream.</exception>
    public GreenNetworkStream(GreenSocket socket, FileAccess access)
        : this(socket, access, ownsSocket: false)
    {
    }

    /// <summary>Makes a stream over a connected socket, for one direction or both.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="access">Read, Write or ReadWrite.</param>
    /// <param name="ownsSocket">Whether the stream closes the socket when it is disposed of.</param>
    /// <exception cref="ArgumentNullException">The socket is null.</exception>
    /// <exception cref="IOException">The socket is not connected, non-blocking, or no stream.</exception>
    public GreenNetworkStream(GreenSocket socket, FileAccess access, bool ownsSocket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (!socket.Blocking)
        {
            throw new IOException($"new GreenNetworkStream: {socket} is non-blocking. Set Blocking, or its Timeout, first.");
        }

        CheckStream(socket, "new GreenNetworkStream");
        Socket = socket;
        Readable = access != FileAccess.Write;
        Writeable = access != FileAccess.Read;
        _ownsSocket = ownsSocket;
    }

    /// <summary>Makes the stream below a file, whose calls outlive the socket's close.</summary>
    internal GreenNetworkStream(GreenSocket socket, SocketHold hold)
    {
        Socket = socket;
        Readable = Writeable = true;
        _hold = hold;
    }

    /// <summary>Tells those that derive from this that they may let go of what is theirs; the socket does so by itself.</summary>
    ~GreenNetworkStream() => Dispose(false);

    /// <summary>The socket below.</summary>
    public GreenSocket Socket { get; }

    /// <inheritdoc/>
    public override bool CanRead => Readable;

    /// <inheritdoc/>
    public override bool CanWrite => Writeable;

    /// <summary>False: a stream of the network goes only forward.</summary>
    public override bool CanSeek => false;

    /// <summary>True: see <see cref="ReadTimeout"/>.</summary>
    public override bool CanTimeout => true;

    /// <summary>Whether there is something that can be read without waiting.</summary>
    /// <exception cref="ObjectDisposedException">The stream or the socket was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub than the socket's.</exception>
    /// <remarks>Does not park.</remarks>
    public virtual bool DataAvailable
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return Socket.Available != 0;
        }
    }

    /// <summary>What <see cref="CanRead"/> says.</summary>
    protected bool Readable { get; set; }

    /// <summary>What <see cref="CanWrite"/> says.</summary>
    protected bool Writeable { get; set; }

    /// <summary>
    /// The socket's <c>ReceiveTimeout</c>: how long a synchronous read may take, in milliseconds from 1;
    /// <see cref="Timeout.Infinite"/>, the default, for as long as it takes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither positive nor infinite.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    public override int ReadTimeout
    {
        get => FromOption(Socket.ReceiveTimeout);
        set => Socket.ReceiveTimeout = CheckedTimeout(value);
    }

    /// <summary>
    /// The socket's <c>SendTimeout</c>: how long a synchronous write may take, in milliseconds from 1;
    /// <see cref="Timeout.Infinite"/>, the default, for as long as it takes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither positive nor infinite.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    public override int WriteTimeout
    {
        get => FromOption(Socket.SendTimeout);
        set => Socket.SendTimeout = CheckedTimeout(value);
    }

    /// <summary>Not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Length => throw NoSeek();

    /// <summary>Not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Position
    {
        get => throw NoSeek();
        set => throw NoSeek();
    }

    /// <summary>Not supported.</summary>
    /// <param name="offset">Not used.</param>
    /// <param name="origin">Not used.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Seek(long offset, SeekOrigin origin) => throw NoSeek();

    /// <summary>Not supported.</summary>
    /// <param name="value">Not used.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void SetLength(long value) => throw NoSeek();

    /// <summary>Does nothing: what was written is on its way.</summary>
    public override void Flush()
    {
    }

    /// <summary>Does nothing: what was written is on its way.</summary>
    /// <param name="cancellationToken">Not used.</param>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Refuses what can be no stream. A datagram's end is not a stream's, and an empty one is no end.</summary>
    internal static void CheckStream(GreenSocket socket, string operation)
    {
        if (!socket.Connected)
        {
            throw new IOException($"{operation}: {socket} is not connected. Connect or accept it first.");
        }

        if (socket.SocketType != SocketType.Stream)
        {
            throw new IOException($"{operation}: {socket} is of type {socket.SocketType}, and only a stream can be read as one.");
        }
    }

    private static int FromOption(int milliseconds) => milliseconds == 0 ? Timeout.Infinite : milliseconds;

    private static int CheckedTimeout(int value) => value > 0 || value == Timeout.Infinite
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "Milliseconds from 1, or Timeout.Infinite for no limit.");

    private static NotSupportedException NoSeek() => new("A network stream cannot seek, and has no length and no position.");
}
