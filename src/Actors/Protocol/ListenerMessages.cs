using System.Net;

namespace Akka.Greensock.Protocol;

/// <summary>
/// A connection was accepted. Its sender is the connection's actor, which waits for <see cref="Register"/>.
/// </summary>
/// <param name="RemoteEndPoint">The peer's address.</param>
/// <param name="LocalEndPoint">This side's address.</param>
public sealed record Accepted(IPEndPoint RemoteEndPoint, IPEndPoint LocalEndPoint) : IGreensockMessage;

/// <summary>Accept no more for now: connections wait in the backlog.</summary>
public sealed record SuspendAccepting : IListenerCommand;

/// <summary>Go on accepting.</summary>
public sealed record ResumeAccepting : IListenerCommand;

/// <summary>Stop listening. The listener's actor ends; accepted connections go on.</summary>
public sealed record Unlisten : IListenerCommand;

/// <summary>To the handler: the socket listens no more, and its actor ends.</summary>
public sealed record Unlistened : IGreensockMessage;
