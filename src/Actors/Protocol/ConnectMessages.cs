using System.Net;
using System.Net.Sockets;
using Akka.Actor;

namespace Akka.Greensock.Protocol;

/// <summary>
/// Tell it to <c>Greensock.For(system).Manager</c>: connect. The answer, <see cref="Connected"/> or
/// <see cref="ConnectFailed"/>, goes to the sender; a <see cref="Connected"/> comes from the connection's actor, which
/// waits for <see cref="Register"/>.
/// </summary>
/// <param name="RemoteEndPoint">An <see cref="IPEndPoint"/>, or a <see cref="DnsEndPoint"/>, whose addresses are tried
/// in turn.</param>
/// <param name="LocalEndPoint">The address to connect from; null lets the system choose.</param>
/// <param name="Timeout">For each address; null for <c>akka.greensock.socket.connect-timeout</c>.</param>
public sealed record Connect(EndPoint RemoteEndPoint, IPEndPoint? LocalEndPoint = null, TimeSpan? Timeout = null) : IGreensockMessage;

/// <summary>The connection is up. Its sender is the connection's actor.</summary>
/// <param name="RemoteEndPoint">The peer's address.</param>
/// <param name="LocalEndPoint">This side's address.</param>
public sealed record Connected(IPEndPoint RemoteEndPoint, IPEndPoint LocalEndPoint) : IGreensockMessage;

/// <summary>There is no connection, and no actor for it.</summary>
/// <param name="Command">What was asked for.</param>
/// <param name="Error">Why not, for programs; of the last address where there were several.</param>
/// <param name="Reason">Why not, for people.</param>
public sealed record ConnectFailed(Connect Command, SocketError Error, string Reason) : IGreensockMessage;

/// <summary>
/// Tell it to <c>Greensock.For(system).Manager</c>: listen. The answer, <see cref="Listening"/> or
/// <see cref="ListenFailed"/>, goes to the sender; <see cref="Listening"/> comes from the listener's actor.
/// </summary>
/// <param name="LocalEndPoint">Where; port 0 for any free one.</param>
/// <param name="Handler">Gets an <see cref="Accepted"/> for each connection, from that connection's actor. When it
/// ends, the listener ends.</param>
/// <param name="Backlog">How many connections may wait to be accepted, 1 to 65,535; the system may keep fewer.</param>
public sealed record Listen(IPEndPoint LocalEndPoint, IActorRef Handler, int Backlog = 1024) : IGreensockMessage;

/// <summary>The socket listens. Its sender is the listener's actor.</summary>
/// <param name="LocalEndPoint">Where, with the port that was found for 0.</param>
public sealed record Listening(IPEndPoint LocalEndPoint) : IGreensockMessage;

/// <summary>The socket does not listen, and has no actor.</summary>
/// <param name="Command">What was asked for.</param>
/// <param name="Error">Why not, for programs.</param>
/// <param name="Reason">Why not, for people.</param>
public sealed record ListenFailed(Listen Command, SocketError Error, string Reason) : IGreensockMessage;
