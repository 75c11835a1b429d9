using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>A socket of a simulated host: the calls that the seam has, each with the answer of a socket that cannot do it.</summary>
internal abstract partial class SimulatedSocket(SimulatedKernel kernel, SocketDescription description) : SimulatedFile(kernel)
{
    public SocketDescription Description { get; protected set; } = description;

    public AddressFamily Family => Description.Family;

    /// <summary>SO_LINGER; null where it is off.</summary>
    public int? LingerSeconds { get; private set; }

    public abstract KernelResult Bind(in KernelAddress address);

    public virtual KernelResult Listen(int backlog) => KernelResult.Fail(Errno.OpNotSupp);

    public virtual KernelResult Accept(out KernelAddress peer)
    {
        peer = default;
        return KernelResult.Fail(Errno.OpNotSupp);
    }

    public abstract KernelResult Connect(in KernelAddress address);

    public abstract KernelResult FinishConnect();

    /// <summary>recvfrom(2) and recv(2).</summary>
    public abstract KernelResult Receive(Span<byte> buffer, SocketFlags flags, out KernelAddress sender);

    /// <summary>sendto(2); to the peer where there is no target.</summary>
    public abstract KernelResult Send(ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target);

    /// <summary>recvmsg(2) of bytes that lie in one piece: what came beside them.</summary>
    public virtual KernelResult ReceiveMessage(Span<byte> buffer, int ancillaryBytes, SocketFlags flags, out KernelMessage message)
    {
        KernelResult result = Receive(buffer, flags, out KernelAddress sender);
        message = new KernelMessage(sender, SocketFlags.None, []);
        return result;
    }

    /// <summary>sendmsg(2) of bytes that lie in one piece.</summary>
    public virtual KernelResult SendMessage(
        ReadOnlySpan<byte> buffer, IReadOnlyList<AncillaryMessage> ancillary, SocketFlags flags, in KernelAddress target) =>
        ancillary.Count == 0 ? Send(buffer, flags, target) : KernelResult.Fail(Errno.Inval);

    public abstract KernelResult Shutdown(SocketShutdown how);

    public abstract KernelResult GetLocalAddress(out KernelAddress address);

    public abstract KernelResult GetPeerAddress(out KernelAddress address);

    public virtual KernelResult GetAvailable() => KernelResult.Fail(Errno.Inval);

    /// <summary>SIOCATMARK.</summary>
    public virtual KernelResult IsAtMark() => KernelResult.Fail(Errno.Inval);

    public virtual KernelResult SetMulticast(SocketOptionName name, MulticastOption option) => KernelResult.Fail(Errno.NoProtoOpt);

    public virtual KernelResult SetMulticast(SocketOptionName name, IPv6MulticastOption option) => KernelResult.Fail(Errno.NoProtoOpt);

    public KernelResult SetLinger(bool on, int seconds)
    {
        LingerSeconds = on ? seconds : null;
        return KernelResult.Ok();
    }

    /// <summary>SO_ERROR, and it is forgotten.</summary>
    protected virtual Errno TakeError() => Errno.None;
}
