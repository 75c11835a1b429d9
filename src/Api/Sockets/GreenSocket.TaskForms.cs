using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// The awaitable members that the BCL had before it had ValueTask: of arrays, as tasks, which may be kept and awaited
/// often.
/// </content>
/// <remarks>An array goes to these where there is a choice, with the BCL as with us. Whoever counts allocations gives
/// memory.</remarks>
public sealed partial class GreenSocket
{
    /// <summary>Receives into a part of an array.</summary>
    /// <param name="buffer">The part, which must stay untouched until the call has ended.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>, or those of <see cref="MessageFlags"/>.</param>
    /// <returns>How many bytes, at least 1; 0 at the end of the stream, or for an empty part.</returns>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="SocketException">As for <see cref="ReceiveAsync(Memory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    public Task<int> ReceiveAsync(ArraySegment<byte> buffer, SocketFlags socketFlags)
    {
        CheckSegment(buffer, ReceiveOperation.Name);
        return ReceiveAsync(buffer.AsMemory(), socketFlags, CancellationToken.None).AsTask();
    }

    /// <inheritdoc cref="ReceiveAsync(ArraySegment{byte}, SocketFlags)"/>
    public Task<int> ReceiveAsync(ArraySegment<byte> buffer) => ReceiveAsync(buffer, SocketFlags.None);

    /// <summary>Receives into several arrays, one after the other.</summary>
    /// <param name="buffers">The arrays, at least one, which must stay untouched until the call has ended.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <returns>How many bytes; 0 at the end of the stream.</returns>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    /// <exception cref="SocketException">As for <see cref="ReceiveAsync(Memory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    public Task<int> ReceiveAsync(IList<ArraySegment<byte>> buffers, SocketFlags socketFlags)
    {
        ThrowIfClosed(ReceiveOperation.Name);
        CheckBuffers(buffers);
        return ReceiveAsync(buffers, socketFlags, LimitOfReceive(socketFlags)).AsTask();
    }

    /// <inheritdoc cref="ReceiveAsync(IList{ArraySegment{byte}}, SocketFlags)"/>
    public Task<int> ReceiveAsync(IList<ArraySegment<byte>> buffers) => ReceiveAsync(buffers, SocketFlags.None);

    /// <summary>Sends all of a part of an array.</summary>
    /// <param name="buffer">The part, which must not change until the call has ended.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="SocketException">As for
    /// <see cref="SendAsync(ReadOnlyMemory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public Task<int> SendAsync(ArraySegment<byte> buffer, SocketFlags socketFlags)
    {
        CheckSegment(buffer, SendOperation.Name);
        return SendAsync(buffer.AsMemory(), socketFlags, CancellationToken.None).AsTask();
    }

    /// <inheritdoc cref="SendAsync(ArraySegment{byte}, SocketFlags)"/>
    public Task<int> SendAsync(ArraySegment<byte> buffer) => SendAsync(buffer, SocketFlags.None);

    /// <summary>Sends all of several arrays, one after the other; of a datagram socket they make one datagram.</summary>
    /// <param name="buffers">The arrays, at least one.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    /// <exception cref="SocketException">As for
    /// <see cref="SendAsync(ReadOnlyMemory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public Task<int> SendAsync(IList<ArraySegment<byte>> buffers, SocketFlags socketFlags)
    {
        ThrowIfClosed(SendOperation.Name);
        CheckBuffers(buffers);
        return SendAsync(buffers, socketFlags, Limit(socketFlags)).AsTask();
    }

    /// <inheritdoc cref="SendAsync(IList{ArraySegment{byte}}, SocketFlags)"/>
    public Task<int> SendAsync(IList<ArraySegment<byte>> buffers) => SendAsync(buffers, SocketFlags.None);

    /// <summary>Receives a datagram into a part of an array, and says who sent it.</summary>
    /// <param name="buffer">The part, which must stay untouched until the call has ended.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="remoteEndPoint">Any end point of the socket's family; it is checked, and not changed.</param>
    /// <returns>How many bytes, and from whom.</returns>
    /// <exception cref="ArgumentException"><paramref name="remoteEndPoint"/> is of another family.</exception>
    /// <exception cref="SocketException">As for <see cref="ReceiveFromAsync(Memory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    public Task<SocketReceiveFromResult> ReceiveFromAsync(
        ArraySegment<byte> buffer, SocketFlags socketFlags, EndPoint remoteEndPoint)
    {
        CheckSegment(buffer, ReceiveFromOperation.Name);
        return ReceiveFromAsync(buffer.AsMemory(), socketFlags, remoteEndPoint, CancellationToken.None).AsTask();
    }

    /// <inheritdoc cref="ReceiveFromAsync(ArraySegment{byte}, SocketFlags, EndPoint)"/>
    public Task<SocketReceiveFromResult> ReceiveFromAsync(ArraySegment<byte> buffer, EndPoint remoteEndPoint) =>
        ReceiveFromAsync(buffer, SocketFlags.None, remoteEndPoint);

    /// <inheritdoc cref="ReceiveFromAsync(Memory{byte}, SocketFlags, EndPoint, CancellationToken)"/>
    public ValueTask<SocketReceiveFromResult> ReceiveFromAsync(
        Memory<byte> buffer, EndPoint remoteEndPoint, CancellationToken cancellationToken = default) =>
        ReceiveFromAsync(buffer, SocketFlags.None, remoteEndPoint, cancellationToken);

    /// <summary>Receives a datagram into a part of an array, and says who sent it and where it came in.</summary>
    /// <param name="buffer">The part, which must stay untouched until the call has ended.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="remoteEndPoint">Any end point of the socket's family; it is checked, and not changed.</param>
    /// <returns>Bytes, flags, sender, and packet information.</returns>
    /// <exception cref="ArgumentException"><paramref name="remoteEndPoint"/> is of another family.</exception>
    /// <exception cref="SocketException">As for <see cref="ReceiveFromAsync(Memory{byte}, CancellationToken)"/>.</exception>
    /// <remarks>Parks while there is nothing to receive.</remarks>
    public Task<SocketReceiveMessageFromResult> ReceiveMessageFromAsync(
        ArraySegment<byte> buffer, SocketFlags socketFlags, EndPoint remoteEndPoint)
    {
        CheckSegment(buffer, ReceiveFromOperation.Name);
        return ReceiveMessageFromAsync(buffer.AsMemory(), socketFlags, remoteEndPoint, CancellationToken.None).AsTask();
    }

    /// <inheritdoc cref="ReceiveMessageFromAsync(ArraySegment{byte}, SocketFlags, EndPoint)"/>
    public Task<SocketReceiveMessageFromResult> ReceiveMessageFromAsync(ArraySegment<byte> buffer, EndPoint remoteEndPoint) =>
        ReceiveMessageFromAsync(buffer, SocketFlags.None, remoteEndPoint);

    /// <inheritdoc cref="ReceiveMessageFromAsync(Memory{byte}, SocketFlags, EndPoint, CancellationToken)"/>
    public ValueTask<SocketReceiveMessageFromResult> ReceiveMessageFromAsync(
        Memory<byte> buffer, EndPoint remoteEndPoint, CancellationToken cancellationToken = default) =>
        ReceiveMessageFromAsync(buffer, SocketFlags.None, remoteEndPoint, cancellationToken);

    /// <summary>Sends a part of an array as a datagram.</summary>
    /// <param name="buffer">The part, which must not change until the call has ended.</param>
    /// <param name="socketFlags">Such as those of <see cref="MessageFlags"/>.</param>
    /// <param name="remoteEP">Whom to.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentNullException">The array or <paramref name="remoteEP"/> is null.</exception>
    /// <exception cref="SocketException">As for
    /// <see cref="SendToAsync(ReadOnlyMemory{byte}, EndPoint, CancellationToken)"/>.</exception>
    /// <remarks>Parks while the kernel's send buffer is full.</remarks>
    public Task<int> SendToAsync(ArraySegment<byte> buffer, SocketFlags socketFlags, EndPoint remoteEP)
    {
        CheckSegment(buffer, SendToOperation.Name);
        return SendToAsync(buffer.AsMemory(), socketFlags, remoteEP, CancellationToken.None).AsTask();
    }

    /// <inheritdoc cref="SendToAsync(ArraySegment{byte}, SocketFlags, EndPoint)"/>
    public Task<int> SendToAsync(ArraySegment<byte> buffer, EndPoint remoteEP) => SendToAsync(buffer, SocketFlags.None, remoteEP);

    private void CheckSegment(ArraySegment<byte> buffer, string operation)
    {
        ThrowIfClosed(operation);
        ArgumentNullException.ThrowIfNull(buffer.Array, nameof(buffer.Array));
    }
}
