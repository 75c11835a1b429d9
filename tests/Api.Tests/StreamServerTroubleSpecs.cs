using System.Net;
using Akka.Actor;
using Akka.Event;

namespace Akka.Greensock.Tests;

/// <summary>A server that cannot accept: whoever runs it has to be told, because its clients only see that nothing answers.</summary>
public class StreamServerTroubleSpecs() : SocketSpecs("auto")
{
    [Fact]
    public void A_server_short_of_descriptors_says_so_and_serves_what_waited_once_there_are_some()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                await using var server = new StreamServer(
                    new IPEndPoint(IPAddress.Loopback, 0), socket => socket.SendAllAsync(new byte[] { 7 }).AsTask());
                await server.StartAsync();
                Task<LogEvent> logged = NextLog<Warning>(server, "Accepting pauses");
                kernel.AcceptFails = Errno.MFile;
                using GreenSocket client = NewSocket();
                await client.ConnectAsync(server.LocalEndPoint);

                Assert.Contains("MFile", (await Greenlet.AwaitAsync(logged, Patience)).Message.ToString(), StringComparison.Ordinal);
                kernel.AcceptFails = Errno.None;

                Assert.Equal([7], await ReceiveExactlyAsync(client, 1));
            },
            With(kernel));
    }

    [Fact]
    public void A_server_whose_listener_is_of_no_use_any_more_says_so()
    {
        RiggedKernel kernel = Rig();
        OnHub(
            async () =>
            {
                await using var server = new StreamServer(new IPEndPoint(IPAddress.Loopback, 0), _ => Task.CompletedTask);
                await server.StartAsync();
                Task<LogEvent> logged = NextLog<Error>(server, "accepts no more");
                kernel.AcceptFails = Errno.NotSock;
                using GreenSocket client = NewSocket();
                await client.ConnectAsync(server.LocalEndPoint);

                Assert.Contains("NotSock", (await Greenlet.AwaitAsync(logged, Patience)).Message.ToString(), StringComparison.Ordinal);
            },
            With(kernel));
    }

    // The next entry of the default system's log that contains a text and is of this server: other tests log there too.
    private static Task<LogEvent> NextLog<T>(StreamServer server, string text)
        where T : LogEvent
    {
        ActorSystem system = Greensock.Default.System;
        var found = new TaskCompletionSource<LogEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        string address = $"{server.LocalEndPoint}";
        IActorRef reader = system.ActorOf(Props.Create(() => new LogReader(address, text, found)));
        system.EventStream.Subscribe(reader, typeof(T));
        return found.Task;
    }

    private sealed class LogReader : ReceiveActor
    {
        public LogReader(string address, string text, TaskCompletionSource<LogEvent> found) => Receive<LogEvent>(entry =>
        {
            string message = entry.Message.ToString()!;
            if (message.Contains(address, StringComparison.Ordinal) && message.Contains(text, StringComparison.Ordinal))
            {
                found.TrySetResult(entry);
                Context.Stop(Self);
            }
        });
    }
}
