using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// Closing is: mark, wake every waiter, close the number; in one turn, once. The waiters' code runs only afterwards,
/// from the ready queue, so none of them can meet a half-closed socket or a number that somebody else has got
/// meanwhile.
/// </content>
internal sealed partial class OwnedSocket
{
    private BoundFile? _boundFile;

    private volatile bool _closesInOrder;

    /// <summary>
    /// Has the close that is to follow send what was sent and an end of stream, also where a call is waiting. Any thread.
    /// </summary>
    internal void CloseInOrder() => _closesInOrder = true;

    /// <summary>Closes the socket; a second time does nothing.</summary>
    /// <remarks>
    /// A connection on which a call was waiting, and whose sending side was not shut down, is reset: as with
    /// System.Net.Sockets, whose users know that a close under a pending call is abrupt. Otherwise the peer gets what
    /// was sent and then its end of stream.
    /// </remarks>
    internal void Close(bool abortive = false)
    {
        if (TryEnd(abortive))
        {
            _port.Release(this);
        }
    }

    /// <summary>Closes it soon, on its hub. Any thread.</summary>
    internal void CloseFromAnywhere()
    {
        if (Hub.Current == Hub)
        {
            Close();
            return;
        }

        var closing = new Closing(this);
        if (!Hub.TryAdd(closing))
        {
            closing.Reject();
        }
    }

    /// <summary>All of a close but what becomes of the actor. False: it was closed before.</summary>
    private bool TryEnd(bool abortive)
    {
        // By exchange, because once the hub has ended several threads may come: the number must be closed once.
        SocketPhase before = Interlocked.Exchange(ref _phase, SocketPhase.Closed);
        if (before == SocketPhase.Closed)
        {
            return false;
        }

        bool hadWaiters = !_readers.IsEmpty || !_writers.IsEmpty;
        bool isConnection = before == SocketPhase.Connected && IsStream;
        bool inOrder = isConnection && _closesInOrder && !abortive;
        bool reset = isConnection && (abortive || (hadWaiters && !_shutForSending && !inOrder));
        FailAll("closed");
        if (inOrder)
        {
            // Before the close, which would be a reset where there are bytes that nobody has received.
            _kernel.Shutdown(Number, SocketShutdown.Both);
        }

        if (reset)
        {
            _kernel.SetLinger(Number, on: true, seconds: 0);
        }

        if (_sendRetry is { } retry)
        {
            Hub.Timers.Cancel(retry);
        }

        Hub.Unwatch(this);
        Hub.Numbers.Disown(this);
        Hub.Numbers.Closing(Number);
        GiveBackStatus();
        _kernel.Close(Number);
        Number = -1;
        RemoveBoundFile();
        EndPump();
        return true;
    }

    private void EndPump()
    {
        ISocketPump? pump = _pump;
        _pump = null;
        if (pump is not null)
        {
            Hub.GuestWent();
        }

        try
        {
            pump?.OnClosed();
        }
        catch (Exception e)
        {
            Hub.Report(null, e);
        }
    }

    private void RemoveBoundFile()
    {
        if (_boundFile is { } file)
        {
            _boundFile = null;
            if (file.IsLetGo())
            {
                _kernel.RemoveUnixName(file.Address, file.Identity);
            }
        }
    }

    /// <summary>
    /// Nobody holds the façade any more. Finalizer thread. A greenlet that is parked in a call holds only that:
    /// <c>await socket.ReceiveAsync()</c> as a method's last words needs the socket no longer. So the socket lives as
    /// long as a call waits, or an actor uses it by messages.
    /// </summary>
    internal void Forget() => Hub.TryAdd(new Forgetting(this));

    /// <summary>shutdown(2).</summary>
    internal Errno TryShutdown(SocketShutdown how)
    {
        if (_phase != SocketPhase.Connected)
        {
            return _phase == SocketPhase.Closed ? Errno.BadF : Errno.NotConn;
        }

        KernelResult result = _kernel.Shutdown(Number, how);
        if (!result.IsOk)
        {
            return result.Errno;
        }

        _hasParted = true;
        if (how != SocketShutdown.Send)
        {
            // A parked reader gets its end of stream. The kernel reports that too, but not on every platform.
            _hungUp = true;
            _readReady = true;
            _readers.Head?.Schedule();
        }

        if (how != SocketShutdown.Receive)
        {
            _shutForSending = true;
            _writeReady = true;
            _writers.Head?.Schedule();
        }

        return Errno.None;
    }

    private void FailAll(string because)
    {
        FailAll(ref _readers, because);
        FailAll(ref _writers, because);
        EndPolls();
        Volatile.Read(ref _ending)?.Cancel();
    }

    private void FailAll(ref OperationQueue queue, string because)
    {
        while (queue.Head is { } operation)
        {
            operation.Fail(SocketErrorText.Aborted(((ISocketCall)operation).Verb, ToString(), because));
        }
    }

    private void CloseIfForgotten()
    {
        if (_isForgotten && _readers.IsEmpty && _writers.IsEmpty && _polls.IsEmpty && _pump is null)
        {
            Close();
        }
    }

    private sealed class Forgetting(OwnedSocket socket) : IHubWork
    {
        public void Run()
        {
            socket._isForgotten = true;
            socket.CloseIfForgotten();
        }

        // The hub closed all it had before it ended.
        public void Reject()
        {
        }
    }

    private sealed class Closing(OwnedSocket socket) : IHubWork
    {
        public void Run() => socket.Close();

        // The hub has ended. It closed what it watched; a socket that it never watched is closed here.
        public void Reject() => socket.Close();
    }
}
