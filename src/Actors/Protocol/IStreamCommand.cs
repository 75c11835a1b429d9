namespace Akka.Greensock.Protocol;

/// <summary>What may be told to the actor of a connection.</summary>
public interface IStreamCommand : IGreensockMessage
{
}
