using System.Net.Sockets;
using Akka.Actor;
using Akka.Greensock.Protocol;

namespace Akka.Greensock;

/// <summary>A connection that is used by messages: the stream half of <see cref="Protocol"/>.</summary>
internal sealed class StreamProtocol : SocketPump
{
    private readonly IActorContext _context;
    private readonly GreensockSettings _settings;
    private readonly Queue<(Send Command, IActorRef Sender)> _sends = new();
    private IActorRef? _handler;
    private Closed? _reason;
    private int _credit;
    private int _queuedBytes;
    private int _sentOfHead;
    private bool _keepOpen;
    private bool _ended;
    private bool _endSending;
    private bool _closing;

    public StreamProtocol(OwnedSocket socket, IActorRef self, IActorContext context)
        : base(socket, self)
    {
        _context = context;
        _settings = socket.Port.Owner.Settings;
        socket.AttachPump(this);
    }

    public void Handle(IStreamCommand command, IActorRef sender)
    {
        switch (command)
        {
            case Send send:
                Take(send, sender);
                break;
            case ReceiveMore more:
                // Credit saturates: Unlimited stays unlimited.
                _credit = (int)Math.Min((long)_credit + Math.Max(1, more.Count), int.MaxValue);
                OnReady();
                break;
            case Register register:
                TakeHandler(register);
                break;
            case EndSending:
                _endSending = true;
                OnReady();
                break;
            case Close:
                StartClosing(new Closed(CloseReason.Requested, SocketError.Success, "It was closed as requested."));
                break;
            case Abort:
                EndWith(new Closed(CloseReason.Aborted, SocketError.Success, "It was aborted as requested."), abortive: true);
                break;
        }
    }

    /// <summary>The handler's actor has ended: nobody is left to close the connection.</summary>
    public void HandlerEnded(IActorRef handler)
    {
        if (handler.Equals(_handler))
        {
            _handler = null;
            Socket.Close(abortive: true);
        }
    }

    public override void OnClosed()
    {
        base.OnClosed();
        Closed closed = _reason ?? new Closed(
            CloseReason.Stopped, SocketError.OperationAborted, "Its actor was stopped, or its façade closed it.");
        SocketError error = closed.Error == SocketError.Success ? SocketError.OperationAborted : closed.Error;
        foreach ((Send command, IActorRef sender) in _sends)
        {
            sender.Tell(new SendFailed(command, error, $"send {Socket}: {closed.Detail}"), Self);
        }

        _sends.Clear();
        _handler?.Tell(closed, Self);
        _handler = null;
    }

    /// <summary>Nobody has registered, or the peer has not taken what was to be sent before the close.</summary>
    internal override void OnDue() => EndWith(
        _closing
            ? new Closed(CloseReason.Aborted, SocketError.TimedOut, $"The peer did not take the last {_queuedBytes} bytes in time.")
            : new Closed(CloseReason.Aborted, SocketError.TimedOut, "Nobody registered for it in time."),
        abortive: true);

    /// <summary>The connection is new: somebody has to register for it, or it would stay for ever.</summary>
    public void AwaitHandler() => ArmTimer(_settings.RegisterTimeout);

    protected override void Pump()
    {
        Flush();
        if (!Socket.IsClosed)
        {
            ReceiveSome();
        }
    }

    private void TakeHandler(Register register)
    {
        if (_handler is { } before)
        {
            _context.Unwatch(before);
        }

        if (!_closing)
        {
            Socket.Hub.Timers.Cancel(this);
        }

        _handler = register.Handler;
        _keepOpen = register.KeepOpen;
        _context.Watch(_handler);
        OnReady();
    }

    private void Take(Send send, IActorRef sender)
    {
        if (Socket.Phase != SocketPhase.Connected || _closing || _endSending)
        {
            Refuse(send, sender, Socket.Phase == SocketPhase.Connected ? Errno.Pipe : Errno.NotConn);
        }
        else if (_sends.Count > 0 && (long)_queuedBytes + Weight(send) > _settings.SendQueueBytes)
        {
            Refuse(send, sender, Errno.NoBufs);
        }
        else
        {
            Enqueue(send, sender);
            if (_sends.Count == 1)
            {
                Flush(); // mostly the kernel takes it all, here and now
            }
        }
    }

    private void Enqueue(Send send, IActorRef sender)
    {
        _sends.Enqueue((send, sender));
        _queuedBytes += Weight(send);
    }

    // A send of nothing waits for its turn like any other, and so it counts: a queue of them would have no bound.
    private static int Weight(Send send) => Math.Max(1, send.Data.Length);

    private void Refuse(Send send, IActorRef sender, Errno errno) =>
        sender.Tell(new SendFailed(send, errno.ToSocketError(), SocketErrorText.Describe("send", Socket.ToString(), errno)), Self);

    private void Flush()
    {
        while (_sends.TryPeek(out (Send Command, IActorRef Sender) head) && Socket.MayGoOn(Direction.Writing))
        {
            KernelResult result = Socket.TrySend(head.Command.Data.Span[_sentOfHead..], SocketFlags.None);
            if (!result.IsOk)
            {
                if (!result.WouldBlock)
                {
                    FailWith("send", result.Errno);
                }

                return;
            }

            _sentOfHead += result.Value;
            if (_sentOfHead == head.Command.Data.Length)
            {
                _sends.Dequeue();
                _queuedBytes -= Weight(head.Command);
                _sentOfHead = 0;
                Acknowledge(head.Command, head.Sender);
            }
        }

        if (_sends.Count == 0)
        {
            Flushed();
        }
    }

    private void Flushed()
    {
        if (_closing)
        {
            Socket.Close();
        }
        else if (_endSending && !Socket.IsShutForSending && Socket.Phase == SocketPhase.Connected)
        {
            Socket.TryShutdown(SocketShutdown.Send);
        }
    }

    private void Acknowledge(Send send, IActorRef sender)
    {
        if (send.Token is { } token)
        {
            sender.Tell(new Sent(token), Self);
        }
    }

    private void ReceiveSome()
    {
        if (_credit == 0 || _ended || _closing || _handler is not { } handler || !Socket.MayGoOn(Direction.Reading))
        {
            return;
        }

        byte[] scratch = Socket.Port.Scratch;
        KernelResult result = Socket.TryReceive(scratch, SocketFlags.None);
        if (result.WouldBlock)
        {
            return;
        }

        if (!result.IsOk)
        {
            FailWith("receive", result.Errno);
        }
        else if (result.Value == 0)
        {
            _ended = true;
            handler.Tell(new EndOfStream(), Self);
            if (!_keepOpen)
            {
                StartClosing(new Closed(CloseReason.PeerClosed, SocketError.Success, "The peer closed the connection."));
            }
        }
        else
        {
            byte[] data = GC.AllocateUninitializedArray<byte>(result.Value);
            scratch.AsSpan(0, result.Value).CopyTo(data);
            _credit -= _credit == ReceiveMore.Unlimited ? 0 : 1;
            handler.Tell(new Received(data), Self);
            if (_credit > 0 && Socket.MayGoOn(Direction.Reading))
            {
                OnReady();
            }
        }
    }

    private void StartClosing(Closed reason)
    {
        if (!_closing)
        {
            _closing = true;
            _reason = reason;
            ArmTimer(_settings.CloseTimeout);
            OnReady();
        }
    }

    private void FailWith(string verb, Errno errno) => EndWith(
        new Closed(CloseReason.Failed, errno.ToSocketError(), SocketErrorText.Describe(verb, Socket.ToString(), errno)), abortive: false);

    private void EndWith(Closed reason, bool abortive)
    {
        _reason = reason;
        Socket.Close(abortive);
    }
}
