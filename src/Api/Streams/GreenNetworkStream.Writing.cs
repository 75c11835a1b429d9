using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <content>Writing.</content>
public partial class GreenNetworkStream
{
    /// <summary>Writes all of the bytes.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <exception cref="InvalidOperationException">The stream is for reading alone.</exception>
    /// <exception cref="IOException">The socket's failure; <see cref="WriteTimeout"/> was exceeded.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed of.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="WriteAsync(ReadOnlyMemory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        RefuseUnwritable();
        using var call = SynchronousCall.Begin("GreenNetworkStream.Write", nameof(WriteAsync));
        try
        {
            if (_hold is { } hold)
            {
                call.Wait(buffer, hold, static (hold, memory) => hold.SendAsync(memory));
            }
            else
            {
                Socket.Send(buffer);
            }
        }
        catch (Exception e) when (IsTheSockets(e))
        {
            throw CannotWrite(e);
        }
    }

    /// <inheritdoc cref="Write(ReadOnlySpan{byte})"/>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">From where on, from 0.</param>
    /// <param name="count">How many, from 0.</param>
    /// <exception cref="ArgumentException">The buffer is null, or has no such part.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc cref="Write(ReadOnlySpan{byte})"/>
    /// <param name="value">The byte.</param>
    public override void WriteByte(byte value) => Write(new ReadOnlySpan<byte>(in value));

    /// <summary>Writes all of the bytes.</summary>
    /// <param name="buffer">The bytes, which must not change until the call has ended.</param>
    /// <param name="cancellationToken">Ends the wait: an unknown part of the bytes has been written then.</param>
    /// <exception cref="InvalidOperationException">The stream is for reading alone.</exception>
    /// <exception cref="IOException">The socket's failure.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed of.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        RefuseUnwritable();
        return SentAsync(buffer, cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    /// <param name="buffer">The bytes, which must not change until the call has ended.</param>
    /// <param name="offset">From where on, from 0.</param>
    /// <param name="count">How many, from 0.</param>
    /// <param name="cancellationToken">Ends the wait: an unknown part of the bytes has been written then.</param>
    /// <exception cref="ArgumentException">The buffer is null, or has no such part.</exception>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <summary>Begins <see cref="Write(byte[], int, int)"/>.</summary>
    /// <param name="buffer">The bytes, which must not change until the call has ended.</param>
    /// <param name="offset">From where on, from 0.</param>
    /// <param name="count">How many, from 0.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="ArgumentException">The buffer is null, or has no such part.</exception>
    /// <exception cref="InvalidOperationException">The stream is for reading alone.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed of.</exception>
    /// <remarks>Does not park.</remarks>
    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        BegunCall.Begin(WriteAsync(buffer, offset, count, CancellationToken.None), callback, state);

    /// <summary>Ends <see cref="BeginWrite"/>.</summary>
    /// <param name="asyncResult">What it gave.</param>
    /// <exception cref="ArgumentNullException">The result is null.</exception>
    /// <exception cref="IOException">The socket's failure, or the result is another member's.</exception>
    /// <exception cref="ObjectDisposedException">The stream is disposed of.</exception>
    /// <exception cref="BlockingSwitchOutException">The write has not ended, and here nothing may wait.</exception>
    /// <remarks>Parks until the write has ended.</remarks>
    public override void EndWrite(IAsyncResult asyncResult)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(asyncResult);
        try
        {
            BegunCall.End(asyncResult, "GreenNetworkStream.EndWrite", nameof(WriteAsync));
        }
        catch (ArgumentException e)
        {
            throw CannotWrite(e);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SentAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            await (_hold is { } hold ? hold.SendAllAsync(buffer, cancellationToken) : Socket.SendAllAsync(buffer, cancellationToken));
        }
        catch (Exception e) when (IsTheSockets(e))
        {
            throw CannotWrite(e);
        }
        finally
        {
            Hub.ContinueHere();
        }
    }

    private void RefuseUnwritable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!CanWrite)
        {
            throw new InvalidOperationException("This network stream was made for reading alone.");
        }
    }

    private static IOException CannotWrite(Exception e) => new($"Cannot write to the network stream: {e.Message}", e);
}
