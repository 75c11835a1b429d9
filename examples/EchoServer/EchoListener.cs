using System.Net;
using Akka.Actor;
using Akka.Greensock;
using Akka.Greensock.Protocol;

namespace EchoServer;

/// <summary>Listens by messages, and answers every connection by messages: no greenlet, no await.</summary>
internal sealed class EchoListener : ReceiveActor
{
    private readonly TaskCompletionSource<IPEndPoint> _listening;

    public EchoListener(Greensock greensock, IPEndPoint endPoint, TaskCompletionSource<IPEndPoint> listening)
    {
        _listening = listening;
        greensock.Manager.Tell(new Listen(endPoint, Self, Backlog: 4096));
        Receive<Listening>(answer => _listening.SetResult(answer.LocalEndPoint));
        Receive<ListenFailed>(failure => _listening.SetException(new IOException(failure.Reason)));

        // One actor echoes for all connections: each message says by its sender whose bytes they are.
        Receive<Accepted>(_ =>
        {
            Sender.Tell(new Register(Self));
            Sender.Tell(new ReceiveMore(ReceiveMore.Unlimited));
        });
        Receive<Received>(received => Sender.Tell(new Send(received.Data)));
        Receive<EndOfStream>(_ => { });
        Receive<Closed>(_ => { });
        Receive<SendFailed>(_ => Sender.Tell(new Abort()));
    }
}
