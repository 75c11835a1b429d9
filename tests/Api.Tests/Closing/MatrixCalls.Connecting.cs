using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

internal sealed class ConnectCall : MatrixCall
{
    private readonly GreenSocket _client = SocketSpecs.NewSocket();
    private readonly EndPoint _target;
    private readonly IDisposable? _other;
    private readonly List<int> _raw = [];

    /// <summary>To a listener of the test's own: it is there at once, once the hub looks.</summary>
    public ConnectCall(DescriptorLedger kernel, (int Number, KernelAddress Address) listener)
        : this(kernel, listener.Address.ToEndPoint()!) => _raw.Add(listener.Number);

    /// <summary>To a listener whose backlog is full: it hangs.</summary>
    public ConnectCall(DescriptorLedger kernel, SocketSpecs.Pair full)
        : this(kernel, full, full.Server.LocalEndPoint!)
    {
    }

    /// <summary>To whatever keeps the address.</summary>
    public ConnectCall(DescriptorLedger kernel, IDisposable other, EndPoint target)
        : this(kernel, target) => _other = other;

    private ConnectCall(DescriptorLedger kernel, EndPoint target)
        : base(kernel)
    {
        _target = target;
        Number = NumberOf(_client);
    }

    public override int Number { get; }

    public override TimeSpan Timeout
    {
        set => _client.Timeout = value;
    }

    public override async Task<object?> MakeAsync()
    {
        await _client.ConnectAsync(_target);
        return $"connected, then {await AcceptCall.FirstOf(_client)}";
    }

    public override void Close() => _client.Close();

    public override async Task FinishAsync() => Kernel.Close(await RawSockets.AcceptedAsync(Kernel, _raw[0]));

    // The SYN itself was answered by it.
    public override Task ResetAsync() => Task.CompletedTask;

    // A connect that was given up goes on in the kernel; the next one joins it, or starts anew after a refusal.
    public override async Task WorksAsync(string end)
    {
        if (end == "RST")
        {
            using GreenSocket listener = SocketSpecs.Listener();
            await _client.ConnectAsync(listener.LocalEndPoint!);
            using GreenSocket server = await listener.AcceptAsync();
            await SocketSpecs.EchoAsync(_client, server);
            return;
        }

        _client.Timeout = System.Threading.Timeout.InfiniteTimeSpan;
        Greenlet again = await SocketSpecs.StartedAsync(async () => await _client.ConnectAsync(_target));
        await SocketSpecs.PolledAsync();
        Assert.False(again.IsDead);
        await again.KillAsync();
    }

    public override void Dispose()
    {
        _client.Dispose();
        _other?.Dispose();
        _raw.ForEach(number => Kernel.Close(number));
    }

    // The answer is on its way since the call was made.
    protected override Task CauseAsync() => Task.CompletedTask;

    protected override bool HasHappened => Kernel.Poll(Number, SelectMode.SelectWrite).IsOk;
}

/// <summary>A connect by name, whose lookup waits for the test's word.</summary>
internal sealed class DnsCall(DescriptorLedger kernel, GatedResolver resolver) : MatrixCall(kernel)
{
    private readonly GreenSocket _client = SocketSpecs.NewSocket();
    private readonly GreenSocket _listener = SocketSpecs.Listener();
    private int _number;

    public override int Number => _number;

    public override TimeSpan Timeout
    {
        set => _client.Timeout = value;
    }

    public override Func<Task> Beside => async () => await Bsd.GetHostByNameAsync("other.test");

    public override async Task<object?> MakeAsync()
    {
        _number = NumberOf(_client);
        await _client.ConnectAsync("host.test", ((IPEndPoint)_listener.LocalEndPoint!).Port);
        return "connected";
    }

    public override void Close() => _client.Close();

    public override async Task WorksAsync(string end)
    {
        Assert.Equal(0, resolver.Waiting); // it was told that nobody waits
        Greenlet again = await SocketSpecs.StartedAsync(async () => await MakeAsync());
        await HappenAsync();
        Assert.Null(await SocketSpecs.EndOfAsync(again));
        using GreenSocket server = await _listener.AcceptAsync();
        await SocketSpecs.EchoAsync(_client, server);
    }

    public override void Dispose()
    {
        _client.Dispose();
        _listener.Dispose();
    }

    protected override Task CauseAsync()
    {
        resolver.Answer("host.test", IPAddress.Loopback);
        return Task.CompletedTask;
    }

    protected override bool HasHappened => true; // the kernel has no part in it
}
