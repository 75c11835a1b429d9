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

    private protected HubOptions Options { get; } = new() { Kernel = kernelName };

    protected void OnHub(Func<Task> main, TimeProvider? clock = null)
    {
        TestHub.Run(
            async () =>
            {
                Hub.Current!.ErrorHandler = _errors.Add;
                await main();
            },
            Options with { TimeProvider = clock ?? TimeProvider.System });
        Assert.Empty(_errors);
    }

    /// <summary>A script serves one connection, and a body does by hand what the client does.</summary>
    private protected static async Task<ScriptTranscript> AgainstAsync(Script script, Func<GreenSocket, Task> client)
    {
        await using ScriptServer server = await ScriptServer.StartAsync(Anywhere, script);
        using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.LocalEndPoint);
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
}
