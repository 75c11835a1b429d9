using System.Net;
using System.Net.Sockets;
using Akka.Greensock;

namespace TenThousand;

/// <summary>
/// The client side: all connections, each a greenlet of the client hub, and what they share. What greenlets of one hub
/// share needs no lock.
/// </summary>
internal sealed class Load(Hub hub, IPEndPoint server, int connections, Payload payload, CancellationToken stop)
{
    // Well below a listener's backlog, which would otherwise be overrun by all at once.
    private const int ConnectsAtATime = 200;

    // An address has some 28,000 ephemeral ports to one server (net.ipv4.ip_local_port_range). All of 127.0.0.0/8 is
    // this machine.
    private const int ConnectionsPerAddress = 20_000;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(ConnectsAtATime);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _start = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Greenlet[] _greenlets = [];

    // Warm-up, measured time, drain: made beforehand, so that they do not count as allocated in any of them.
    private readonly Tally[] _windows = [new(), new(), new()];
    private volatile bool _draining;
    private int _windowNumber;
    private int _tried;
    private int _open;

    public Payload Payload { get; } = payload;

    public Failures Failures { get; } = new();

    /// <summary>What is being counted now.</summary>
    public Tally Window => _windows[Volatile.Read(ref _windowNumber)];

    /// <summary>Connections that are open now. Any thread.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Requests answered in all phases together. Any thread.</summary>
    public long Requests => _windows.Sum(window => window.Requests);

    /// <summary>Bytes checked in all phases together. Any thread.</summary>
    public long Bytes => _windows.Sum(window => window.Bytes);

    /// <summary>Ends once the connections may talk.</summary>
    public Task Started => _start.Task;

    /// <summary>True from when the connections are to finish what they have begun, and to close.</summary>
    public bool IsDraining => _draining;

    /// <summary>True from when somebody pressed Ctrl-C.</summary>
    public bool IsInterrupted => stop.IsCancellationRequested;

    /// <summary>Starts a greenlet for each connection, and ends when each has connected or failed to.</summary>
    public Task ConnectAllAsync()
    {
        _greenlets = [.. Enumerable.Range(0, connections).Select(number => hub.Spawn(new ClientConnection(this, number).RunAsync))];
        return _connected.Task;
    }

    /// <summary>Lets the connections talk.</summary>
    public void Start() => _start.TrySetResult();

    /// <summary>
    /// Counts anew, and says what had been used at that very moment: no connection runs while the client hub does this.
    /// </summary>
    public async Task<Snapshot> BeginWindowAsync(Hub serverHub)
    {
        long allocatedByServer = await serverHub.Spawn(() => Task.FromResult(GC.GetAllocatedBytesForCurrentThread()));
        return await hub.Spawn(() =>
        {
            _windowNumber++;
            return Task.FromResult(Snapshot.Take(serverHub, hub, allocatedByServer + GC.GetAllocatedBytesForCurrentThread()));
        });
    }

    /// <summary>Tells the connections to end, and waits until all have.</summary>
    /// <returns>False: some got no answer in time, and were killed.</returns>
    public async Task<bool> DrainAsync(TimeSpan patience)
    {
        _draining = true;
        Start();
        bool all = await Greenlet.JoinAllAsync(_greenlets, patience);
        if (!all)
        {
            await Greenlet.KillAllAsync(_greenlets, patience);
        }

        return all;
    }

    /// <summary>Connects, once it is this connection's turn.</summary>
    internal async Task<GreenSocket> ConnectAsync(int number)
    {
        try
        {
            await _gate.WaitAsync(stop);
            try
            {
                GreenSocket socket = await OpenAsync(number);
                _open++;
                return socket;
            }
            finally
            {
                _gate.Release();
            }
        }
        finally
        {
            if (++_tried == connections)
            {
                _connected.SetResult();
            }
        }
    }

    /// <summary>A connection that was open has closed.</summary>
    internal void Closed() => _open--;

    private async Task<GreenSocket> OpenAsync(int number)
    {
        var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Timeout = ConnectPatience };
        try
        {
            if (number >= ConnectionsPerAddress)
            {
                byte[] address = [127, 0, 0, (byte)(1 + (number / ConnectionsPerAddress))];
                socket.Bind(new IPEndPoint(new IPAddress(address), 0));
            }

            await socket.ConnectAsync(server, stop);
            socket.NoDelay = true;

            // From here on nothing times out by itself: a connection that gets no answer is found when the load drains.
            socket.Timeout = Timeout.InfiniteTimeSpan;
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
