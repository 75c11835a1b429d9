using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>One connection of a server, and the greenlet that serves it.</summary>
internal sealed class ServedConnection(
    GreenSocket socket, Delegate handler, bool noDelay, ConnectionSet set)
{
    /// <summary>The greenlet, once it has been spawned.</summary>
    public Greenlet? Greenlet { get; private set; }

    /// <summary>Starts to serve. On the acceptor's hub.</summary>
    public void Start()
    {
        set.Add(this);
        try
        {
            Greenlet = handler switch
            {
                Action<GreenSocket> synchronous => socket.Hub.Spawn(() => Serve(synchronous)),
                _ => socket.Hub.Spawn(() => ServeAsync((Func<GreenSocket, Task>)handler)),
            };
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

    private async Task ServeAsync(Func<GreenSocket, Task> serve)
    {
        try
        {
            Prepare();
            await serve(socket);
        }
        catch (Exception e) when (IsOfTheConnection(e))
        {
            // There is nobody to tell.
        }
        finally
        {
            End();
        }
    }

    private void Serve(Action<GreenSocket> serve)
    {
        try
        {
            Prepare();
            serve(socket);
        }
        catch (Exception e) when (IsOfTheConnection(e))
        {
            // There is nobody to tell.
        }
        finally
        {
            End();
        }
    }

    private void Prepare()
    {
        if (noDelay && socket.ProtocolType == ProtocolType.Tcp)
        {
            socket.NoDelay = true;
        }
    }

    /// <summary>The connection failed, as connections do, and the handler let it pass.</summary>
    private static bool IsOfTheConnection(Exception e) => e is SocketException or IOException { InnerException: SocketException };
}
