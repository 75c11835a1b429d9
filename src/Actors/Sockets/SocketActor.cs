using Akka.Actor;
using Akka.Greensock.Protocol;

namespace Akka.Greensock;

/// <summary>
/// The owner of one socket, from birth to death. Calls of the façade do not pass through it; messages of
/// <see cref="Protocol"/> do. It is never restarted, because a descriptor cannot be reborn: whatever ends it closes the
/// socket.
/// </summary>
internal sealed class SocketActor(OwnedSocket socket) : UntypedActor, IHouseActor
{
    private StreamProtocol? _stream;
    private ListenerProtocol? _listener;

    protected override void PreStart()
    {
        if (Hub.Current != socket.Hub)
        {
            // Akka calls no PostStop where PreStart throws.
            socket.CloseFromAnywhere();
            Invariant.Holds(
                socket.Hub.IsStopping,
                $"a socket's actor runs on {socket.Hub}; a deployment setting has moved {Self.Path} elsewhere");
        }
    }

    // What does not fit the socket's phase is unhandled: a second user of its pump would push the first one out.
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case IStreamCommand command when _stream is not null || (socket.Phase == SocketPhase.Connected && socket.IsStream):
                Stream().Handle(command, Sender);
                break;
            case NewConnection when socket.Phase == SocketPhase.Connected:
                Stream().AwaitHandler();
                break;
            case IListenerCommand command when _listener is not null:
                _listener.Handle(command);
                break;
            case Listen listen when _listener is null && socket.Phase == SocketPhase.Listening:
                _listener = new ListenerProtocol(socket, Self, Context, listen.Handler);
                Sender.Tell(new Listening(socket.Local.ToIPEndPoint()));
                break;
            case ConnectAttempt attempt when socket.Phase == SocketPhase.Open:
                _ = new ConnectProtocol(socket, Self, Context.Parent, attempt);
                break;
            case Terminated terminated:
                _stream?.HandlerEnded(terminated.ActorRef);
                _listener?.HandlerEnded(terminated.ActorRef);
                break;
            case Fault fault:
                throw new SocketFaultException(socket.ToString(), fault.Bug);
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PostStop() => socket.CloseFromAnywhere();

    private StreamProtocol Stream() => _stream ??= new StreamProtocol(socket, Self, Context);

    /// <summary>It has been connected or accepted for somebody who is to use it by messages.</summary>
    internal sealed record NewConnection : INoSerializationVerificationNeeded
    {
        public static readonly NewConnection Instance = new();
    }

    /// <summary>Our own code failed on behalf of this socket.</summary>
    internal sealed record Fault(Exception Bug) : INoSerializationVerificationNeeded;
}
