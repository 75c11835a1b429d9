using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Akka.IO;

namespace Akka.Greensock.Peers;

/// <summary>Akka.IO: a listener, and a handler actor for each connection, as its documentation shows them.</summary>
internal static class AkkaEcho
{
    public static async Task ServeAsync(IPEndPoint endPoint)
    {
        using var system = ActorSystem.Create(
            "peer", ConfigurationFactory.ParseString("akka { loglevel = WARNING, log-dead-letters = off }"));
        system.ActorOf(Props.Create(() => new Listener(endPoint)), "listener");
        await system.WhenTerminated;
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(IPEndPoint endPoint)
        {
            Context.System.Tcp().Tell(new Tcp.Bind(Self, endPoint, backlog: 4096, options: [new Inet.SO.ReuseAddress(true)]));
            Receive<Tcp.Bound>(bound => Console.WriteLine($"listening on {bound.LocalAddress}"));
            Receive<Tcp.CommandFailed>(failed =>
            {
                Console.Error.WriteLine(failed);
                Context.System.Terminate();
            });
            Receive<Tcp.Connected>(_ =>
            {
                IActorRef connection = Sender;
                connection.Tell(new Tcp.Register(Context.ActorOf(Props.Create(() => new Handler(connection)))));
            });
        }
    }

    private sealed class Handler : ReceiveActor
    {
        public Handler(IActorRef connection)
        {
            Receive<Tcp.Received>(received => connection.Tell(Tcp.Write.Create(received.Data)));
            Receive<Tcp.ConnectionClosed>(_ => Context.Stop(Self));
        }
    }
}
