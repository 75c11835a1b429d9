using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <summary>The seam over Linux's own system calls. In parts: descriptors, transfer, messages, options.</summary>
[SkipLocalsInit]
internal sealed unsafe partial class LinuxKernel : IKernel
{
    public string Name => "linux";

    private const int NewSocketFlags = Libc.SockNonBlock | Libc.SockCloseOnExec;

    public IPoller CreatePoller() => new LinuxPoller();

    public IParker CreateParker() => new SemaphoreParker();

    public int NextProcessor() => Processors.Next();

    public void StayOn(int processor) => Processors.StayOn(processor);

    public void Roam() => Processors.Roam();

    public KernelResult Socket(AddressFamily family, SocketType type, ProtocolType protocol)
    {
        int domain = SockAddr.ToNative(family);
        if (domain < 0)
        {
            return KernelResult.Fail(Errno.AfNoSupport);
        }

        // SocketType and ProtocolType have the kernel's numbers: SOCK_STREAM 1, SOCK_DGRAM 2, SOCK_RAW 3, SOCK_RDM 4,
        // SOCK_SEQPACKET 5; IPPROTO_*.
        return Socket(domain, (int)type, protocol == ProtocolType.Unspecified ? 0 : (int)protocol);
    }

    public KernelResult Socket(int domain, int type, int protocol) => Result(Libc.Socket(domain, type | NewSocketFlags, protocol));

    public KernelResult SocketPair(AddressFamily family, SocketType type, ProtocolType protocol, out int other)
    {
        int* pair = stackalloc int[2] { -1, -1 };
        int domain = SockAddr.ToNative(family);
        int code = domain < 0 ? -1 : Libc.SocketPair(domain, (int)type | NewSocketFlags, (int)protocol, pair);
        other = code < 0 ? -1 : pair[1]; // a pair that fails late has left its numbers there, and they are free again
        return domain < 0 ? KernelResult.Fail(Errno.AfNoSupport) : code < 0 ? Result(code) : KernelResult.Ok(pair[0]);
    }

    // close(2) frees the number even where it says EINTR or EIO, so there is nothing to try again.
    public KernelResult Close(int descriptor) => Result(Libc.Close(descriptor));

    public KernelResult Bind(int descriptor, in KernelAddress address)
    {
        if (address.Family is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && IsStream(descriptor))
        {
            // Two datagram sockets with it would share the port and each get a part of what comes.
            int one = 1;
            Libc.SetSockOpt(descriptor, Libc.SolSocket, Libc.SoReuseAddress, &one, sizeof(int));
        }

        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        uint length = SockAddr.Write(address, new Span<byte>(native, SockAddr.MaximumBytes));
        return length == 0 ? NoAddress(address) : Result(Libc.Bind(descriptor, native, length));
    }

    public KernelResult Listen(int descriptor, int backlog) => Result(Libc.Listen(descriptor, backlog));

    public KernelResult Accept(int descriptor, out KernelAddress peer)
    {
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        while (true)
        {
            uint length = SockAddr.MaximumBytes;
            int accepted = Libc.Accept4(descriptor, native, &length, NewSocketFlags);
            if (accepted < 0 && LastErrno() == Errno.Intr)
            {
                continue;
            }

            peer = accepted < 0 ? default : SockAddr.Read(new ReadOnlySpan<byte>(native, SockAddr.MaximumBytes), length);
            return Result(accepted);
        }
    }

    public KernelResult Connect(int descriptor, in KernelAddress address)
    {
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        uint length = SockAddr.Write(address, new Span<byte>(native, SockAddr.MaximumBytes));
        if (length == 0)
        {
            return NoAddress(address);
        }

        KernelResult result = Result(Libc.Connect(descriptor, native, length));
        if (result.Errno == Errno.ConnAborted)
        {
            // The first connect after one that failed without our being told by connect itself only ends that attempt;
            // the next one begins anew.
            result = Result(Libc.Connect(descriptor, native, length));
        }

        // connect(2): an interrupted connect goes on by itself, and a second call would say EALREADY.
        return result.Errno == Errno.Intr ? KernelResult.Fail(Errno.InProgress) : result;
    }

    public KernelResult FinishConnect(int descriptor)
    {
        int error;
        uint length = sizeof(int);
        if (Libc.GetSockOpt(descriptor, Libc.SolSocket, Libc.SoError, &error, &length) < 0)
        {
            return Result(-1);
        }

        if (error != 0)
        {
            return KernelResult.Fail((Errno)error);
        }

        // No error is not yet success: an event left over from an earlier attempt wakes us too. A connected socket has
        // a peer.
        KernelResult peer = GetPeerAddress(descriptor, out _);
        return peer.Errno == Errno.NotConn ? KernelResult.Fail(Errno.InProgress) : peer;
    }

    // SocketShutdown has the kernel's numbers: SHUT_RD 0, SHUT_WR 1, SHUT_RDWR 2.
    public KernelResult Shutdown(int descriptor, SocketShutdown how) => Result(Libc.Shutdown(descriptor, (int)how));

    public KernelResult GetLocalAddress(int descriptor, out KernelAddress address)
    {
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        uint length = SockAddr.MaximumBytes;
        int code = Libc.GetSockName(descriptor, native, &length);
        address = code < 0 ? default : SockAddr.Read(new ReadOnlySpan<byte>(native, SockAddr.MaximumBytes), length);
        return Result(code);
    }

    public KernelResult GetPeerAddress(int descriptor, out KernelAddress address)
    {
        byte* native = stackalloc byte[SockAddr.MaximumBytes];
        uint length = SockAddr.MaximumBytes;
        int code = Libc.GetPeerName(descriptor, native, &length);
        address = code < 0 ? default : SockAddr.Read(new ReadOnlySpan<byte>(native, SockAddr.MaximumBytes), length);
        return Result(code);
    }

    private static bool IsStream(int descriptor)
    {
        int type;
        uint length = sizeof(int);
        return Libc.GetSockOpt(descriptor, Libc.SolSocket, Libc.SoType, &type, &length) == 0 && type == (int)SocketType.Stream;
    }

    private static KernelResult NoAddress(in KernelAddress address) =>
        KernelResult.Fail(address.IsNone ? Errno.Inval : Errno.NameTooLong);

    private static KernelResult Result(int code) => code >= 0 ? KernelResult.Ok(code) : KernelResult.Fail(LastErrno());

    private static Errno LastErrno() => (Errno)Marshal.GetLastSystemError();
}
