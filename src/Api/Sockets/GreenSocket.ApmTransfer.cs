using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Begin and End of what is sent and received.</content>
public sealed partial class GreenSocket
{
    /// <summary>Begins to receive into a part of an array.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes go, from 0.</param>
    /// <param name="size">At most so many, from 0.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndReceive(IAsyncResult)"/> wants.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Receive(byte[], int, int, SocketFlags)"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public IAsyncResult BeginReceive(
        byte[] buffer, int offset, int size, SocketFlags socketFlags, AsyncCallback? callback, object? state)
    {
        ThrowIfClosed(ReceiveOperation.Name);
        CheckBuffer(buffer, offset, size);
        return PendingCall<int>.Begin(ReceiveAsync(buffer.AsMemory(offset, size), socketFlags).AsTask(), callback, state);
    }

    /// <summary>Begins to receive into a part of an array, and says how that has failed where it is known at once.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes go, from 0.</param>
    /// <param name="size">At most so many, from 0.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="errorCode">Success, or why it has failed already.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndReceive(IAsyncResult, out SocketError)"/> wants; null where it has failed.</returns>
    public IAsyncResult? BeginReceive(
        byte[] buffer, int offset, int size, SocketFlags socketFlags, out SocketError errorCode, AsyncCallback? callback, object? state)
    {
        ThrowIfClosed(ReceiveOperation.Name);
        CheckBuffer(buffer, offset, size);
        return BegunUnlessFailed(ReceiveAsync(buffer.AsMemory(offset, size), socketFlags).AsTask(), out errorCode, callback, state);
    }

    /// <summary>Begins to receive into several arrays.</summary>
    /// <param name="buffers">The arrays, at least one.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndReceive(IAsyncResult)"/> wants.</returns>
    public IAsyncResult BeginReceive(
        IList<ArraySegment<byte>> buffers, SocketFlags socketFlags, AsyncCallback? callback, object? state) =>
        PendingCall<int>.Begin(ReceiveAsync(buffers, socketFlags), callback, state);

    /// <summary>Begins to receive into several arrays, and says how that has failed where it is known at once.</summary>
    /// <param name="buffers">The arrays, at least one.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.Peek"/>.</param>
    /// <param name="errorCode">Success, or why it has failed already.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndReceive(IAsyncResult, out SocketError)"/> wants; null where it has failed.</returns>
    public IAsyncResult? BeginReceive(
        IList<ArraySegment<byte>> buffers, SocketFlags socketFlags, out SocketError errorCode, AsyncCallback? callback, object? state) =>
        BegunUnlessFailed(ReceiveAsync(buffers, socketFlags), out errorCode, callback, state);

    /// <summary>Ends a receive.</summary>
    /// <param name="asyncResult">What a <c>BeginReceive</c> gave.</param>
    /// <returns>How many bytes; 0 at the end of the stream.</returns>
    /// <exception cref="ArgumentException">It is nothing of the kind.</exception>
    /// <exception cref="SocketException">The receive has failed; OperationAborted: the socket was closed meanwhile.</exception>
    /// <exception cref="BlockingSwitchOutException">It has not ended, and this is an async greenlet or an actor of a
    /// hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public int EndReceive(IAsyncResult asyncResult) =>
        PendingCall<int>.End(asyncResult, "GreenSocket.EndReceive", nameof(ReceiveAsync));

    /// <summary>Ends a receive, and gives a socket's error instead of throwing it.</summary>
    /// <param name="asyncResult">What a <c>BeginReceive</c> gave.</param>
    /// <param name="errorCode">Success, or why it has failed.</param>
    /// <returns>How many bytes; 0 also where it failed.</returns>
    /// <exception cref="ArgumentException">It is nothing of the kind.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public int EndReceive(IAsyncResult asyncResult, out SocketError errorCode)
    {
        try
        {
            errorCode = SocketError.Success;
            return EndReceive(asyncResult);
        }
        catch (SocketException e)
        {
            errorCode = e.SocketErrorCode;
            return 0;
        }
    }

    /// <summary>Begins to send all of a part of an array.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes begin, from 0.</param>
    /// <param name="size">Their count, from 0.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndSend(IAsyncResult)"/> wants.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Send(byte[], int, int, SocketFlags)"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public IAsyncResult BeginSend(byte[] buffer, int offset, int size, SocketFlags socketFlags, AsyncCallback? callback, object? state)
    {
        ThrowIfClosed(SendOperation.Name);
        CheckBuffer(buffer, offset, size);
        return PendingCall<int>.Begin(SendAsync(buffer.AsMemory(offset, size), socketFlags).AsTask(), callback, state);
    }

    /// <summary>Begins to send all of a part of an array, and says how that has failed where it is known at once.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="offset">Where in it the bytes begin, from 0.</param>
    /// <param name="size">Their count, from 0.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>.</param>
    /// <param name="errorCode">Success, or why it has failed already.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndSend(IAsyncResult, out SocketError)"/> wants; null where it has failed.</returns>
    public IAsyncResult? BeginSend(
        byte[] buffer, int offset, int size, SocketFlags socketFlags, out SocketError errorCode, AsyncCallback? callback, object? state)
    {
        ThrowIfClosed(SendOperation.Name);
        CheckBuffer(buffer, offset, size);
        return BegunUnlessFailed(SendAsync(buffer.AsMemory(offset, size), socketFlags).AsTask(), out errorCode, callback, state);
    }

    /// <summary>Begins to send all of several arrays.</summary>
    /// <param name="buffers">The arrays, at least one.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndSend(IAsyncResult)"/> wants.</returns>
    public IAsyncResult BeginSend(IList<ArraySegment<byte>> buffers, SocketFlags socketFlags, AsyncCallback? callback, object? state) =>
        PendingCall<int>.Begin(SendAsync(buffers, socketFlags), callback, state);

    /// <summary>Begins to send all of several arrays, and says how that has failed where it is known at once.</summary>
    /// <param name="buffers">The arrays, at least one.</param>
    /// <param name="socketFlags">Such as <see cref="SocketFlags.OutOfBand"/>.</param>
    /// <param name="errorCode">Success, or why it has failed already.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndSend(IAsyncResult, out SocketError)"/> wants; null where it has failed.</returns>
    public IAsyncResult? BeginSend(
        IList<ArraySegment<byte>> buffers, SocketFlags socketFlags, out SocketError errorCode, AsyncCallback? callback, object? state) =>
        BegunUnlessFailed(SendAsync(buffers, socketFlags), out errorCode, callback, state);

    /// <summary>Ends a send.</summary>
    /// <param name="asyncResult">What a <c>BeginSend</c> gave.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="ArgumentException">It is nothing of the kind.</exception>
    /// <exception cref="SocketException">The send has failed; OperationAborted: the socket was closed meanwhile.</exception>
    /// <exception cref="BlockingSwitchOutException">It has not ended, and this is an async greenlet or an actor of a
    /// hub.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public int EndSend(IAsyncResult asyncResult) => PendingCall<int>.End(asyncResult, "GreenSocket.EndSend", nameof(SendAsync));

    /// <summary>Ends a send, and gives a socket's error instead of throwing it.</summary>
    /// <param name="asyncResult">What a <c>BeginSend</c> gave.</param>
    /// <param name="errorCode">Success, or why it has failed.</param>
    /// <returns>How many bytes were sent; 0 where it failed.</returns>
    /// <exception cref="ArgumentException">It is nothing of the kind.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public int EndSend(IAsyncResult asyncResult, out SocketError errorCode)
    {
        try
        {
            errorCode = SocketError.Success;
            return EndSend(asyncResult);
        }
        catch (SocketException e)
        {
            errorCode = e.SocketErrorCode;
            return 0;
        }
    }

    /// <summary>Begins to send a whole file.</summary>
    /// <param name="fileName">Its path; null for nothing.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndSendFile"/> wants.</returns>
    public IAsyncResult BeginSendFile(string? fileName, AsyncCallback? callback, object? state) =>
        Begun(SendFileAsync(fileName).AsTask(), callback, state);

    /// <summary>Begins to send some bytes, a whole file, and some more bytes.</summary>
    /// <param name="fileName">The file's path; null for none.</param>
    /// <param name="preBuffer">What goes before it; null for nothing.</param>
    /// <param name="postBuffer">What goes behind it; null for nothing.</param>
    /// <param name="flags"><see cref="TransmitFileOptions.UseDefaultWorkerThread"/>: only Windows has others.</param>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">What <see cref="IAsyncResult.AsyncState"/> is to be.</param>
    /// <returns>What <see cref="EndSendFile"/> wants.</returns>
    public IAsyncResult BeginSendFile(
        string? fileName, byte[]? preBuffer, byte[]? postBuffer, TransmitFileOptions flags, AsyncCallback? callback, object? state) =>
        Begun(SendFileAsync(fileName, preBuffer, postBuffer, flags).AsTask(), callback, state);

    /// <summary>Ends a send of a file.</summary>
    /// <param name="asyncResult">What a <c>BeginSendFile</c> gave.</param>
    /// <exception cref="ArgumentException">It is nothing of the kind.</exception>
    /// <exception cref="SocketException">The send has failed.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until the call has ended.</remarks>
    public void EndSendFile(IAsyncResult asyncResult) =>
        PendingCall<bool>.End(asyncResult, "GreenSocket.EndSendFile", nameof(SendFileAsync));

    private static IAsyncResult? BegunUnlessFailed(Task<int> task, out SocketError errorCode, AsyncCallback? callback, object? state)
    {
        if (PendingCall<int>.ErrorOf(task) is { } error)
        {
            errorCode = error;
            return null;
        }

        errorCode = SocketError.Success;
        return PendingCall<int>.Begin(task, callback, state);
    }
}
