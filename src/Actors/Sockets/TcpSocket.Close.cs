using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// Closing is: mark, wake every waiter, close the number; in one turn, once. The waiters' code runs only afterwards, from the ready queue, so none of
/// them can meet a half-closed socket or a number that somebody else has got meanwhile.
/// </content>
internal sealed partial class TcpSocket
{
    /// <summary>Closes the socket; a second time does nothing.</summary>
    /// <remarks>
    /// A connection on which a call was waiting, and whose sending side was not shut down, is reset: as with System.Net.Sockets, whose users know that a
    /// close under a pending call is abrupt. Otherwise the peer gets what was sent and then its end of stream.
    /// </remarks>
    internal void Close(bool abortive = false)
    {
        if (_phase == SocketPhase.Closed)
        {
            return;
        }

        bool hadWaiters = !_readers.IsEmpty || !_writers.IsEmpty;
        bool reset = _phase == SocketPhase.Connected && (abortive || (hadWaiters && !_shutForSending));
        _phase = SocketPhase.Closed;
        FailAll(ref _readers);
        FailAll(ref _writers);
        if (reset)
        {
            _kernel.SetLinger(Number, on: true, seconds: 0);
        }

        Hub.Unwatch(this);
        _kernel.Close(Number);
        Number = -1;
        ISocketPump? pump = _pump;
        _pump = null;
        pump?.OnClosed();
        _port.Release(this);
    }

    /// <summary>Closes it soon, on its hub. Any thread; with the hub gone it is closed already.</summary>
    internal void CloseFromAnywhere()
    {
        if (Hub.Current == Hub)
        {
            Close();
        }
        else
        {
            Hub.TryAdd(new Closing(this));
        }
    }

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

    private void FailAll(ref OperationQueue queue)
    {
        while (queue.Head is { } operation)
        {
            operation.Fail(SocketErrorText.Exception(((ISocketCall)operation).Verb, ToString(), SocketError.OperationAborted));
        }
    }

    private sealed class Closing(TcpSocket socket) : IHubWork
    {
        public void Run() => socket.Close();

        // The hub closed all it had before it ended.
        public void Reject()
        {
        }
    }
}
