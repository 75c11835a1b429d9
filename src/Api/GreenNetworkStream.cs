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
    private readonly SocketHold? _hold;
    private volatile bool _disposed;

    /// <summary>Makes a stream over a connected socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="ownsSocket">Whether the stream closes the socket when it is disposed of.</param>
    /// <exception cref="IOException">The socket is not connected, or it is no stream.</exception>
    public GreenNetworkStream(GreenSocket socket, bool ownsSocket = false)
    {
        ArgumentNullException.ThrowIfNull(socket);
        CheckStream(socket, "new GreenNetworkStream");
        Socket = socket;
        _ownsSocket = ownsSocket;
    }

    /// <summary>Makes the stream below a file, whose calls outlive the socket's close.</summary>
    internal GreenNetworkStream(GreenSocket socket, SocketHold hold)
    {
        Socket = socket;
        _hold = hold;
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
            return await ReceiveAsync(buffer, cancellationToken);
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
            await SendAllAsync(buffer, cancellationToken);
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
        using var call = SynchronousCall.Begin("GreenNetworkStream.Read", nameof(ReadAsync));
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            return call.Wait(ReceiveAsync(buffer.AsMemory(offset, count), CancellationToken.None));
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
        using var call = SynchronousCall.Begin("GreenNetworkStream.Write", nameof(WriteAsync));
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            call.Wait(SendAllAsync(buffer.AsMemory(offset, count), CancellationToken.None));
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
        if (_hold is { } hold)
        {
            await hold.DisposeAsync();
        }
        else if (_ownsSocket)
        {
            await Socket.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        if (disposing && _hold is { } hold)
        {
            hold.Dispose();
        }
        else if (disposing && _ownsSocket)
        {
            Socket.Dispose();
        }

        base.Dispose(disposing);
    }

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

    private ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _hold is { } hold ? hold.ReceiveAsync(buffer, cancellationToken) : Socket.ReceiveAsync(buffer, cancellationToken);

    private ValueTask SendAllAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken) =>
        _hold is { } hold ? hold.SendAllAsync(buffer, cancellationToken) : Socket.SendAllAsync(buffer, cancellationToken);

    private static IOException Failed(SocketException e) => new(e.Message, e);

    private static NotSupportedException NoSeek() => new("A network stream cannot seek, and has no length and no position.");
}
