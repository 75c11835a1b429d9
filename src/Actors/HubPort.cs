using Akka.Actor;

namespace Akka.Greensock;

/// <summary>
/// Where a hub and an actor system meet: it has every socket of the hub adopted by an actor under that hub's
/// supervisor. The supervisor is born a few turns after the hub; sockets that come earlier work at once and are adopted
/// then.
/// </summary>
internal sealed class HubPort
{
    private readonly HashSet<OwnedSocket> _unadopted = [];
    private readonly Lock _gate = new(); // once the hub has ended, what is left of it ends on other threads
    private IActorContext? _supervisor;
    private byte[]? _scratch;
    private bool _closed;

    public HubPort(Greensock owner, Hub hub, string name, string dispatcherId)
    {
        Owner = owner;
        Hub = hub;
        Name = name;
        DispatcherId = dispatcherId;
        Buffers = new BufferPool(hub, owner.Settings.ReceiveBufferBytes, owner.Settings.PooledReceiveBuffers);
        SocketProps = Props.Create<SocketActor>().WithDispatcher(dispatcherId).WithMailbox(Greensock.MailboxId);
    }

    public Greensock Owner { get; }

    public Hub Hub { get; }

    /// <summary>The name of the hub's supervisor, /system/greensock/NAME.</summary>
    public string Name { get; }

    /// <summary>The id of the dispatcher that runs actors on this hub.</summary>
    public string DispatcherId { get; }

    /// <summary>The hub's receive buffers.</summary>
    public BufferPool Buffers { get; }

    /// <summary>
    /// Bytes that are received on behalf of actors before they are copied out: one area for the whole hub. On the hub.
    /// </summary>
    public byte[] Scratch => _scratch ??= GC.AllocateUninitializedArray<byte>(64 * 1024);

    /// <summary>What every socket actor of this hub is made from.</summary>
    public Props SocketProps { get; }

    /// <summary>The hub's supervisor is up. On the hub.</summary>
    public void Open(IActorContext supervisor)
    {
        _supervisor = supervisor;
        Owner.ExpectNoMore(this);
        foreach (OwnedSocket socket in TakeUnadopted())
        {
            Adopt(socket);
        }
    }

    /// <summary>
    /// The hub's supervisor has ended, and every socket with it: there will be no more. On the hub, or once that has
    /// ended.
    /// </summary>
    public void Close()
    {
        _closed = true;
        _supervisor = null;
        _scratch = null; // Akka keeps a dispatcher, and so this port, for as long as its system lives
        Owner.ExpectNoMore(this);
        foreach (OwnedSocket socket in TakeUnadopted())
        {
            socket.Close();
        }
    }

    /// <summary>
    /// Gives a new socket its actor. Any thread. False: the hub takes no more, and the socket has been closed.
    /// </summary>
    public bool TryAdopt(OwnedSocket socket)
    {
        if (Hub.Current == Hub)
        {
            return Adopt(socket);
        }

        var adoption = new Adoption(this, socket);
        if (Hub.TryAdd(adoption))
        {
            return true;
        }

        adoption.Reject();
        return false;
    }

    /// <summary>A socket has closed: its actor ends. On the hub, or once that has ended.</summary>
    public void Release(OwnedSocket socket)
    {
        if (socket.Actor is not { } actor)
        {
            lock (_gate)
            {
                _unadopted.Remove(socket);
            }
        }
        else if (Hub.Current == Hub && _supervisor is { } supervisor)
        {
            supervisor.Stop(actor);
        }
        else
        {
            ((IInternalActorRef)actor).Stop(); // which any thread may, and a supervisor's context may not
        }
    }

    private OwnedSocket[] TakeUnadopted()
    {
        lock (_gate)
        {
            OwnedSocket[] taken = [.. _unadopted];
            _unadopted.Clear();
            return taken;
        }
    }

    private bool Adopt(OwnedSocket socket)
    {
        if (_closed)
        {
            socket.Close();
            return false;
        }

        if (socket.IsWatchedFromBirth && !socket.Watch().IsOk)
        {
            socket.Close();
            return false;
        }

        if (_supervisor is null)
        {
            lock (_gate)
            {
                _unadopted.Add(socket);
            }

            return true;
        }

        try
        {
            socket.Actor = _supervisor.ActorOf(new SocketProps(SocketProps, socket));
            return true;
        }
        catch (InvalidOperationException)
        {
            // The supervisor is ending: Akka refuses new children.
            socket.Close();
            return false;
        }
        catch (Exception)
        {
            // Nobody would ever close it.
            socket.Close();
            throw;
        }
    }

    private sealed class Adoption(HubPort port, OwnedSocket socket) : IHubWork
    {
        public void Run() => port.Adopt(socket);

        public void Reject() => socket.Close();
    }
}
