namespace Akka.Greensock;

/// <content>How a call that does not wait for the peer reaches the owner's hub.</content>
internal sealed partial class OwnedSocket
{
    /// <summary>
    /// Makes a call on the socket and gives its result: at once on its hub; from elsewhere the caller waits until the hub
    /// has made it.
    /// </summary>
    /// <exception cref="BlockingSwitchOutException">This is no place to wait: an async greenlet or an actor of another
    /// hub.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    internal T Call<T>(string operation, string twin, Func<OwnedSocket, T> call)
    {
        if (Hub.Current == Hub)
        {
            return Guarded(operation, call);
        }

        using var waiting = SynchronousCall.Begin(operation, twin);
        return waiting.Wait(CallAsync(operation, call));
    }

    /// <summary>The same, awaitably. Any thread.</summary>
    internal ValueTask<T> CallAsync<T>(string operation, Func<OwnedSocket, T> call) => CallOperation<T>.StartAsync(this, operation, call);

    internal T Guarded<T>(string operation, Func<OwnedSocket, T> call) => IsClosed ? throw Disposed(operation) : call(this);
}
