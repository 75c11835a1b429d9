using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>What a stream over a socket does, line by line as the BCL's.</summary>
public class StreamLinesSpecs
{
    private static readonly byte[] Bytes = [1, 2, 3];

    private static readonly Scripts Lines = new()
    {
        { "make one over nothing", net => net.NetworkStream(null) },
        { "make one over what is not connected", net => net.NetworkStream(net.Socket()) },
        { "make one over a non-blocking socket", net =>
        {
            dynamic socket = net.Connection().Client.Client;
            socket.Blocking = false;
            return net.NetworkStream(socket);
        } },
        { "make one over datagrams", net =>
        {
            dynamic socket = net.Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(new IPEndPoint(IPAddress.Loopback, 9));
            return net.NetworkStream(socket);
        } },
        { "make one over a closed socket", net =>
        {
            dynamic socket = net.Connection().Client.Client;
            socket.Dispose();
            return net.NetworkStream(socket);
        } },
        { "for reading", net => Can(Over(net, FileAccess.Read)) },
        { "for writing", net => Can(Over(net, FileAccess.Write)) },
        { "for both", net => Can(Over(net, FileAccess.ReadWrite)) },
        { "for neither", net => Can(Over(net, 0)) },
        { "for what is none", net => Can(Over(net, (FileAccess)7)) },
        { "for writing: read", net => Over(net, FileAccess.Write).Read(new byte[1], 0, 1) },
        { "for writing: read nothing", net => Over(net, FileAccess.Write).Read(null!, 0, 1) },
        { "for writing: read a span", net => Over(net, FileAccess.Write).Read(new byte[1].AsSpan()) },
        { "for writing: read a byte", net => Over(net, FileAccess.Write).ReadByte() },
        { "for writing: read asynchronously", net => Over(net, FileAccess.Write).ReadAsync(new byte[1], 0, 1) },
        { "for writing: read memory", net => Over(net, FileAccess.Write).ReadAsync(new byte[1].AsMemory()).AsTask() },
        { "for writing: begin to read", net => Over(net, FileAccess.Write).BeginRead(new byte[1], 0, 1, null, null) },
        { "for writing: copy", net => { Over(net, FileAccess.Write).CopyTo(Stream.Null); } },
        { "for reading: write", net => { Over(net, FileAccess.Read).Write(Bytes, 0, 1); } },
        { "for reading: write a span", net => { Over(net, FileAccess.Read).Write(Bytes.AsSpan()); } },
        { "for reading: write a byte", net => { Over(net, FileAccess.Read).WriteByte(1); } },
        { "for reading: write asynchronously", net => Over(net, FileAccess.Read).WriteAsync(Bytes, 0, 1) },
        { "for reading: write memory", net => Over(net, FileAccess.Read).WriteAsync(Bytes.AsMemory()).AsTask() },
        { "for reading: begin to write", net => Over(net, FileAccess.Read).BeginWrite(Bytes, 0, 1, null, null) },
        { "read into nothing", net => Over(net).Read(null!, 0, 1) },
        { "read before the buffer", net => Over(net).Read(new byte[3], -1, 1) },
        { "read behind the buffer", net => Over(net).Read(new byte[3], 4, 0) },
        { "read more than the buffer", net => Over(net).Read(new byte[3], 1, 3) },
        { "write nothing", net => { Over(net).Write(null!, 0, 1); } },
        { "write from before the buffer", net => { Over(net).Write(Bytes, -1, 1); } },
        { "write more than the buffer", net => { Over(net).Write(Bytes, 1, 3); } },
        { "begin to read into nothing", net => Over(net).BeginRead(null!, 0, 1, null, null) },
        { "begin to write a negative count", net => Over(net).BeginWrite(Bytes, 1, -3, null, null) },
        { "read asynchronously into nothing", net => Over(net).ReadAsync(null!, 0, 1) },
        { "read, cancelled", net => Over(net).ReadAsync(new byte[1], 0, 1, new CancellationToken(true)) },
        { "read memory, cancelled", net => Over(net).ReadAsync(new byte[1].AsMemory(), new CancellationToken(true)).AsTask() },
        { "write, cancelled", net => Over(net).WriteAsync(Bytes, 0, 1, new CancellationToken(true)) },
        { "end no read", net => Over(net).EndRead(null!) },
        { "end no write", net => { Over(net).EndWrite(null!); } },
        { "end another's read", net => Over(net).EndRead(Task.CompletedTask) },
        { "end another's write", net => { Over(net).EndWrite(new Begun()); } },
        { "the length", net => Over(net).Length },
        { "the position", net => Over(net).Position },
        { "set the position", net => Over(net).Position = 1 },
        { "seek", net => Over(net).Seek(0, SeekOrigin.Begin) },
        { "set the length", net => { Over(net).SetLength(1); } },
        { "flush", net => { Over(net).Flush(); } },
        { "flush, cancelled", net => { net.Wait(Over(net).FlushAsync(new CancellationToken(true))); } },
        { "the timeouts", net => (Over(net).ReadTimeout, Over(net).WriteTimeout) },
        { "an infinite time to read", net => Timeouts(net, -1) },
        { "a negative time to read", net => Over(net).ReadTimeout = -2 },
        { "no time to read", net => Over(net).ReadTimeout = 0 },
        { "some time to read", net => Timeouts(net, 5) },
        { "no time to write", net => Over(net).WriteTimeout = 0 },
        { "read within a time", net =>
        {
            Stream stream = Over(net);
            stream.ReadTimeout = 20;
            return stream.ReadByte();
        } },
        { "write within a time", net =>
        {
            Stream stream = Over(net);
            stream.WriteTimeout = 20;
            stream.Write(new byte[50_000_000]);
        } },
        { "closed: can", net => Can(Closed(net, false)) },
        { "closed with its socket: can", net => Can(Closed(net, true)) },
        { "closed: its socket", net => Socket(Closed(net, false)).Connected },
        { "closed with its socket: the socket", net => Socket(Closed(net, true)).Connected },
        { "closed: available", net => ((dynamic)Closed(net, false)).DataAvailable },
        { "closed with its socket: available", net => ((dynamic)Closed(net, true)).DataAvailable },
        { "closed: the time to read", net => Closed(net, false).ReadTimeout },
        { "closed with its socket: the time to read", net => Closed(net, true).ReadTimeout },
        { "closed with its socket: set the time to read", net => Closed(net, true).ReadTimeout = 5 },
        { "closed with its socket: set no time to read", net => Closed(net, true).ReadTimeout = 0 },
        { "closed: read", net => Closed(net, true).Read(new byte[1], 0, 1) },
        { "closed: read nothing", net => Closed(net, true).Read(null!, 0, 1) },
        { "closed: read a byte", net => Closed(net, true).ReadByte() },
        { "closed: read asynchronously", net => Closed(net, true).ReadAsync(new byte[1], 0, 1) },
        { "closed: write", net => { Closed(net, true).Write(Bytes, 0, 1); } },
        { "closed: write asynchronously", net => Closed(net, true).WriteAsync(Bytes, 0, 1) },
        { "closed: begin to read", net => Closed(net, true).BeginRead(new byte[1], 0, 1, null, null) },
        { "closed: end a read", net => Closed(net, true).EndRead(null!) },
        { "closed: end a write", net => { Closed(net, true).EndWrite(null!); } },
        { "closed: flush", net => { Closed(net, true).Flush(); } },
        { "closed: the length", net => Closed(net, true).Length },
        { "closed: close in time", net => { ((dynamic)Closed(net, true)).Close(5); } },
        { "closed: close in no possible time", net => { ((dynamic)Closed(net, true)).Close(-2); } },
        { "close in no possible time", net => { ((dynamic)Over(net)).Close(-2); } },
        { "close in no possible span of time", net => { ((dynamic)Over(net)).Close(TimeSpan.FromMilliseconds(-2)); } },
        { "close in too long a span of time", net => { ((dynamic)Over(net)).Close(TimeSpan.FromDays(100)); } },
        { "close in infinite time", net => { ((dynamic)Over(net)).Close(Timeout.InfiniteTimeSpan); } },
        { "close in time, with a socket that is another's", net =>
        {
            Stream stream = Over(net);
            ((dynamic)stream).Close(300);
            return Socket(stream).Connected;
        } },
        { "close tells the peer", net => Ended(net, stream => stream.Dispose()) },
        { "close in time tells the peer", net => Ended(net, stream => ((dynamic)stream).Close(30_000)) },
        { "close asynchronously tells the peer", net => Ended(net, stream => net.Wait(stream.DisposeAsync().AsTask())) },
        { "close while a read is awaited tells the peer", net => Ended(net, stream =>
        {
            Task<int> reading = stream.ReadAsync(new byte[1], 0, 1);
            stream.Dispose();
            _ = Record.Exception(() => net.Wait(reading)); // the BCL's shuts down first, and that may end the read before the close
        }) },
        { "close while a read is under way, and end it", net =>
        {
            Stream stream = Over(net, FileAccess.ReadWrite, true);
            IAsyncResult reading = stream.BeginRead(new byte[1], 0, 1, null, null);
            stream.Dispose();
            return stream.EndRead(reading);
        } },
        { "available", net =>
        {
            (dynamic c, dynamic s) = net.Connection();
            object before = c.GetStream().DataAvailable;
            s.GetStream().WriteByte((byte)9);
            s.GetStream().WriteByte((byte)8);
            object first = c.GetStream().ReadByte();
            return (before, first);
        } },
        { "the end", net =>
        {
            (dynamic c, dynamic s) = net.Connection();
            s.Client.Shutdown(SocketShutdown.Send);
            return (c.GetStream().ReadByte(), c.GetStream().Read(new byte[3], 0, 3));
        } },
        { "read after a reset", net => AfterReset(net, stream => stream.ReadByte()) },
        { "read asynchronously after a reset", net => AfterReset(net, stream => stream.ReadAsync(new byte[1], 0, 1)) },
        { "begin to read after a reset, and end it", net =>
            AfterReset(net, stream => stream.EndRead(stream.BeginRead(new byte[1], 0, 1, null, null))) },
        { "the socket is closed: read", net => OverClosed(net).Read(new byte[1], 0, 1) },
        { "the socket is closed: read asynchronously", net => OverClosed(net).ReadAsync(new byte[1], 0, 1) },
        { "the socket is closed: write", net => { OverClosed(net).Write(Bytes, 0, 1); } },
        { "the socket is closed: write asynchronously", net => OverClosed(net).WriteAsync(Bytes, 0, 1) },
        { "the socket is closed: available", net => ((dynamic)OverClosed(net)).DataAvailable },
        { "the socket is closed: the time to read", net => OverClosed(net).ReadTimeout },
        { "the socket no longer blocks: read", net =>
        {
            Stream stream = Over(net);
            Socket(stream).Blocking = false;
            return stream.ReadByte();
        } },
        { "talk in every way", net =>
        {
            (dynamic c, dynamic s) = net.Connection();
            (Stream here, Stream there) = (c.GetStream(), s.GetStream());
            here.Write(Bytes, 1, 2);
            here.Write(Bytes.AsSpan());
            here.WriteByte(7);
            net.Wait(here.WriteAsync(Bytes, 0, 2));
            net.Wait(here.WriteAsync(Bytes.AsMemory()).AsTask());
            here.EndWrite(here.BeginWrite(Bytes, 0, 1, null, null));
            byte[] got = new byte[12];
            there.ReadExactly(got, 0, 3);
            got[3] = (byte)there.ReadByte();
            net.Wait(there.ReadExactlyAsync(got, 4, 3).AsTask());
            got[7] = (byte)there.EndRead(there.BeginRead(got, 7, 1, null, "state"));
            there.ReadExactly(got, 8, 4);
            return got;
        } },
    };

    public static TheoryData<string> Names => Lines.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_does_what_the_BCLs_does(string lines) => Outcome.IsTheBcls(Lines[lines]);

    private static Stream Over(Net net, FileAccess access = FileAccess.ReadWrite, bool ownsSocket = false) =>
        net.NetworkStream(net.Connection().Client.Client, access, ownsSocket);

    private static Stream Closed(Net net, bool ownsSocket)
    {
        Stream stream = Over(net, FileAccess.ReadWrite, ownsSocket);
        stream.Dispose();
        return stream;
    }

    private static Stream OverClosed(Net net)
    {
        Stream stream = Over(net);
        Socket(stream).Dispose();
        return stream;
    }

    private static dynamic Socket(Stream stream) => ((dynamic)stream).Socket;

    private static (bool, bool, bool, bool) Can(Stream stream) => (stream.CanRead, stream.CanWrite, stream.CanSeek, stream.CanTimeout);

    private static (object, object) Timeouts(Net net, int milliseconds)
    {
        Stream stream = Over(net);
        stream.ReadTimeout = milliseconds;
        return (stream.ReadTimeout, Socket(stream).ReceiveTimeout);
    }

    private static object Ended(Net net, Action<Stream> end)
    {
        (dynamic c, dynamic s) = net.Connection();
        Stream stream = net.NetworkStream(c.Client, FileAccess.ReadWrite, true);
        stream.Write(Bytes);
        end(stream);
        byte[] got = new byte[3];
        ((Stream)s.GetStream()).ReadExactly(got);
        return (got, s.GetStream().ReadByte());
    }

    private static object? AfterReset(Net net, Func<Stream, object?> read)
    {
        (dynamic c, dynamic s) = net.Connection();
        s.LingerState = new LingerOption(true, 0);
        s.Client.Dispose();
        return read(c.GetStream());
    }

    /// <summary>A result that no member of a stream has given.</summary>
    private sealed class Begun : IAsyncResult
    {
        public object? AsyncState => null;

        public WaitHandle AsyncWaitHandle => throw new NotSupportedException();

        public bool CompletedSynchronously => true;

        public bool IsCompleted => true;
    }
}
