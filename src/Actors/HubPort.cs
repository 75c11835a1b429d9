using Akka.Actor;

namespace Akka.Greensock;

/// <summary>
/// Where a hub and an actor system meet: it has every socket of the hub adopted by an actor under that hub's supervisor. The supervisor is born a few
/// turns after the hub; sockets that come earlier work at once and are adopted then.
/// </summary>
internal sealed class HubPort
{
    private readonly List<TcpSocket> _unadopted = [];
    private IActorContext? _supervisor;
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

    /// <summary>Bytes that are received on behalf of actors before they are copied out: one area for the whole hub. On the hub.</summary>
    public byte[] Scratch { get; } = GC.AllocateUninitializedArray<byte>(64 * 1024);

    /// <summary>What every socket actor of this hub is made from.</summary>
    public Props SocketProps { get; }

    /// <summary>The hub's supervisor is up. On the hub.</summary>
    public void Open(IActorContext supervisor)
    {
        _supervisor = supervisor;
        TcpSocket[] waiting = [.. _unadopted];
        _unadopted.Clear();
        foreach (TcpSocket socket in waiting)
        {
            Adopt(socket);
        }
    }

    /// <summary>The hub's supervisor has ended, and every socket with it: there will be no more. On the hub.</summary>
    public void Close()
    {
        _closed = true;
        _supervisor = null;
        CloseUnadopted();
    }

    /// <summary>The hub begins to stop. Sockets whose supervisor has not come by now are closed here: it may come after the hub's end. On the hub.</summary>
    public void CloseUnadopted()
    {
        if (_supervisor is not null)
        {
            return; // it has adopted all of them, and closes them as it ends
        }

        _closed = true;
        foreach (TcpSocket socket in _unadopted.ToArray())
        {
            socket.Close();
        }
    }

    /// <summary>Gives a new socket its actor. Any thread. False: the hub takes no more, and the socket has been closed.</summary>
    public bool TryAdopt(TcpSocket socket)
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

    /// <summary>A socket has closed: its actor ends. On the hub.</summary>
    public void Release(TcpSocket socket)
    {
        if (socket.Actor is { } actor)
        {
            _supervisor?.Stop(actor);
        }
        else
        {
            _unadopted.Remove(socket);
        }
    }

    private bool Adopt(TcpSocket socket)
    {
        if (_closed)
        {
            socket.Close();
            return false;
        }

        // A connected socket is watched from its first moment; any other once it connects or listens.
        if (socket.Phase == SocketPhase.Connected && !socket.Watch().IsOk)
        {
            socket.Close();
            return false;
        }

        if (_supervisor is null)
        {
            _unadopted.Add(socket);
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
    }

    private sealed class Adoption(HubPort port, TcpSocket socket) : IHubWork
    {
        public void Run() => port.Adopt(socket);

        public void Reject() => port.Hub.Kernel.Close(socket.Number);
    }
}
