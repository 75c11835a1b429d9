namespace Akka.Greensock.Protocol;

/// <summary>What may be told to the actor of a listening socket.</summary>
public interface IListenerCommand : IGreensockMessage
{
}
