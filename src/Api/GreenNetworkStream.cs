using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <summary>
/// A connected <see cref="GreenSocket"/> as a <see cref="Stream"/>, for everything that reads and writes streams:
/// <c>SslStream</c>, <c>StreamReader</c>, pipelines. Failures come as <see cref="IOException"/> with the
/// <see cref="SocketException"/> inside, as from <see cref="NetworkStream"/>.
/// </summary>
/// <remarks>
/// The synchronous members block a thread that is no hub. On a hub they throw <see cref="BlockingSwitchOutException"/>:
/// always, and not only when there is something to wait for.
/// </remarks>
public sealed class GreenNetworkStream : Stream
{
    private readonly bool _ownsSocket;
    private volatile bool _disposed;

    /// <summary>Makes a stream over a connected socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="ownsSocket">Whether the stream closes the socket when it is disposed of.</param>
    /// <exception cref="IOException">The socket is not connected.</exception>
    public GreenNetworkStream(GreenSocket socket, bool ownsSocket = false)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (!socket.Connected)
        {
            throw new IOException($"new GreenNetworkStream: {socket} is not connected. Connect or accept it first.");
        }

        Socket = socket;
        _ownsSocket = ownsSocket;
    }

    /// <summary>The socket below.</summary>
    public GreenSocket Socket { get; }

    /// <inheritdoc/>
    public override bool CanRead => !_disposed;

    /// <inheritdoc/>
    public override bool CanWrite => !_disposed;

    /// <summary>False: a stream of the network goes only forward.</summary>
    public override bool CanSeek => false;

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

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            return await Socket.ReceiveAsync(buffer, cancellationToken);
        }
        catch (SocketException e)
        {
            throw Failed(e);
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            await Socket.SendAllAsync(buffer, cancellationToken);
        }
        catch (SocketException e)
        {
            throw Failed(e);
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    /// <exception cref="BlockingSwitchOutException">Called on a hub.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        RefuseOnHub(nameof(Read), nameof(ReadAsync));
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            return Wait(Socket.ReceiveAsync(buffer.AsMemory(offset, count)).AsTask());
        }
        catch (SocketException e)
        {
            throw Failed(e);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="BlockingSwitchOutException">Called on a hub.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        RefuseOnHub(nameof(Write), nameof(WriteAsync));
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            Wait(Socket.SendAsync(buffer.AsMemory(offset, count)).AsTask());
        }
        catch (SocketException e)
        {
            throw Failed(e);
        }
    }

    /// <summary>Does nothing: what was written is on its way.</summary>
    public override void Flush()
    {
    }

    /// <summary>Does nothing: what was written is on its way.</summary>
    /// <param name="cancellationToken">Not used.</param>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Seek(long offset, SeekOrigin origin) => throw NoSeek();

    /// <summary>Not supported.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void SetLength(long value) => throw NoSeek();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_ownsSocket)
        {
            await Socket.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        if (disposing && _ownsSocket)
        {
            Socket.Dispose();
        }

        base.Dispose(disposing);
    }

    // Only for a call of the socket itself, whose task the hub completes by way of the pool. An async method between
    // would come back to the context of this thread (a window's, an actor's), which waits here and runs nothing.
    private static int Wait(Task<int> call) => call.GetAwaiter().GetResult();

    private static void RefuseOnHub(string operation, string twin)
    {
        if (Hub.Current is not null)
        {
            throw new BlockingSwitchOutException($"GreenNetworkStream.{operation}", twin);
        }
    }

    private static IOException Failed(SocketException e) => new(e.Message, e);

    private static NotSupportedException NoSeek() => new("A network stream cannot seek, and has no length and no position.");
}
