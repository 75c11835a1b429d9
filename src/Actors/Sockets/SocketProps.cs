using Akka.Actor;

namespace Akka.Greensock;

/// <summary>Props whose actor gets one particular socket: a template shared by the hub, and one field.</summary>
internal sealed class SocketProps(Props template, OwnedSocket socket) : Props(template)
{
#pragma warning disable AK1000 // this is the Props that makes it
    public override ActorBase NewActor() => new SocketActor(socket);
#pragma warning restore AK1000

    protected override Props Copy() => new SocketProps(base.Copy(), socket);
}
