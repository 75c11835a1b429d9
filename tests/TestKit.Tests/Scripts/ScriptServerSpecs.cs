using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

public class ScriptServerSpecs() : ScriptSpecsBase("linux")
{
    private static readonly Script Hello = Script.Start().SendLine("hello").ExpectLine("hi").Close();

    [Fact]
    public void Each_connection_has_its_script_and_they_run_at_once() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        Task<IReadOnlyList<ScriptTranscript>> serving = Script.ServeAsync(
            listener, Script.Start().SendLine("1st").ExpectLine("first").Close(), Script.Start().SendLine("2nd").ExpectEnd(), Hello);

        // One connects after the other is accepted: the kernel may queue two that come at once in either order.
        using GreenSocket one = await ConnectedAsync(listener.LocalEndPoint!);
        Assert.Equal("1st\r\n", await ReadAsync(one, 5));
        using GreenSocket two = await ConnectedAsync(listener.LocalEndPoint!);
        Assert.Equal("2nd\r\n", await ReadAsync(two, 5));
        using GreenSocket three = await ConnectedAsync(listener.LocalEndPoint!);
        Assert.Equal("hello\r\n", await ReadAsync(three, 7));

        await SendAsync(three, "hi\r\n");
        two.Close();
        await SendAsync(one, "first\r\n");

        IReadOnlyList<ScriptTranscript> said = await serving;
        Assert.Equal([7, 0, 4], said.Select(transcript => transcript.ToReceivedBytes().Length));
        Assert.Equal(Timeout.InfiniteTimeSpan, listener.Timeout);
        using GreenSocket after = await ConnectedAsync(listener.LocalEndPoint!); // it is still open
    });

    [Fact]
    public void The_first_mismatch_ends_them_all() => OnHub(async () =>
    {
        using GreenSocket listener = Listener();
        Task<IReadOnlyList<ScriptTranscript>> serving = Script.ServeAsync(listener, Hello, Hello, Hello.Then(Script.Start()), Hello);
        using GreenSocket one = await ConnectedAsync(listener.LocalEndPoint!);
        using GreenSocket two = await ConnectedAsync(listener.LocalEndPoint!);
        Assert.Equal("hello\r\n", await ReadAsync(one, 7));
        Assert.Equal("hello\r\n", await ReadAsync(two, 7));

        await SendAsync(two, "ho\r\n");

        ScriptMismatchException e = await ThrowsAsync<ScriptMismatchException>(() => serving);
        Assert.Equal("2", e.StepNumber);
        Assert.Equal("", await ReadToEndAsync(one)); // its conversation was ended too
    });

    [Fact]
    public void A_client_that_does_not_come_is_a_mismatch() => OnTimedHub(async () =>
    {
        await using ScriptServer server = await ScriptServer.StartAsync(Anywhere, Script.Start().WithTimeout(Short).ExpectLine("a"));
        ScriptMismatchException e = await ThrowsAsync<ScriptMismatchException>(() => server.CompleteAsync());
        Assert.Equal("0", e.StepNumber);
        Assert.StartsWith(
            "The script's step 0, Accept() of connection 1 of 1: no client connected within 0.02 s", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_server_that_is_disposed_of_ends_what_runs() => OnHub(async () =>
    {
        ScriptServer unbegun = await ScriptServer.StartAsync(Anywhere, Hello);
        await unbegun.DisposeAsync();
        await ThrowsAsync<ObjectDisposedException>(() => unbegun.CompleteAsync());

        using GreenSocket deaf = Deaf(); // nobody else gets the port, once the server has given it up
        ScriptServer server = await ScriptServer.StartAsync(deaf.LocalEndPoint!, Hello, Hello);
        using GreenSocket socket = await ConnectedAsync(server.LocalEndPoint);
        Assert.Equal("hello\r\n", await ReadAsync(socket, 7));
        await server.DisposeAsync();
        await server.DisposeAsync();
        Assert.Equal("", await ReadToEndAsync(socket));
        SocketException refused = await ThrowsAsync<SocketException>(() => ConnectedAsync(server.LocalEndPoint));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    });

    [Fact]
    public void A_mismatch_that_nobody_asks_for_is_reported() => OnHub(async () =>
    {
        var reported = new TaskCompletionSource<Exception>();
        Hub.Current!.ErrorHandler = error => reported.SetResult(error.Exception);
        await using (ScriptServer server = await ScriptServer.StartAsync(Anywhere, Hello))
        {
            using GreenSocket socket = await ConnectedAsync(server.LocalEndPoint);
            await SendAsync(socket, "ho\r\n");
            Assert.Equal("hello\r\n", await ReadToEndAsync(socket));
            while (server.IsServing)
            {
                await Greenlet.YieldAsync();
            }
        }

        Assert.IsType<ScriptMismatchException>(await reported.Task);
    });

    [Fact]
    public void A_script_connects_and_a_refusal_is_the_sockets() => OnHub(async () =>
    {
        using GreenSocket deaf = Deaf();
        SocketException e = await ThrowsAsync<SocketException>(() => Hello.ConnectAsync(deaf.LocalEndPoint!));
        Assert.Equal(SocketError.ConnectionRefused, e.SocketErrorCode);
        await ThrowsAsync<ArgumentException>(
            () => Script.ServeAsync(new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)));
        await ThrowsAsync<ArgumentNullException>(() => Script.ServeAsync(deaf, null!));
        await ThrowsAsync<ArgumentNullException>(() => Script.ServeAsync(deaf, [null!]));
    });

    /// <summary>A socket that has a port, and does not listen.</summary>
    private static GreenSocket Deaf()
    {
        var deaf = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(Anywhere);
        return deaf;
    }
}
