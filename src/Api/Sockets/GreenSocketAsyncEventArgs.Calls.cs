using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>A call, from its start to its end.</content>
public partial class GreenSocketAsyncEventArgs
{
    private readonly bool _suppressesFlow;
    private GreenSocket? _sender;
    private CancellationTokenSource? _cancellation;
    private int _isBusy;
    private volatile bool _disposed;

    /// <summary>Cancelled by <see cref="Cancel"/>.</summary>
    internal CancellationToken Cancellation => _cancellation?.Token ?? CancellationToken.None;

    /// <summary>A call begins. What its caller checks comes before.</summary>
    internal void Begin(GreenSocket socket, SocketAsyncOperation operation, bool canBeCancelled = false)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            throw Busy();
        }

        _sender = socket;
        _cancellation = canBeCancelled ? new CancellationTokenSource() : null;
        LastOperation = operation;
        ConnectSocket = null;
        ConnectByNameError = null;
    }

    /// <summary>It was refused as it began, and has not been.</summary>
    internal void Refused() => Volatile.Write(ref _isBusy, 0);

    /// <summary>Ends a connect that is under way.</summary>
    internal void Cancel() => _cancellation?.Cancel();

    /// <summary>
    /// Takes what has been started. False: it has ended, and nothing will be raised. True: it goes on, and
    /// <see cref="Completed"/> tells of its end.
    /// </summary>
    internal bool Follow<T>(ValueTask<T> call, Action<GreenSocketAsyncEventArgs, T> take)
    {
        if (call.IsCompleted)
        {
            try
            {
                Take(call.GetAwaiter().GetResult(), take);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                Failed(e);
            }
            catch
            {
                Refused(); // not a socket's failure: the caller's
                throw;
            }

            return false;
        }

        if (_suppressesFlow && !ExecutionContext.IsFlowSuppressed())
        {
            using (ExecutionContext.SuppressFlow())
            {
                _ = EndAsync(call.AsTask(), take);
            }
        }
        else
        {
            _ = EndAsync(call.AsTask(), take);
        }

        return true;
    }

    internal void Received(SocketReceiveFromResult result)
    {
        BytesTransferred = result.ReceivedBytes;
        RemoteEndPoint = result.RemoteEndPoint;
    }

    internal void Received(SocketReceiveMessageFromResult result)
    {
        BytesTransferred = result.ReceivedBytes;
        RemoteEndPoint = result.RemoteEndPoint;
        SocketFlags = result.SocketFlags;
        ReceiveMessageFromPacketInfo = result.PacketInformation;
    }

    internal void Transferred(int bytes) => BytesTransferred = bytes;

    internal void Accepted(GreenSocket socket) => AcceptSocket = socket;

    internal void Connected(GreenSocket socket, int sent)
    {
        ConnectSocket = socket;
        BytesTransferred = sent;
    }

    internal void ThrowIfBusy()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Volatile.Read(ref _isBusy) != 0)
        {
            throw Busy();
        }
    }

    private void Take<T>(T result, Action<GreenSocketAsyncEventArgs, T> take)
    {
        BytesTransferred = 0;
        take(this, result);
        SocketError = SocketError.Success;
        Ended();
    }

    private void Failed(Exception failure)
    {
        BytesTransferred = 0;
        SocketError = failure switch
        {
            SocketException e => e.SocketErrorCode,
            OperationCanceledException or ObjectDisposedException or GreenletExitException => SocketError.OperationAborted,
            _ => SocketError.SocketError,
        };
        ConnectByNameError = LastOperation == SocketAsyncOperation.Connect && RemoteEndPoint is DnsEndPoint ? failure : null;
        Ended();
    }

    private void Ended()
    {
        _cancellation = null;
        Volatile.Write(ref _isBusy, 0);
    }

    // In the greenlet that made the call; otherwise on the pool, because a thread's own context may be waiting for this.
    private async Task EndAsync<T>(Task<T> call, Action<GreenSocketAsyncEventArgs, T> take)
    {
        ConfigureAwaitOptions where = Hub.Current is null ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.ContinueOnCapturedContext;
        await ((Task)call).ConfigureAwait(where | ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            Take(await call, take);
        }
        catch (Exception e)
        {
            Failed(e); // there is nobody else who could be told
        }

        OnCompleted(this);
    }

    private static InvalidOperationException Busy() => new("This object is at a call already: wait for its end, or take another one.");
}
