namespace Akka.Greensock;

/// <content>
/// Who holds the socket: its façade, and each file that was made of it. Whoever lets go has its own waiting calls fail;
/// the last one closes the socket. Everything else that ends a socket (its hub, its actor, a detach) asks nobody.
/// </content>
internal sealed partial class OwnedSocket
{
    private int _holders = 1; // the façade; 0 for good once all have let go

    private bool _facadeHasEnded;

    /// <summary>A call that was made before the façade was closed, and arrives after that. On the hub.</summary>
    internal bool IsOverFor(object? holder) => holder is null && _facadeHasEnded;

    /// <summary>Somebody still wants it open. Any thread.</summary>
    internal bool IsHeld => Volatile.Read(ref _holders) > 0;

    /// <summary>One more holder. Any thread. False: the last one has let go.</summary>
    internal bool TryHold()
    {
        int holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            int seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
            {
                return true;
            }

            holders = seen;
        }

        return false;
    }

    /// <summary>
    /// A holder lets go, once. Any thread; the end of its calls is to follow. True: it was the last.
    /// </summary>
    internal bool LetGo() => Interlocked.Decrement(ref _holders) == 0;

    /// <summary>
    /// What follows from a holder's end: the close, or, while others hold the socket, the end of that one's calls.
    /// </summary>
    /// <param name="holder">Which; null for the façade.</param>
    private bool EndHolder(object? holder)
    {
        if (!IsHeld)
        {
            Close();
        }
        else if (!IsClosed)
        {
            _facadeHasEnded |= holder is null;
            FailAll(ref _readers, holder);
            FailAll(ref _writers, holder);
            if (holder is null)
            {
                EndPolls(); // files do not poll
            }
        }

        return true;
    }

    /// <summary>
    /// The same from any thread: at once on its hub, soon from another; a thread that is no hub waits for it.
    /// </summary>
    internal void EndHolderFromAnywhere(object? holder)
    {
        if (Hub.Current == Hub)
        {
            EndHolder(holder);
        }
        else if (Hub.Current is not null)
        {
            var ending = new HolderEnding(this, holder);
            if (!Hub.TryAdd(ending))
            {
                ending.Reject();
            }
        }
        else
        {
            try
            {
                Call("close", "DisposeAsync", socket => socket.EndHolder(holder));
            }
            catch (ObjectDisposedException)
            {
                // It was closed before: that is what was asked for.
            }
        }
    }

    /// <summary>The same, awaitably. Any thread.</summary>
    internal async ValueTask EndHolderAsync(object? holder)
    {
        try
        {
            await CallAsync("close", socket => socket.EndHolder(holder));
        }
        catch (ObjectDisposedException)
        {
            // It was closed before: that is what was asked for.
        }
        catch (InvalidOperationException) when (Hub.HasEnded)
        {
            // The hub closed all it had when it ended.
        }
    }

    /// <summary>
    /// What a façade speaks to that has been closed while others hold its socket: as that one will be. Any thread.
    /// </summary>
    internal OwnedSocket ClosedTwin() => new(_port, -1, Kind, SocketPhase.Closed, Peer)
    {
        Local = Local,
        IsBound = IsBound,
        IsDualMode = IsDualMode,
    };

    private void FailAll(ref OperationQueue queue, object? holder)
    {
        Operation? operation = queue.Head;
        while (operation is not null)
        {
            Operation? next = operation.NextInLine;
            if (operation is ISocketCall call && call.Holder == holder)
            {
                operation.Fail(SocketErrorText.Aborted(call.Verb, ToString(), "closed"));
            }

            operation = next;
        }
    }

    private sealed class HolderEnding(OwnedSocket socket, object? holder) : IHubWork
    {
        public void Run() => socket.EndHolder(holder);

        // The hub has ended, and no call waits any more.
        public void Reject() => socket.EndHolder(holder);
    }
}
