using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Accepting. Connections belong to the listener's hub.</content>
public partial class GreenTcpListener
{
    /// <summary>Whether a connection waits to be accepted.</summary>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="PendingAsync"/>.</exception>
    /// <remarks>Parks until the hub has looked at the kernel once.</remarks>
    public bool Pending() => Listening(nameof(Pending)).Poll(0, SelectMode.SelectRead);

    /// <summary>Whether a connection waits to be accepted.</summary>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <remarks>Parks until the hub has looked at the kernel once.</remarks>
    public ValueTask<bool> PendingAsync() => Listening(nameof(PendingAsync)).PollAsync(0, SelectMode.SelectRead);

    /// <summary>Accepts a connection.</summary>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets; Interrupted: it was stopped meanwhile.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await <see cref="AcceptSocketAsync()"/>.</exception>
    /// <remarks>Parks until there is a connection.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/accept.2.html">accept(2)</seealso>
    public GreenSocket AcceptSocket()
    {
        GreenSocket server = Listening(nameof(AcceptSocket));
        using var call = SynchronousCall.Begin("GreenTcpListener.AcceptSocket", nameof(AcceptSocketAsync));
        return server.Accept();
    }

    /// <summary>Accepts a connection.</summary>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets; Interrupted: it was stopped meanwhile.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="AcceptTcpClientAsync()"/>.</exception>
    /// <remarks>Parks until there is a connection.</remarks>
    public GreenTcpClient AcceptTcpClient()
    {
        GreenSocket server = Listening(nameof(AcceptTcpClient));
        using var call = SynchronousCall.Begin("GreenTcpListener.AcceptTcpClient", nameof(AcceptTcpClientAsync));
        return new GreenTcpClient(server.Accept());
    }

    /// <summary>Accepts a connection.</summary>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <exception cref="SocketException">In the task: TooManyOpenSockets; OperationAborted: it was stopped
    /// meanwhile.</exception>
    /// <remarks>Parks until there is a connection.</remarks>
    public Task<GreenSocket> AcceptSocketAsync() => AcceptSocketAsync(CancellationToken.None).AsTask();

    /// <summary>Accepts a connection.</summary>
    /// <param name="cancellationToken">Ends the wait; no connection is lost.</param>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets; OperationAborted: it was stopped meanwhile.</exception>
    /// <remarks>Parks until there is a connection.</remarks>
    public ValueTask<GreenSocket> AcceptSocketAsync(CancellationToken cancellationToken) =>
        Listening(nameof(AcceptSocketAsync)).AcceptAsync(cancellationToken);

    /// <summary>Accepts a connection.</summary>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <exception cref="SocketException">In the task: TooManyOpenSockets; OperationAborted: it was stopped
    /// meanwhile.</exception>
    /// <remarks>Parks until there is a connection.</remarks>
    public Task<GreenTcpClient> AcceptTcpClientAsync() => AcceptTcpClientAsync(CancellationToken.None).AsTask();

    /// <summary>Accepts a connection.</summary>
    /// <param name="cancellationToken">Ends the wait; no connection is lost.</param>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets; OperationAborted: it was stopped meanwhile.</exception>
    /// <remarks>Parks until there is a connection.</remarks>
    public ValueTask<GreenTcpClient> AcceptTcpClientAsync(CancellationToken cancellationToken) =>
        ClientOfAsync(Listening(nameof(AcceptTcpClientAsync)).AcceptAsync(cancellationToken));

    /// <summary>Begins <see cref="AcceptSocket"/>.</summary>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <remarks>Does not park.</remarks>
    public IAsyncResult BeginAcceptSocket(AsyncCallback? callback, object? state) =>
        BegunCall.Begin(AcceptSocketAsync(), callback, state);

    /// <summary>Ends <see cref="BeginAcceptSocket"/>.</summary>
    /// <param name="asyncResult">What it gave.</param>
    /// <exception cref="ArgumentException">The result is another member's, or null.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets.</exception>
    /// <exception cref="ObjectDisposedException">It was stopped meanwhile.</exception>
    /// <exception cref="BlockingSwitchOutException">The accept has not ended, and here nothing may wait.</exception>
    /// <remarks>Parks until the accept has ended.</remarks>
    public GreenSocket EndAcceptSocket(IAsyncResult asyncResult) =>
        EndAccept<GreenSocket>(asyncResult, "GreenTcpListener.EndAcceptSocket", nameof(AcceptSocketAsync));

    /// <summary>Begins <see cref="AcceptTcpClient"/>.</summary>
    /// <param name="callback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="InvalidOperationException">It does not listen.</exception>
    /// <remarks>Does not park.</remarks>
    public IAsyncResult BeginAcceptTcpClient(AsyncCallback? callback, object? state) =>
        BegunCall.Begin(AcceptTcpClientAsync(), callback, state);

    /// <summary>Ends <see cref="BeginAcceptTcpClient"/>.</summary>
    /// <param name="asyncResult">What it gave.</param>
    /// <exception cref="ArgumentException">The result is another member's, or null.</exception>
    /// <exception cref="SocketException">TooManyOpenSockets.</exception>
    /// <exception cref="ObjectDisposedException">It was stopped meanwhile.</exception>
    /// <exception cref="BlockingSwitchOutException">The accept has not ended, and here nothing may wait.</exception>
    /// <remarks>Parks until the accept has ended.</remarks>
    public GreenTcpClient EndAcceptTcpClient(IAsyncResult asyncResult) =>
        EndAccept<GreenTcpClient>(asyncResult, "GreenTcpListener.EndAcceptTcpClient", nameof(AcceptTcpClientAsync));

    private static async ValueTask<GreenTcpClient> ClientOfAsync(ValueTask<GreenSocket> accepting) => new(await accepting);

    private T EndAccept<T>(IAsyncResult asyncResult, string operation, string twin)
    {
        try
        {
            return BegunCall.End<T>(asyncResult, operation, twin);
        }
        catch (SocketException e) when (!Active)
        {
            // Programs of that time look for this one, to tell the end from a failure.
            throw new ObjectDisposedException($"{operation}: the listener was stopped meanwhile.", e);
        }
    }
}
