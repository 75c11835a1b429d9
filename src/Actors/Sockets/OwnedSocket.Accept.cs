namespace Akka.Greensock;

internal sealed partial class OwnedSocket
{
    /// <summary>Accepts one connection, which then belongs to the port's hub. Any thread.</summary>
    internal ValueTask<OwnedSocket> AcceptAsync(HubPort owner, TimeSpan timeout, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<OwnedSocket>(cancellationToken)
            : AcceptOperation.StartAsync(this, owner, timeout, cancellationToken);

    internal Exception? RefusalToAccept(string verb) => _phase switch
    {
        SocketPhase.Listening => null,
        SocketPhase.Closed => Disposed(verb),
        _ => new InvalidOperationException($"{verb} {this}: the socket does not listen. Call Bind and Listen first."),
    };

    /// <summary>accept4(2). The connection is adopted on the hub that is to own it.</summary>
    internal Errno TryAccept(HubPort owner, out OwnedSocket? accepted)
    {
        TakeOverStatus();
        KernelResult result = _kernel.Accept(Number, out KernelAddress peer);
        if (!result.IsOk)
        {
            // Out of descriptors, the connection is still there: _readReady stays, and whoever backs off may simply try
            // again.
            _readReady = !result.WouldBlock;
            accepted = null;
            return result.Errno;
        }

        accepted = new OwnedSocket(owner, result.Value, Kind with { IsListening = false }, SocketPhase.Connected, peer) { IsDualMode = IsDualMode };
        if (owner.TryAdopt(accepted))
        {
            return Errno.None;
        }

        accepted = null;
        return Errno.Canceled;
    }

    /// <summary>
    /// The port that this socket was adopted by; connections that it accepts for itself go there too. Any thread.
    /// </summary>
    internal HubPort Port => _port;
}
