namespace Akka.Greensock;

/// <summary>
/// Whoever uses a socket by messages: it goes on whenever the kernel allows, where a call of the façade waits for one
/// result. It gets a direction only while no call waits in it.
/// </summary>
internal interface ISocketPump
{
    /// <summary>A direction may go on. It may schedule work and must not run any. On the hub.</summary>
    void OnReady();

    /// <summary>The socket is closed. On the hub.</summary>
    void OnClosed();
}
