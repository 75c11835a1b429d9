using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>A wait for a descriptor that is nobody's socket.</summary>
internal sealed class WaitCall(DescriptorLedger kernel, (int Client, int Server) raw) : MatrixCall(kernel)
{
    private TimeSpan _timeout = System.Threading.Timeout.InfiniteTimeSpan;

    public override int Number => raw.Client;

    private int Handle => Kernel.GetHandle(raw.Client).Value;

    public override TimeSpan Timeout
    {
        set => _timeout = value;
    }

    public override Func<Task> Beside => async () => await Bsd.WaitReadAsync(Handle);

    public override async Task<object?> MakeAsync()
    {
        await Bsd.WaitReadAsync(Handle, _timeout);
        KernelResult received = Kernel.Receive(raw.Client, new byte[8], SocketFlags.None);
        return received.IsOk ? $"ready, then {received.Value} bytes" : $"ready, then {received.Errno.ToSocketError()}";
    }

    public override void Close() => Bsd.Close(Handle);

    public override Task FinishAsync()
    {
        RawSockets.Made(Kernel.Shutdown(raw.Server, SocketShutdown.Send));
        return Task.CompletedTask;
    }

    public override Task ResetAsync()
    {
        RawSockets.Reset(Kernel, raw.Server);
        return Task.CompletedTask;
    }

    public override async Task WorksAsync(string end)
    {
        if (end == "hub stop")
        {
            // There is no hub to wait on any more; its owner goes on with it.
            await HappenAsync();
            Assert.Equal(3, RawSockets.Made(Kernel.Receive(raw.Client, new byte[8], SocketFlags.None)));
            return;
        }

        _timeout = System.Threading.Timeout.InfiniteTimeSpan;
        Greenlet<object?> again = await SocketSpecs.StartedAsync(MakeAsync);
        await HappenAsync();
        Assert.Equal("ready, then 3 bytes", await again);
    }

    public override void Dispose()
    {
        int[] open = Kernel.Open;
        foreach (int number in new[] { raw.Client, raw.Server }.Where(open.Contains))
        {
            Kernel.Close(number);
        }
    }

    protected override Task CauseAsync()
    {
        Assert.Equal(3, RawSockets.Made(Kernel.Send(raw.Server, [1, 2, 3], SocketFlags.None)));
        return Task.CompletedTask;
    }
}

internal sealed class ReceiveFromCall : MatrixCall
{
    private readonly GreenSocket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly GreenSocket _peer = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    private ReceiveFromCall(DescriptorLedger kernel)
        : base(kernel)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _peer.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = NumberOf(_socket);
    }

    public override int Number { get; }

    public override TimeSpan Timeout
    {
        set => _socket.Timeout = value;
    }

    public override string NewcomersOwn => "accept";

    public override Func<Task> Beside => async () => await _socket.ReceiveFromAsync(new byte[8]);

    public static async Task<ReceiveFromCall> PrepareAsync(DescriptorLedger kernel)
    {
        var call = new ReceiveFromCall(kernel);
        await call._socket.ConnectAsync(call._peer.LocalEndPoint!);
        return call;
    }

    public override async Task<object?> MakeAsync() => (await _socket.ReceiveFromAsync(new byte[8])).ReceivedBytes;

    public override void Close() => _socket.Close();

    // Nobody has an ear for it on the port any more, which the next datagram gets to know.
    public override async Task ResetAsync()
    {
        await _peer.ConnectAsync(_peer.LocalEndPoint!);
        await _socket.SendAsync(new byte[] { 9 });
    }

    public override async Task WorksAsync(string end)
    {
        using GreenSocket peer = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await _socket.ConnectAsync(peer.LocalEndPoint!);
        await peer.SendToAsync(new byte[] { 1, 2, 3, 4 }, _socket.LocalEndPoint!);
        Assert.Equal(4, await MakeAsync());
    }

    public override void Dispose()
    {
        _socket.Dispose();
        _peer.Dispose();
    }

    protected override async Task CauseAsync() => await _peer.SendToAsync(new byte[] { 1, 2, 3 }, _socket.LocalEndPoint!);
}
