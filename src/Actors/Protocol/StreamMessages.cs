using System.Net.Sockets;
using Akka.Actor;

namespace Akka.Greensock.Protocol;

/// <summary>
/// The first message to a connection's actor: who gets what comes in. It must come within
/// <c>akka.greensock.socket.register-timeout</c>. When the handler ends, the connection is aborted.
/// </summary>
/// <param name="Handler">Gets <see cref="Received"/>, <see cref="EndOfStream"/> and, once,
/// <see cref="Closed"/>.</param>
/// <param name="KeepOpen"> Whether the connection stays open for sending when the peer's stream has ended. If not, it
/// is closed then, once everything is sent. </param>
public sealed record Register(IActorRef Handler, bool KeepOpen = false) : IStreamCommand;

/// <summary>
/// Flow control: the handler is ready for so many more <see cref="Received"/>. Nothing is received without it, so a
/// slow handler makes the peer wait and costs no memory.
/// </summary>
/// <param name="Count">How many more, from 1; <see cref="Unlimited"/> for all that ever come.</param>
public sealed record ReceiveMore(int Count = 1) : IStreamCommand
{
    /// <summary>For a handler that keeps up with any peer, or drops what it cannot take.</summary>
    public const int Unlimited = int.MaxValue;
}

/// <summary>Bytes of the stream, in order; as many as were there, up to 64 KiB. They belong to the handler.</summary>
/// <param name="Data">The bytes, at least one.</param>
public sealed record Received(ReadOnlyMemory<byte> Data) : IGreensockMessage;

/// <summary>The peer will send no more. The other direction may go on; see <see cref="Register"/>.</summary>
public sealed record EndOfStream : IGreensockMessage;

/// <summary>
/// Send bytes, after those that were told before. The answer goes to the sender: <see cref="Sent"/> if there is a
/// token, and <see cref="SendFailed"/> in any case. At most <c>akka.greensock.socket.send-queue</c> bytes wait for the
/// peer: what exceeds it fails at once.
/// </summary>
/// <param name="Data">The bytes; not to be changed until they are sent.</param>
/// <param name="Token">Comes back in <see cref="Sent"/>; null for no answer on success.</param>
public sealed record Send(ReadOnlyMemory<byte> Data, object? Token = null) : IStreamCommand;

/// <summary>The kernel has taken all bytes of a <see cref="Send"/>. The peer need not have got them.</summary>
/// <param name="Token">The token of that <see cref="Send"/>.</param>
public sealed record Sent(object Token) : IGreensockMessage;

/// <summary>A <see cref="Send"/> was not done, or not to its end.</summary>
/// <param name="Command">What was asked for.</param>
/// <param name="Error"> Why not, for programs: <see cref="SocketError.NoBufferSpaceAvailable"/> where too much waits
/// already; the connection's own error where that ended first, or <see cref="SocketError.OperationAborted"/> where it
/// ended without one. </param>
/// <param name="Reason">Why not, for people.</param>
public sealed record SendFailed(Send Command, SocketError Error, string Reason) : IGreensockMessage;

/// <summary>
/// Send what was told before, then end this side of the stream: the peer gets its end of stream, and may still send.
/// </summary>
public sealed record EndSending : IStreamCommand;

/// <summary>
/// Send what was told before, then close. Where the peer does not take it within
/// <c>akka.greensock.socket.close-timeout</c>, abort.
/// </summary>
public sealed record Close : IStreamCommand;

/// <summary>Close at once: what is not sent is dropped, and the peer gets a reset.</summary>
public sealed record Abort : IStreamCommand;

/// <summary>To the handler, exactly once: the connection is gone, and its actor ends.</summary>
/// <param name="Reason">How it ended.</param>
/// <param name="Error"> The error, where it failed; <see cref="SocketError.TimedOut"/> where the close timeout passed,
/// <see cref="SocketError.OperationAborted"/> where it was stopped; otherwise <see cref="SocketError.Success"/>.
/// </param>
/// <param name="Detail">The same for people.</param>
public sealed record Closed(CloseReason Reason, SocketError Error, string Detail) : IGreensockMessage;

/// <summary>How a connection ended.</summary>
public enum CloseReason
{
    /// <summary><see cref="Close"/> was told, and everything was sent.</summary>
    Requested,

    /// <summary><see cref="Abort"/> was told, or the close timeout passed.</summary>
    Aborted,

    /// <summary>The peer ended its stream, and the connection was not to be kept open.</summary>
    PeerClosed,

    /// <summary>The connection failed; the error says how.</summary>
    Failed,

    /// <summary>The connection's actor was stopped, or the façade closed the socket.</summary>
    Stopped,
}
