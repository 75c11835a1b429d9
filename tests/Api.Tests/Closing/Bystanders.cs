namespace Akka.Greensock.Tests;

/// <summary>
/// Greenlets that wait on sockets of their own, for what does not come: nothing that befalls another call may wake
/// them.
/// </summary>
internal sealed class Bystanders : IDisposable
{
    private readonly SocketSpecs.Pair _pair;
    private readonly GreenSocket _listener;
    private readonly (int Client, int Server) _raw;
    private readonly IKernel _kernel;
    private readonly List<Greenlet> _greenlets = [];

    private Bystanders(IKernel kernel, SocketSpecs.Pair pair, (int Client, int Server) raw)
    {
        _kernel = kernel;
        _pair = pair;
        _raw = raw;
        _listener = SocketSpecs.Listener();
    }

    public static async Task<Bystanders> ParkedAsync(IKernel kernel)
    {
        var all = new Bystanders(kernel, await SocketSpecs.ConnectionAsync(), await RawSockets.ConnectionAsync(kernel));
        foreach (Func<Task> wait in new Func<Task>[]
        {
            async () => await all._pair.Client.ReceiveAsync(new byte[8]),
            async () => (await all._listener.AcceptAsync()).Dispose(),
            async () => await Bsd.WaitReadAsync(all._kernel.GetHandle(all._raw.Client).Value),
        })
        {
            all._greenlets.Add(await SocketSpecs.StartedAsync(wait));
        }

        await SocketSpecs.PolledAsync();
        all.StillWait();
        return all;
    }

    public void StillWait() => Assert.All(_greenlets, greenlet => Assert.False(greenlet.IsDead, $"{greenlet.Exception}"));

    public void Dispose()
    {
        _greenlets.ForEach(greenlet => greenlet.Kill());
        _pair.Dispose();
        _listener.Dispose();
        _kernel.Close(_raw.Client);
        _kernel.Close(_raw.Server);
    }
}
