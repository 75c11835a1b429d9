namespace Akka.Greensock.TestKit;

/// <content>Listening: connections come in, and wait to be accepted.</content>
internal sealed partial class TcpSocket
{
    private readonly Queue<TcpConnection> _accepted = new();
    private readonly List<TcpConnection> _comingIn = [];
    private int _backlog;

    public bool IsListening => Description.IsListening;

    /// <summary>One more may wait: as Linux has it, one more than was asked for.</summary>
    public bool HasPlace => _accepted.Count <= _backlog;

    public override KernelResult Listen(int backlog)
    {
        if (_connection is not null || _isInProgress)
        {
            return KernelResult.Fail(Errno.Inval);
        }

        if (!IsListening)
        {
            bool isTaken = Local is { } local && Ports.On(local.Port)
                .Any(other => other != this && other.Description.IsListening && !(MaySharePort && other.MaySharePort) && Meets(other));
            Errno errno = isTaken ? Errno.AddrInUse : BindToAny(Any);
            if (errno != Errno.None)
            {
                return KernelResult.Fail(errno);
            }

            Description = Description with { IsListening = true };
        }

        _backlog = (uint)backlog > TcpConstants.MaximumBacklog ? TcpConstants.MaximumBacklog : backlog;
        return KernelResult.Ok();
    }

    public override KernelResult Accept(out KernelAddress peer)
    {
        peer = default;
        if (!IsListening)
        {
            return KernelResult.Fail(Errno.Inval);
        }

        if (_accepted.Count == 0)
        {
            return KernelResult.Fail(Errno.Again);
        }

        var socket = new TcpSocket(this, _accepted.Peek());
        KernelResult installed = Kernel.Install(socket);
        if (!installed.IsOk)
        {
            socket._connection!.Socket = null;
            socket._connection.Listener = this;
            return installed;
        }

        _accepted.Dequeue();
        peer = socket._connection!.Remote.To(Family);
        return installed;
    }

    /// <summary>A SYN came.</summary>
    public void Receive(Packet syn)
    {
        if (!HasPlace || _comingIn.Count > Math.Max(_backlog, 8))
        {
            return; // the peer tries again in a second
        }

        var connection = new TcpConnection(Host, syn.Target, syn.Source, TcpState.SynReceived, _tcp with { })
        {
            Listener = this,
            Inherited = ShareOptions(),
        };
        _comingIn.Add(connection);
        connection.Answer(syn);
    }

    /// <summary>A connection is there to be accepted.</summary>
    public void HasComeIn(TcpConnection connection)
    {
        _comingIn.Remove(connection);
        _accepted.Enqueue(connection);
        Notify(Readiness.Readable);
    }

    /// <summary>A connection ended before it was accepted: accept(2) still gives it, unless it was not even there yet.</summary>
    public void HasGone(TcpConnection connection) => _comingIn.Remove(connection);

    private bool Meets(InternetSocket other) => other.Hears(Local!.Value) || Hears(other.Local!.Value);

    private void StopListening()
    {
        if (!IsListening)
        {
            return;
        }

        Description = Description with { IsListening = false };
        TcpConnection[] left = [.. _comingIn, .. _accepted];
        _comingIn.Clear();
        _accepted.Clear();
        foreach (TcpConnection connection in left)
        {
            connection.Listener = null;
            connection.Abort();
        }

        Notify(Readiness.Readable | Readiness.Hangup);
    }
}
