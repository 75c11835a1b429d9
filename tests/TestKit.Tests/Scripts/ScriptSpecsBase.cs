using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>What the specs of scripts share: a hub over a real kernel, and a script that serves what a spec does by hand.</summary>
public abstract class ScriptSpecsBase(string kernelName)
{
    /// <summary>A bound for what never comes, where a spec is about that.</summary>
    protected static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    private readonly List<HubError> _errors = [];

    private protected static IPEndPoint Anywhere { get; } = new(IPAddress.Loopback, 0);

    private protected List<HubError> Errors => _errors;

    /// <summary>The clock stands still, so that no step runs out of its time on a slow machine.</summary>
    private protected HubOptions Options { get; } = new() { Kernel = kernelName, TimeProvider = new ManualClock() };

    protected void OnHub(Func<Task> main) => Run(main, Options);

    /// <summary>The same where time passes, for what is about that.</summary>
    protected void OnTimedHub(Func<Task> main) => Run(main, Options with { TimeProvider = TimeProvider.System });

    /// <summary>A script serves one connection, and a body does by hand what the client does.</summary>
    private protected static async Task<ScriptTranscript> AgainstAsync(Script script, Func<GreenSocket, Task> client)
    {
        using GreenSocket listener = Listener();
        using GreenSocket socket = await ConnectedAsync(listener.LocalEndPoint!);
        await listener.PollAsync(-1, SelectMode.SelectRead); // or the first step's time would count from here
        await using var server = new ScriptServer(listener, ownsListener: false, [script]);
        await client(socket);
        return (await server.CompleteAsync())[0];
    }

    /// <summary>The same, where the client goes astray.</summary>
    private protected static async Task<ScriptMismatchException> MismatchAsync(Script script, Func<GreenSocket, Task> client)
    {
        try
        {
            await AgainstAsync(script, client);
        }
        catch (ScriptMismatchException e)
        {
            return e;
        }

        throw new InvalidOperationException("The script is through, where a mismatch was expected.");
    }

    private protected static GreenSocket Listener()
    {
        var listener = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(Anywhere);
        listener.Listen();
        return listener;
    }

    private protected static async Task<GreenSocket> ConnectedAsync(EndPoint endPoint)
    {
        var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint);
        return socket;
    }

    private protected static async Task SendAsync(GreenSocket socket, string text) =>
        await socket.SendAllAsync(Encoding.Latin1.GetBytes(text));

    private protected static async Task<string> ReadAsync(GreenSocket socket, int count)
    {
        byte[] bytes = new byte[count];
        for (int have = 0; have < count;)
        {
            int more = await socket.ReceiveAsync(bytes.AsMemory(have));
            Assert.NotEqual(0, more);
            have += more;
        }

        return Encoding.Latin1.GetString(bytes);
    }

    private protected static async Task<string> ReadToEndAsync(GreenSocket socket)
    {
        var all = new StringBuilder();
        byte[] bytes = new byte[1000];
        while (await socket.ReceiveAsync(bytes) is > 0 and int count)
        {
            all.Append(Encoding.Latin1.GetString(bytes, 0, count));
        }

        return all.ToString();
    }

    private protected static async Task<T> ThrowsAsync<T>(Func<Task> call)
        where T : Exception =>
        Assert.IsAssignableFrom<T>(await Thrown.ByAsync(call));

    private void Run(Func<Task> main, HubOptions options)
    {
        TestHub.Run(
            async () =>
            {
                Hub.Current!.ErrorHandler = _errors.Add;
                await main();
            },
            options);
        Assert.Empty(_errors);
    }
}
