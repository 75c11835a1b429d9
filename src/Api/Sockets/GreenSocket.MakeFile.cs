using System.Text;

namespace Akka.Greensock;

/// <content>A connection as a file: bytes or text, buffered, with a life of its own.</content>
public sealed partial class GreenSocket
{
    /// <summary>The size of a file's buffer unless another is asked for: 8,192 bytes, as gevent has it.</summary>
    public const int DefaultFileBufferBytes = 8192;

    private const int MaximumFileBufferBytes = 1 << 30;

    // UTF-8 without a byte order mark; what is no UTF-8 is an error, and not a replacement character: errors="strict".
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Makes a buffered file of the connection. It lives on when the socket is closed: the descriptor is released when
    /// the socket and all its files are closed, in whichever order. Closing a file leaves the socket as it is.
    /// </summary>
    /// <param name="access">What the file is for.</param>
    /// <param name="bufferBytes">The size of its buffer, one for each direction, made when it is first needed; 0 to
    /// 1,073,741,824. With 0 each read and each write is a call of the socket.</param>
    /// <returns>
    /// A stream that cannot seek. What is written goes out when the buffer is full, and with a flush or the close: await
    /// <see cref="Stream.DisposeAsync"/>, because a synchronous close on a hub throws where something is not flushed. A
    /// read flushes nothing: flush a question before waiting for its answer. One greenlet may read while another one
    /// writes; two that do the same at a time are refused by <see cref="InvalidOperationException"/>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    /// <exception cref="IOException">The socket is not connected, or it is no stream.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>
    /// <para>Does not park; reads, writes, flushes and <see cref="Stream.DisposeAsync"/> do. The synchronous members block
    /// a thread that is no hub, and throw <see cref="BlockingSwitchOutException"/> on a hub.</para>
    /// <para><b>Close.</b> With files open, <see cref="Close()"/> leaves the files alone. For the socket's own calls it is a
    /// close like any other: those that wait fail with OperationAborted, and later ones throw
    /// <see cref="ObjectDisposedException"/>. (In gevent they go on to work until the last file is closed.) A
    /// <see cref="Detach"/>, the end of the hub and that of the socket's actor end the files too, and so does the end of the
    /// handler in a <see cref="StreamServer"/>. A file that was forgotten lets go when it is collected, and what it had not
    /// flushed is lost.</para>
    /// <para><b>Errors.</b> Failures are <see cref="IOException"/>s with the <see cref="System.Net.Sockets.SocketException"/>
    /// inside; against the access, <see cref="NotSupportedException"/>. Each read and each send is bounded by the socket's
    /// <see cref="Timeout"/>, also once that is closed. A read that timed out (<see cref="SocketTimeoutException"/> inside)
    /// ends the reading: what is buffered can still be read, and then every read throws, because a line reader has lost the
    /// beginning of its line. A kill or a cancellation loses no byte here, but the same beginning in a line reader above. On a
    /// non-blocking socket a read with nothing there fails with WouldBlock inside, as 0 would mean the end; it may be
    /// tried again. A write or flush that failed, in whichever way, has sent an unknown part: every later one
    /// throws.</para>
    /// </remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.makefile">gevent: socket.makefile</seealso>
    public Stream MakeFile(FileAccess access = FileAccess.ReadWrite, int bufferBytes = DefaultFileBufferBytes)
    {
        if (access is not (FileAccess.Read or FileAccess.Write or FileAccess.ReadWrite))
        {
            throw new ArgumentOutOfRangeException(nameof(access), access, "MakeFile: Read, Write or ReadWrite.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(bufferBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bufferBytes, MaximumFileBufferBytes);
        if (_socket.IsClosed)
        {
            throw OwnedSocket.Disposed("MakeFile");
        }

        GreenNetworkStream.CheckStream(this, "MakeFile");
        return _owned.TryHold()
            ? new SocketFile(new GreenNetworkStream(this, new SocketHold(this, _owned)), access, bufferBytes)
            : throw OwnedSocket.Disposed("MakeFile");
    }

    /// <summary>Makes a file that reads text: lines by <see cref="TextReader.ReadLineAsync()"/>.</summary>
    /// <param name="encoding">The encoding, whose decoder fallback says what becomes of bytes that are none of it; null for
    /// UTF-8, where they are an error. No byte order mark is looked for.</param>
    /// <param name="bufferBytes">The size of its buffer, 1 to 1,073,741,824; <see cref="StreamReader"/> takes no less than
    /// 128.</param>
    /// <returns>
    /// A reader with a file of its own below: it counts as one, and is closed like one. A line ends with \n, \r or \r\n, or
    /// at the end of the stream; its length has no bound, so from a peer that is not trusted read blocks of bounded length. A
    /// lone \r ends its line only once the next byte is there, for that may be the \n.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bufferBytes"/> is out of its bounds.</exception>
    /// <exception cref="IOException">The socket is not connected, or it is no stream.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>As for <see cref="MakeFile"/>; a <see cref="DecoderFallbackException"/> comes from the encoding.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.makefile">gevent:
    /// socket.makefile("r", …)</seealso>
    public StreamReader MakeReader(Encoding? encoding = null, int bufferBytes = DefaultFileBufferBytes)
    {
        CheckTextBuffer(bufferBytes);

        // The reader's buffer is the only one: a second would be copied from, and no more.
        return new StreamReader(
            MakeFile(FileAccess.Read, bufferBytes: 0), encoding ?? StrictUtf8, detectEncodingFromByteOrderMarks: false, bufferBytes);
    }

    /// <summary>Makes a file that writes text.</summary>
    /// <param name="encoding">The encoding, whose encoder fallback says what becomes of characters that it has no bytes for;
    /// null for UTF-8 without a byte order mark, where a lone surrogate is an error.</param>
    /// <param name="newLine">What ends a line of <see cref="TextWriter.WriteLineAsync(string)"/>. The same on every platform, as
    /// a protocol has it. In what is written otherwise, \n stays \n.</param>
    /// <param name="bufferBytes">The size of its buffer, 1 to 1,073,741,824; <see cref="StreamWriter"/> counts it in
    /// characters, and takes no less than 128.</param>
    /// <returns>
    /// A writer with a file of its own below: it counts as one, and is closed like one, by await of
    /// <see cref="StreamWriter.DisposeAsync"/>. What is written goes out when the buffer is full, with a flush and the close.
    /// Leave <see cref="StreamWriter.AutoFlush"/> false: a hub cannot flush synchronously, as that would.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bufferBytes"/> is out of its bounds.</exception>
    /// <exception cref="IOException">The socket is not connected, or it is no stream.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <remarks>As for <see cref="MakeFile"/>; an <see cref="EncoderFallbackException"/> comes from the encoding.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.makefile">gevent:
    /// socket.makefile("w", …)</seealso>
    public StreamWriter MakeWriter(Encoding? encoding = null, string newLine = "\n", int bufferBytes = DefaultFileBufferBytes)
    {
        ArgumentNullException.ThrowIfNull(newLine);
        CheckTextBuffer(bufferBytes);
        return new StreamWriter(MakeFile(FileAccess.Write, bufferBytes: 0), encoding ?? StrictUtf8, bufferBytes) { NewLine = newLine };
    }

    private static void CheckTextBuffer(int bufferBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bufferBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bufferBytes, MaximumFileBufferBytes);
    }
}
