using System.Net;
using Akka.Actor;
using Akka.Greensock.Protocol;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <content>The same by messages alone.</content>
internal static partial class Programs
{
    private static Greenlet[] Messages(Simulation simulation, SimulatedHost server, SimulatedHost client) =>
    [
        simulation.Local.Spawn(async () =>
        {
            var outcome = new TaskCompletionSource<byte[]>();
            simulation.System.ActorOf(Props.Create(() => new Talker(outcome)));
            Pass(await Greenlet.AwaitAsync(outcome.Task, Limit), 8, 50);
        }),
    ];

    /// <summary>Listens, connects to itself, and gives what came back.</summary>
    private sealed class Talker : ReceiveActor
    {
        private readonly List<byte> _received = [];
        private readonly TaskCompletionSource<byte[]> _outcome;

        public Talker(TaskCompletionSource<byte[]> outcome)
        {
            _outcome = outcome;
            IActorRef manager = Akka.Greensock.Greensock.For(Context.System).Manager;
            manager.Tell(new Listen(new IPEndPoint(IPAddress.Loopback, 0), Context.ActorOf(Props.Create(() => new Echoing()))));
            Receive<Listening>(listening => manager.Tell(new Connect(listening.LocalEndPoint, Timeout: Limit)));
            Receive<Connected>(_ =>
            {
                Sender.Tell(new Register(Self));
                Sender.Tell(new ReceiveMore());
                Sender.Tell(new Send(Sockets.Pattern(50, 8), "sent"));
                Sender.Tell(new EndSending());
            });
            Receive<Received>(received =>
            {
                _received.AddRange(received.Data.ToArray());
                Sender.Tell(new ReceiveMore());
            });
            Receive<EndOfStream>(_ => Sender.Tell(new Close()));
            Receive<Closed>(_ => _outcome.TrySetResult([.. _received]));
            Receive<ConnectFailed>(failed => _outcome.TrySetException(new ExpectedFailureException(failed.Reason)));
            Receive<ListenFailed>(failed => _outcome.TrySetException(new ExpectedFailureException(failed.Reason)));
            ReceiveAny(_ => { });
        }
    }

    private sealed class Echoing : ReceiveActor
    {
        public Echoing()
        {
            Receive<Accepted>(_ =>
            {
                Sender.Tell(new Register(Self));
                Sender.Tell(new ReceiveMore());
            });
            Receive<Received>(received =>
            {
                Sender.Tell(new Send(received.Data));
                Sender.Tell(new ReceiveMore());
            });
            Receive<EndOfStream>(_ => Sender.Tell(new Close()));
            ReceiveAny(_ => { });
        }
    }
}
