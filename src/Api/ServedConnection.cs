using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>One connection of a server, and the greenlet that serves it.</summary>
internal sealed class ServedConnection(
    GreenSocket socket, Func<GreenSocket, Task> handler, bool noDelay, ConnectionSet set)
{
    /// <summary>The greenlet, once it has been spawned.</summary>
    public Greenlet? Greenlet { get; private set; }

    /// <summary>Starts to serve. On the acceptor's hub.</summary>
    public void Start()
    {
        set.Add(this);
        try
        {
            Greenlet = socket.Hub.Spawn(ServeAsync);
        }
        catch (InvalidOperationException)
        {
            End(); // that hub has ended
        }
    }

    /// <summary>Closes it and takes it out of its set. A greenlet that was killed before it began has not.</summary>
    public void End()
    {
        socket.CloseWithFiles();
        set.Remove(this);
    }

    /// <summary>The same, and waits until its hub has closed it.</summary>
    public async ValueTask EndAsync()
    {
        await socket.DisposeWithFilesAsync();
        set.Remove(this);
    }

    private async Task ServeAsync()
    {
        try
        {
            if (noDelay && socket.ProtocolType == ProtocolType.Tcp)
            {
                socket.NoDelay = true;
            }

            await handler(socket);
        }
        catch (Exception e) when (e is SocketException or IOException { InnerException: SocketException })
        {
            // The connection failed, as connections do. The handler let it pass, so there is nobody to tell.
        }
        finally
        {
            End();
        }
    }
}
