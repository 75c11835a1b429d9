using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// A call on a <see cref="GreenSocket"/> that can be made again and again: its arguments, and what became of it. It has the
/// members of <see cref="SocketAsyncEventArgs"/>.
/// </summary>
/// <remarks>
/// Where a call does not end at once, <see cref="Completed"/> is raised in the greenlet that made it; outside any hub, by the
/// thread pool. One object makes one call at a time.
/// </remarks>
public partial class GreenSocketAsyncEventArgs : EventArgs, IDisposable
{
    private Memory<byte> _memory;
    private byte[]? _array;
    private IList<ArraySegment<byte>>? _bufferList;
    private SendPacketsElement[]? _sendPacketsElements;

    /// <summary>Makes one without a buffer.</summary>
    public GreenSocketAsyncEventArgs()
    {
    }

    /// <summary>Makes one without a buffer.</summary>
    /// <param name="unsafeSuppressExecutionContextFlow">Whether <see cref="Completed"/> may be raised without the execution
    /// context of the call.</param>
    public GreenSocketAsyncEventArgs(bool unsafeSuppressExecutionContextFlow) => _suppressesFlow = unsafeSuppressExecutionContextFlow;

    /// <summary>A call has ended that did not end at once. The sender is the socket.</summary>
    public event EventHandler<GreenSocketAsyncEventArgs>? Completed;

    /// <summary>What takes an accepted connection over, and what was accepted.</summary>
    public GreenSocket? AcceptSocket { get; set; }

    /// <summary>The array of the buffer; null where there is none, or where it is memory.</summary>
    public byte[]? Buffer => _array;

    /// <summary>Several buffers, in the place of the one.</summary>
    /// <exception cref="ArgumentException">There is a buffer already.</exception>
    /// <exception cref="ArgumentNullException">An array in it is null.</exception>
    /// <exception cref="InvalidOperationException">A call is under way.</exception>
    public IList<ArraySegment<byte>>? BufferList
    {
        get => _bufferList;
        set
        {
            ThrowIfBusy();
            if (value is not null)
            {
                if (HasBuffer)
                {
                    throw Ambiguous();
                }

                foreach (ArraySegment<byte> segment in value)
                {
                    ArgumentNullException.ThrowIfNull(segment.Array, nameof(segment));
                }
            }

            _bufferList = value;
        }
    }

    /// <summary>How many bytes the last call has sent or received.</summary>
    public int BytesTransferred { get; private set; }

    /// <summary>Why the last connect by name has failed; null where it has not.</summary>
    public Exception? ConnectByNameError { get; private set; }

    /// <summary>The socket that the last connect has connected; null where it has failed.</summary>
    public GreenSocket? ConnectSocket { get; private set; }

    /// <summary>How many bytes of the buffer count.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a disconnect leaves the socket to connect again.</summary>
    public bool DisconnectReuseSocket { get; set; }

    /// <summary>What the last call was.</summary>
    public SocketAsyncOperation LastOperation { get; private set; }

    /// <summary>The buffer, all of it.</summary>
    public Memory<byte> MemoryBuffer => _memory;

    /// <summary>Where in the buffer the bytes begin.</summary>
    public int Offset { get; private set; }

    /// <summary>Where the last datagram came in.</summary>
    public IPPacketInformation ReceiveMessageFromPacketInfo { get; private set; }

    /// <summary>Whom to, or who sent the last datagram.</summary>
    public EndPoint? RemoteEndPoint { get; set; }

    /// <summary>What a <see cref="GreenSocket.SendPacketsAsync"/> sends, one after the other.</summary>
    /// <exception cref="InvalidOperationException">A call is under way.</exception>
    public SendPacketsElement[]? SendPacketsElements
    {
        get => _sendPacketsElements;
        set
        {
            ThrowIfBusy();
            _sendPacketsElements = value;
        }
    }

    /// <summary>Of a <see cref="GreenSocket.SendPacketsAsync"/>: Disconnect and ReuseSocket count.</summary>
    public TransmitFileOptions SendPacketsFlags { get; set; }

    /// <summary>Kept, and means nothing outside Windows.</summary>
    public int SendPacketsSendSize { get; set; }

    /// <summary>How the last call has ended.</summary>
    public SocketError SocketError { get; set; }

    /// <summary>Flags for the call, and of what came.</summary>
    public SocketFlags SocketFlags { get; set; }

    /// <summary>Whatever the caller wants.</summary>
    public object? UserToken { get; set; }

    private bool HasBuffer => !_memory.IsEmpty;

    internal Memory<byte> Part => _memory.Slice(Offset, Count);

    /// <summary>Gives it a part of an array as its buffer.</summary>
    /// <param name="buffer">The array; null for none.</param>
    /// <param name="offset">Where in it the bytes begin, from 0.</param>
    /// <param name="count">How many count, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is outside of the array.</exception>
    /// <exception cref="ArgumentException">There is a <see cref="BufferList"/>.</exception>
    /// <exception cref="InvalidOperationException">A call is under way.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public void SetBuffer(byte[]? buffer, int offset, int count)
    {
        ThrowIfBusy();
        if (buffer is null)
        {
            (_memory, _array, Offset, Count) = (default, null, 0, 0);
            return;
        }

        if (_bufferList is not null)
        {
            throw Ambiguous();
        }

        CheckPart(offset, count, buffer.Length);
        (_memory, _array, Offset, Count) = (buffer, buffer, offset, count);
    }

    /// <summary>Gives it another part of the buffer that it has.</summary>
    /// <param name="offset">Where the bytes begin, from 0.</param>
    /// <param name="count">How many count, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is outside of the buffer.</exception>
    /// <exception cref="InvalidOperationException">A call is under way.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public void SetBuffer(int offset, int count)
    {
        ThrowIfBusy();
        if (_memory.IsEmpty)
        {
            return; // there is nothing that could have a part
        }

        CheckPart(offset, count, _memory.Length);
        (Offset, Count) = (offset, count);
    }

    /// <summary>Gives it memory as its buffer.</summary>
    /// <param name="buffer">The memory.</param>
    /// <exception cref="ArgumentException">There is a <see cref="BufferList"/>.</exception>
    /// <exception cref="InvalidOperationException">A call is under way.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public void SetBuffer(Memory<byte> buffer)
    {
        ThrowIfBusy();
        if (buffer.Length != 0 && _bufferList is not null)
        {
            throw Ambiguous();
        }

        (_memory, _array, Offset, Count) = (buffer, null, 0, buffer.Length);
    }

    /// <summary>No further call is made with it; one that is under way goes on.</summary>
    public void Dispose()
    {
        _disposed = true;
        GC.SuppressFinalize(this);
    }

    /// <summary>Raises <see cref="Completed"/>.</summary>
    /// <param name="e">This.</param>
    protected virtual void OnCompleted(GreenSocketAsyncEventArgs e)
    {
        ArgumentNullException.ThrowIfNull(e);
        Completed?.Invoke(e._sender, e);
    }

    private static void CheckPart(int offset, int count, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)offset, (uint)length, nameof(offset));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(length - offset), nameof(count));
    }

    private static ArgumentException Ambiguous() =>
        new("A buffer and a list of buffers exclude each other: set the other one to null first.");
}
