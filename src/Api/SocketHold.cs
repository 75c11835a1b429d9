using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// A file's share in its socket: the descriptor lives until the socket and every share are closed. Its calls are told
/// from the socket's own, so that the close of one leaves those of the other alone.
/// </summary>
internal sealed class SocketHold : IDisposable, IAsyncDisposable
{
    private readonly GreenSocket _socket; // held too, so that it is not finalized before its files
    private readonly OwnedSocket _owned;
    private int _disposed;

    /// <summary>Makes a share that has been counted already.</summary>
    public SocketHold(GreenSocket socket, OwnedSocket owned)
    {
        _socket = socket;
        _owned = owned;
    }

    /// <summary>Lets go of a socket whose file was forgotten, once no call of it waits any more.</summary>
    ~SocketHold()
    {
        // The façade may have been closed before; where it was forgotten too, its own finalizer does the same.
        if (_disposed == 0 && _owned.LetGo())
        {
            _owned.Forget();
        }
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _owned.ReceiveAsync(buffer, SocketFlags.None, _socket.Timeout, cancellationToken, holder: this);

    public ValueTask SendAllAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken) =>
        _owned.SendAllAsync(buffer, SocketFlags.None, _socket.Timeout, cancellationToken, holder: this);

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer) =>
        _owned.SendAsync(buffer, SocketFlags.None, _socket.Timeout, CancellationToken.None, holder: this);

    /// <summary>Lets go, as <see cref="GreenSocket.Dispose"/> does.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        LetGo();
        _owned.EndHolderFromAnywhere(this);
    }

    /// <summary>Lets go, and parks until the hub has done what follows from it.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        LetGo();
        return _owned.EndHolderAsync(this);
    }

    private void LetGo()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _owned.LetGo();
        }
    }
}
