using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>Connecting and accepting.</summary>
/// <remarks>
/// <para><b>A second connect after a failed one.</b> POSIX leaves the socket in an unspecified state and tells portable
/// programs to make a new one; on Linux the next connect answers ECONNABORTED and the one after that works. A
/// non-blocking BCL socket takes that ECONNABORTED for an answer and from then on says that it is connected, to nobody.
/// gevent's users retry on the same socket, on Linux with success.</para>
/// <para>So after a failure the next connect first puts a fresh BCL socket in the place of the failed one: same
/// descriptor, same registration, same interest, the options that were set through the seam set again, bound again to
/// the same address and port. Lost are: options that were not set through the seam, multicast memberships, datagrams
/// not yet read, and for a moment the bound port, which another process may take (then the connect answers EADDRINUSE).
/// A TCP connection loses nothing else, as it was none yet.</para>
/// <para><b>SO_ERROR is read once.</b> Reading clears it, and the BCL reads it behind our back when it is asked for
/// Connected or an address while a connect is under way. So here everything that may do so settles the connect first,
/// and the outcome is kept.</para>
/// <para><b>Unix sockets connect at once or not at all.</b> EAGAIN says that the listener's backlog is full; nothing is
/// under way then, and no event will come. The BCL takes it for a connect in progress, and would find the socket
/// connected, to nobody: so the attempt counts as failed, and the answer is EAGAIN.</para>
/// </remarks>
internal sealed partial class PortableSocket
{
    private ConnectPhase _phase;
    private Errno _connectError; // why, in ConnectPhase.Failed
    private KernelAddress _peer; // in ConnectPhase.Established
    private KernelAddress _target; // in ConnectPhase.Pending
    private EndPoint? _bound;

    private PortableSocket(Socket accepted, in KernelAddress peer, in KernelAddress unixName)
        : this(accepted)
    {
        _phase = ConnectPhase.Established;
        _peer = peer;
        _unixName = unixName;
    }

    private enum ConnectPhase
    {
        None,
        Pending,
        Established,
        Failed,
    }

    /// <summary>A connect is under way, or has failed and nobody tried again.</summary>
    public bool IsConnecting => _phase is ConnectPhase.Pending or ConnectPhase.Failed;

    public KernelResult Connect(in KernelAddress address)
    {
        Errno refusal = PortableEndPoints.TryTranslate(address, out EndPoint endPoint);
        if (refusal != Errno.None)
        {
            return KernelResult.Fail(refusal);
        }

        if (_phase == ConnectPhase.Pending)
        {
            return KernelResult.Fail(Errno.Already);
        }

        if (_listening || (_phase == ConnectPhase.Established && IsConnectionOriented))
        {
            return KernelResult.Fail(Errno.IsConn);
        }

        try
        {
            if (IsSpent)
            {
                Renew();
            }

            // There is no overload that answers instead of throwing: one exception for each connect of a stream.
            Inner.Connect(endPoint);
            if (!IsConnectionOriented)
            {
                Associate(address);
                return KernelResult.Ok();
            }

            Established(address);
            return KernelResult.Ok();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock && Inner.AddressFamily == AddressFamily.Unix)
        {
            return Failed(Errno.Again);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            _phase = ConnectPhase.Pending;
            _target = address;
            Want(Interest.Write);
            return KernelResult.Fail(Errno.InProgress);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return Failed(answer.Errno);
        }
    }

    public KernelResult FinishConnect()
    {
        switch (_phase)
        {
            case ConnectPhase.Established:
                return KernelResult.Ok();
            case ConnectPhase.Failed:
                return KernelResult.Fail(_connectError);
            case ConnectPhase.None:
                return KernelResult.Fail(Errno.NotConn);
        }

        try
        {
            if (!Inner.Poll(0, SelectMode.SelectWrite) && !Inner.Poll(0, SelectMode.SelectError))
            {
                Want(Interest.Write);
                return KernelResult.Fail(Errno.InProgress);
            }

            Errno error = ReadPendingError();
            if (error != Errno.None)
            {
                return Failed(error);
            }

            // Asking is what makes the BCL notice. It asks for SO_ERROR again: a no is a reset that came since.
            if (!Inner.Connected)
            {
                return Failed(Errno.ConnReset);
            }

            Established(_target);
            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return Failed(answer.Errno);
        }
    }

    public KernelResult Accept(out PortableSocket? accepted)
    {
        accepted = null;
        if (!_listening)
        {
            return KernelResult.Fail(IsConnectionOriented ? Errno.Inval : Errno.OpNotSupp);
        }

        try
        {
            // Accept can say "would block" by an exception only, ten times the price of this question.
            if (!Inner.Poll(0, SelectMode.SelectRead))
            {
                Want(Interest.Read);
                return KernelResult.Fail(Errno.Again);
            }

            Socket socket = Inner.Accept();
            accepted = new PortableSocket(socket, PortableEndPoints.ToAddress(socket.RemoteEndPoint), _unixName);
            return KernelResult.Ok();
        }
        catch (ArgumentOutOfRangeException)
        {
            // The BCL has no room for a peer whose Unix path fills sun_path to the last byte, and drops the connection.
            return KernelResult.Fail(Errno.ConnAborted);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            if (answer.WouldBlock)
            {
                Want(Interest.Read);
            }

            return answer;
        }
    }

    // A connected datagram socket that had an error (ICMP port unreachable) counts as disconnected with the BCL, which
    // then refuses to connect it.
    private bool IsSpent => _phase == ConnectPhase.Failed || (_phase == ConnectPhase.Established && !Inner.Connected);

    private void Settle()
    {
        if (_phase == ConnectPhase.Pending)
        {
            FinishConnect();
        }
    }

    private void Established(in KernelAddress target)
    {
        _phase = ConnectPhase.Established;
        _peer = PortableEndPoints.ToAddress(Inner.RemoteEndPoint);
        if (_peer.IsNone)
        {
            _peer = target; // the BCL does not say: a foreign family, or a Unix path of full length
        }
    }

    /// <summary>A socket for datagrams has a new peer, or none any more (AF_UNSPEC).</summary>
    private void Associate(in KernelAddress address)
    {
        bool dissolved = address.Family == AddressFamily.Unknown && address.Name[..2].IndexOfAnyExcept((byte)0) < 0;
        _phase = dissolved ? ConnectPhase.None : ConnectPhase.Established;
        _peer = dissolved ? default : Mapped(address); // the BCL names the first peer for ever
    }

    private KernelResult Failed(Errno error)
    {
        _phase = ConnectPhase.Failed;
        _connectError = error;
        return KernelResult.Fail(error);
    }

    private void Renew()
    {
        // Made before the old one is gone: where descriptors have run out, the old one stays and the next connect tries
        // again.
        var fresh = new Socket(Inner.AddressFamily, Inner.SocketType, Inner.ProtocolType) { Blocking = false };
        RepeatOptions(fresh);
        Inner.Dispose();
        Inner = fresh;
        if (_bound is not null)
        {
            // A Unix path stays taken after its socket is gone. Only the file that we made is in our way.
            RemoveOwnUnixFile();
            fresh.Bind(_bound);
        }
    }
}
