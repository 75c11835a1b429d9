using System.Net.Sockets;

namespace Akka.Greensock.Tests;

internal sealed class ReceiveCall(DescriptorLedger kernel, SocketSpecs.Pair pair) : MatrixCall(kernel)
{
    public override int Number { get; } = NumberOf(pair.Client);

    public override TimeSpan Timeout
    {
        set => pair.Client.Timeout = value;
    }

    public override Func<Task> Beside => async () => await pair.Client.ReceiveAsync(new byte[8]);

    public override async Task<object?> MakeAsync() => await pair.Client.ReceiveAsync(new byte[8]);

    public override void Close() => pair.Client.Close();

    public override Task FinishAsync()
    {
        pair.Server.Shutdown(SocketShutdown.Send);
        return Task.CompletedTask;
    }

    public override Task ResetAsync()
    {
        ResetBy(pair.Server);
        return Task.CompletedTask;
    }

    public override async Task WorksAsync(string end)
    {
        if (end != "peer FIN")
        {
            await SocketSpecs.EchoAsync(pair.Client, pair.Server);
            return;
        }

        await pair.Client.SendAllAsync(new byte[] { 7 });
        Assert.Equal([7], await SocketSpecs.ReceiveExactlyAsync(pair.Server, 1));
    }

    public override void Dispose() => pair.Dispose();

    protected override async Task CauseAsync() => await pair.Server.SendAllAsync(new byte[] { 1, 2, 3 });
}

internal sealed class SendCall(DescriptorLedger kernel, SocketSpecs.Pair pair) : MatrixCall(kernel)
{
    /// <summary>More than any buffer takes.</summary>
    public const int Bytes = 32 * 1024 * 1024;

    private static readonly byte[] Data = new byte[Bytes];

    private int _received;

    public override int Number { get; } = NumberOf(pair.Client);

    public override TimeSpan Timeout
    {
        set => pair.Client.Timeout = value;
    }

    public override Func<Task> Beside => async () => await pair.Client.ReceiveAsync(new byte[8]);

    public override async Task<object?> MakeAsync() => await pair.Client.SendAsync(Data);

    public override void Close() => pair.Client.Close();

    public override Task FinishAsync()
    {
        pair.Server.Shutdown(SocketShutdown.Send);
        return Task.CompletedTask;
    }

    public override Task ResetAsync()
    {
        ResetBy(pair.Server);
        return Task.CompletedTask;
    }

    /// <summary>The peer reads it all.</summary>
    public async Task DrainAsync()
    {
        byte[] buffer = new byte[1024 * 1024];
        while (_received < Bytes)
        {
            _received += await pair.Server.ReceiveAsync(buffer);
        }
    }

    // What was sent before stays, cut at some byte, and the next bytes follow right after.
    public override async Task WorksAsync(string end)
    {
        byte[] marker = [1, 2, 3, 4];
        Greenlet sender = Greenlet.Spawn(async () =>
        {
            await pair.Client.SendAllAsync(marker);
            pair.Client.Shutdown(SocketShutdown.Send);
        });
        byte[] last = [];
        while (true)
        {
            using ReceivedBytes some = await pair.Server.ReceiveAsync();
            if (some.IsEndOfStream)
            {
                break;
            }

            byte[] all = [.. last, .. some.Span[Math.Max(0, some.Span.Length - 4)..]];
            last = all[Math.Max(0, all.Length - 4)..];
        }

        await sender;
        Assert.Equal(marker, last);
    }

    public override void Dispose() => pair.Dispose();

    protected override Task CauseAsync() => Task.CompletedTask;

    // The peer reads what there is, until there is room again.
    protected override bool HasHappened
    {
        get
        {
            byte[] buffer = new byte[1024 * 1024];
            while (Kernel.Receive(NumberOf(pair.Server), buffer, SocketFlags.None) is { IsOk: true, Value: var count })
            {
                _received += count;
            }

            return Kernel.Poll(Number, SelectMode.SelectWrite).IsOk;
        }
    }
}

internal sealed class AcceptCall(DescriptorLedger kernel, GreenSocket listener) : MatrixCall(kernel)
{
    private readonly List<int> _raw = [];
    private readonly KernelAddress _address = KernelEndPoints.ToAddress(listener.LocalEndPoint!);

    public override int Number { get; } = NumberOf(listener);

    public override TimeSpan Timeout
    {
        set => listener.Timeout = value;
    }

    public override Func<Task> Beside => async () => (await listener.AcceptAsync()).Dispose();

    public override async Task<object?> MakeAsync()
    {
        using GreenSocket accepted = await listener.AcceptAsync();
        return $"accepted, then {await FirstOf(accepted)}";
    }

    public override void Close() => listener.Close();

    public override Task FinishAsync()
    {
        Kernel.Close(RawSockets.Connecting(Kernel, _address));
        return Task.CompletedTask;
    }

    public override Task ResetAsync()
    {
        RawSockets.Reset(Kernel, RawSockets.Connecting(Kernel, _address));
        return Task.CompletedTask;
    }

    public override async Task WorksAsync(string end)
    {
        using GreenSocket client = SocketSpecs.NewSocket();
        await client.ConnectAsync(listener.LocalEndPoint!);
        using GreenSocket server = await listener.AcceptAsync();
        await SocketSpecs.EchoAsync(client, server);
    }

    /// <summary>What the first receive gives.</summary>
    public static async Task<string> FirstOf(GreenSocket socket)
    {
        try
        {
            return $"{await socket.ReceiveAsync(new byte[8])} bytes";
        }
        catch (SocketException e)
        {
            return $"{e.SocketErrorCode}";
        }
    }

    public override void Dispose()
    {
        listener.Dispose();
        _raw.ForEach(number => Kernel.Close(number));
    }

    protected override Task CauseAsync()
    {
        _raw.Add(RawSockets.Connecting(Kernel, _address));
        return Task.CompletedTask;
    }
}
