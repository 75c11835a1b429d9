using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// Descriptors that come from elsewhere, go elsewhere, or are shared.
/// </content>
/// <remarks>
/// O_NONBLOCK belongs to the open file description, which a descriptor may share with duplicates in this and other
/// processes (open(2)). So a socket that was made elsewhere is not made non-blocking: whoever shares it would suddenly
/// hear EAGAIN. Every receive and send on it says MSG_DONTWAIT instead. accept(2), connect(2) and sendfile(2) have no such
/// flag, and a hub must never block in them: the first of these sets O_NONBLOCK, and a detach or a close puts back what
/// was there. Duplicates that were made here share a <see cref="ForeignDescription"/>, so that all of them know.
/// </remarks>
internal sealed partial class OwnedSocket
{
    private ForeignDescription? _foreign; // null for a description that was made here, which is non-blocking

    /// <summary>MSG_DONTWAIT for a description that still blocks.</summary>
    private SocketFlags PerCall => _foreign is { IsTaken: false } ? MessageFlags.DontWait : SocketFlags.None;

    /// <summary>What the system knows it by; -1 once closed or detached. Any thread.</summary>
    public int Handle
    {
        get
        {
            _isReplaceable = false; // whoever knows the number may do with it what we do not see
            KernelResult result = IsClosed ? KernelResult.Fail(Errno.BadF) : _kernel.GetHandle(Number);
            return result.IsOk ? result.Value : -1;
        }
    }

    /// <summary>Takes over a socket that was not made here, and has it adopted. Any thread.</summary>
    /// <exception cref="SocketException">There is no such descriptor, or it is no socket.</exception>
    /// <exception cref="ObjectDisposedException">The hub has ended, and the socket has been closed.</exception>
    internal static OwnedSocket Import(HubPort port, int handle)
    {
        KernelResult number = port.Hub.Kernel.Import(handle);
        if (!number.IsOk)
        {
            throw SocketErrorText.Exception("FromDescriptor", $"{handle}", number.Errno);
        }

        return Adopted(port, Found(port, number.Value, Origin.Theirs));
    }

    /// <summary>Takes over a duplicate of a socket that was not made here, and stays its owner's. Any thread.</summary>
    /// <exception cref="SocketException">There is no such descriptor, it is no socket, or none is left.</exception>
    /// <exception cref="ObjectDisposedException">The hub has ended, and the duplicate has been closed.</exception>
    internal static OwnedSocket ImportCopy(HubPort port, int handle) =>
        Adopted(port, Found(port, DuplicateOf(port.Hub.Kernel, handle, "fromfd"), Origin.TheirsCopied));

    /// <summary>A duplicate of a socket's descriptor, for somebody else. Any thread.</summary>
    /// <exception cref="SocketException">There is no such descriptor, it is no socket, or none is left.</exception>
    internal static int DuplicateHandle(HubPort port, int handle) =>
        port.Hub.Kernel.Export(DuplicateOf(port.Hub.Kernel, handle, "dup")).Value;

    private static int DuplicateOf(IKernel kernel, int handle, string verb)
    {
        KernelResult number = kernel.Import(handle);
        KernelResult duplicate = number;
        if (number.IsOk)
        {
            duplicate = kernel.Duplicate(number.Value);
            kernel.Export(number.Value);
        }

        return duplicate.IsOk ? duplicate.Value : throw SocketErrorText.Exception(verb, $"{handle}", duplicate.Errno);
    }

    /// <summary>Makes a socket by the platform's own numbers. Any thread.</summary>
    /// <exception cref="SocketException">The kernel refuses.</exception>
    /// <exception cref="ObjectDisposedException">The hub has ended, and the socket has been closed.</exception>
    internal static OwnedSocket MakeNative(HubPort port, int domain, int type, int protocol)
    {
        KernelResult made = port.Hub.Kernel.Socket(domain, type, protocol);
        return made.IsOk
            ? Adopted(port, Found(port, made.Value, Origin.Ours))
            : throw SocketErrorText.Exception("socket", $"of domain {domain}, type {type}, protocol {protocol}", made.Errno);
    }

    /// <summary>A pair of sockets that are connected to each other, both adopted. Any thread.</summary>
    /// <exception cref="SocketException">The kernel refuses: no such combination, no descriptor left.</exception>
    internal static (OwnedSocket First, OwnedSocket Second) MakePair(
        HubPort port, AddressFamily family, SocketType type, ProtocolType protocol)
    {
        KernelResult made = port.Hub.Kernel.SocketPair(family, type, protocol, out int other);
        if (!made.IsOk)
        {
            throw SocketErrorText.Exception("socketpair", $"of {family}, {type}, {protocol}", made.Errno);
        }

        OwnedSocket first;
        try
        {
            first = Adopted(port, Found(port, made.Value, Origin.Ours));
        }
        catch (Exception)
        {
            port.Hub.Kernel.Close(other);
            throw;
        }

        try
        {
            return (first, Adopted(port, Found(port, other, Origin.Ours)));
        }
        catch (Exception)
        {
            first.Close();
            throw;
        }
    }

    /// <summary>A second descriptor for the same socket, on the same hub.</summary>
    /// <exception cref="SocketException">No descriptor is left.</exception>
    internal OwnedSocket Duplicate()
    {
        _isReplaceable = false; // the two are one socket, and stay so
        KernelResult number = _kernel.Duplicate(Number);
        if (!number.IsOk)
        {
            throw Error("dup", number.Errno);
        }

        var copy = new OwnedSocket(_port, number.Value, Kind, _phase, Peer)
        {
            IsDualMode = IsDualMode,
            IsBound = IsBound,
            _foreign = _foreign,
            _connectingTo = _connectingTo,
            _boundFile = _boundFile?.Shared(),
            _shutForSending = _shutForSending,
        };
        Adopted(_port, copy);
        if (_phase == SocketPhase.Connecting)
        {
            copy.Watch(); // or it would never hear how the connect ends
        }

        return copy;
    }

    /// <summary>
    /// Gives the descriptor out of hand without closing it: waiting calls fail, and the socket is as after a close.
    /// </summary>
    internal int Detach()
    {
        int handle = Handle;
        if (Interlocked.Exchange(ref _phase, SocketPhase.Closed) == SocketPhase.Closed)
        {
            return -1;
        }

        FailAll("detached");
        Hub.Unwatch(this);
        Hub.Numbers.Disown(this);
        GiveBackStatus();
        _kernel.Export(Number);
        Number = -1;
        _boundFile = null; // the socket lives on, and so does its name
        EndPump();
        _port.Release(this);
        return handle;
    }

    internal Errno TryGetInheritable(out bool on)
    {
        KernelResult result = _kernel.GetInheritable(Number);
        on = result.IsOk && result.Value != 0;
        return result.Errno;
    }

    internal Errno TrySetInheritable(bool on) => Set(new KeptOption(OptionForm.Inheritable, 0, 0, on ? 1 : 0, null));

    /// <summary>Where a descriptor comes from that is to be a socket of ours.</summary>
    private enum Origin
    {
        Ours,
        Theirs,
        TheirsCopied,
    }

    private static OwnedSocket Found(HubPort port, int number, Origin origin)
    {
        IKernel kernel = port.Hub.Kernel;
        KernelResult described = kernel.Describe(number, out SocketDescription kind);
        if (!described.IsOk)
        {
            // What it is cannot be told, and so it cannot be used: it stays its owner's, or goes.
            _ = origin == Origin.Theirs ? kernel.Export(number) : kernel.Close(number);
            throw SocketErrorText.Exception("getsockopt", $"of descriptor {number}", described.Errno);
        }

        bool connected = kernel.GetPeerAddress(number, out KernelAddress peer).IsOk;
        SocketPhase phase = connected ? SocketPhase.Connected : kind.IsListening ? SocketPhase.Listening : SocketPhase.Open;
        bool bound = kernel.GetLocalAddress(number, out KernelAddress local).IsOk && IsName(local);
        return new OwnedSocket(port, number, kind, phase, peer)
        {
            IsBound = bound,
            IsDualMode = kind.Family == AddressFamily.InterNetworkV6
                && kernel.GetOption(number, SocketOptionLevel.IPv6, SocketOptionName.IPv6Only, out int only).IsOk && only == 0,
            _foreign = origin == Origin.Ours ? null : new ForeignDescription(),
        };
    }

    /// <summary>An address that a bind has given; before that the kernel answers with zeros.</summary>
    private static bool IsName(in KernelAddress local) =>
        local.Port != 0 || (local.Family is AddressFamily.Unix or AddressFamily.Unknown && !local.Name.IsEmpty);

    /// <summary>A call comes that would block the hub if the description is still a blocking one.</summary>
    private void TakeOverStatus()
    {
        if (_foreign is { IsTaken: false } foreign)
        {
            KernelResult before = _kernel.SetNonBlocking(Number, on: true);
            foreign.IsTaken = before.IsOk;
            foreign.WasBlocking = before.IsOk && before.Value == 0;
        }
    }

    private void GiveBackStatus()
    {
        if (_foreign is { IsTaken: true, WasBlocking: true } foreign)
        {
            _kernel.SetNonBlocking(Number, on: false);
            foreign.IsTaken = false;
        }
    }
}
