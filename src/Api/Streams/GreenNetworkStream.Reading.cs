using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <content>Reading.</content>
public partial class GreenNetworkStream
{
    /// <summary>Reads what there is, and waits while there is nothing.</summary>
    /// <param name="buffer">Where the bytes go. An empty one waits until there is something.</param>
    /// <returns>How many bytes; 0 at the end of the stream, or for an empty buffer.</returns>
    /// <exception cref="InvalidOperationException">The stream is for writing alone.</exception>
    /// <exception cref="IOException">The socket's failure; <see cref="ReadTimeout"/> was exceeded.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed of.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="ReadAsync(Memory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while there is nothing to read.</remarks>
    public override int Read(Span<byte> buffer)
    {
        RefuseUnreadable();
        using var call = SynchronousCall.Begin("GreenNetworkStream.Read", nameof(ReadAsync));
        try
        {
            return _hold is { } hold
                ? call.Wait(buffer, hold, static (hold, memory) => hold.ReceiveAsync(memory, CancellationToken.None))
                : Socket.Receive(buffer);
        }
        catch (Exception e) when (IsTheSockets(e))
        {
            throw CannotRead(e);
        }
    }

    /// <inheritdoc cref="Read(Span{byte})"/>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="offset">From where on, from 0.</param>
    /// <param name="count">At most how many bytes, from 0.</param>
    /// <exception cref="ArgumentException">The buffer is null, or has no such part.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    /// <summary>Reads a byte, and waits for it.</summary>
    /// <returns>The byte; -1 at the end of the stream.</returns>
    /// <exception cref="InvalidOperationException">The stream is for writing alone.</exception>
    /// <exception cref="IOException">The socket's failure; <see cref="ReadTimeout"/> was exceeded.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed of.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="ReadAsync(Memory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while there is nothing to read.</remarks>
    public override int ReadByte()
    {
        byte one = 0;
        return Read(new Span<byte>(ref one)) == 0 ? -1 : one;
    }

    /// <summary>Reads what there is, and waits while there is nothing.</summary>
    /// <param name="buffer">Where the bytes go, untouched until the call has ended.</param>
    /// <param name="cancellationToken">Ends the wait; no byte is lost.</param>
    /// <returns>How many bytes; 0 at the end of the stream, or for an empty buffer.</returns>
    /// <exception cref="InvalidOperationException">The stream is for writing alone.</exception>
    /// <exception cref="IOException">The socket's failure.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed of.</exception>
    /// <remarks>Parks while there is nothing to read.</remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        RefuseUnreadable();
        return ReceivedAsync(buffer, cancellationToken);
    }

    /// <inheritdoc cref="ReadAsync(Memory{byte}, CancellationToken)"/>
    /// <param name="buffer">Where the bytes go, untouched until the call has ended.</param>
    /// <param name="offset">From where on, from 0.</param>
    /// <param name="count">At most how many bytes, from 0.</param>
    /// <param name="cancellationToken">Ends the wait; no byte is lost.</param>
    /// <exception cref="ArgumentException">The buffer is null, or has no such part.</exception>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <summary>Begins <see cref="Read(byte[], int, int)"/>.</summary>
    /// <param name="buffer">Where the bytes go, untouched until the call has ended.</param>
    /// <param name="offset">From where on, from 0.</param>
    /// <param name="count">At most how many bytes, from 0.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="ArgumentException">The buffer is null, or has no such part.</exception>
    /// <exception cref="InvalidOperationException">The stream is for writing alone.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed of.</exception>
    /// <remarks>Does not park.</remarks>
    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        BegunCall.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    /// <summary>Ends <see cref="BeginRead"/>.</summary>
    /// <param name="asyncResult">What it gave.</param>
    /// <returns>How many bytes; 0 at the end of the stream.</returns>
    /// <exception cref="ArgumentNullException">The result is null.</exception>
    /// <exception cref="IOException">The socket's failure, or the result is another member's.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed of.</exception>
    /// <exception cref="BlockingSwitchOutException">The read has not ended, and here nothing may wait.</exception>
    /// <remarks>Parks until the read has ended.</remarks>
    public override int EndRead(IAsyncResult asyncResult)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(asyncResult);
        try
        {
            return BegunCall.End<int>(asyncResult, "GreenNetworkStream.EndRead", nameof(ReadAsync));
        }
        catch (ArgumentException e)
        {
            throw CannotRead(e);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceivedAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await (_hold is { } hold
                ? hold.ReceiveAsync(buffer, cancellationToken)
                : Socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken));
        }
        catch (Exception e) when (IsTheSockets(e))
        {
            throw CannotRead(e);
        }
        finally
        {
            Hub.ContinueHere();
        }
    }

    private void RefuseUnreadable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!CanRead)
        {
            throw new InvalidOperationException("This network stream was made for writing alone.");
        }
    }

    /// <summary>
    /// What the socket says, and not the greenlet that waits for it: a kill, a timeout or a token is passed on. A file of
    /// <c>MakeFile</c> says by itself that it is closed.
    /// </summary>
    private bool IsTheSockets(Exception e) => e is SocketException || (e is ObjectDisposedException && _hold is null);

    private static IOException CannotRead(Exception e) => new($"Cannot read from the network stream: {e.Message}", e);
}
