using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock.Tests;

/// <summary>
/// A real kernel, for the doubles that change some of it: they override what they rig, and see every descriptor that is
/// opened, used and closed.
/// </summary>
internal abstract class PassThroughKernel(IKernel inner) : IKernel
{
    public string Name => inner.Name;

    public virtual IPoller CreatePoller() => inner.CreatePoller();

    public IParker CreateParker() => inner.CreateParker();

    public int NextProcessor() => inner.NextProcessor();

    public void StayOn(int processor) => inner.StayOn(processor);

    public void Roam() => inner.Roam();

    public virtual KernelResult Socket(AddressFamily family, SocketType type, ProtocolType protocol) =>
        Opened(inner.Socket(family, type, protocol));

    public virtual KernelResult Socket(int domain, int type, int protocol) => Opened(inner.Socket(domain, type, protocol));

    public virtual KernelResult SocketPair(AddressFamily family, SocketType type, ProtocolType protocol, out int other)
    {
        KernelResult result = Opened(inner.SocketPair(family, type, protocol, out other));
        if (result.IsOk)
        {
            Opened(KernelResult.Ok(other));
        }

        return result;
    }

    public virtual KernelResult Close(int descriptor) => inner.Close(Closing(descriptor));

    public virtual KernelResult Import(int handle) => Opened(inner.Import(handle));

    public virtual KernelResult Export(int descriptor) => inner.Export(Closing(descriptor));

    public virtual KernelResult GetHandle(int descriptor) => inner.GetHandle(Checked(descriptor));

    public virtual KernelResult FindHandle(int handle) => inner.FindHandle(handle);

    public virtual KernelResult Duplicate(int descriptor) => Opened(inner.Duplicate(Checked(descriptor)));

    public virtual KernelResult Describe(int descriptor, out SocketDescription description) =>
        inner.Describe(Checked(descriptor), out description);

    public virtual KernelResult SetNonBlocking(int descriptor, bool on) => inner.SetNonBlocking(Checked(descriptor), on);

    public virtual KernelResult GetInheritable(int descriptor) => inner.GetInheritable(Checked(descriptor));

    public virtual KernelResult SetInheritable(int descriptor, bool on) => inner.SetInheritable(Checked(descriptor), on);

    public virtual KernelResult Bind(int descriptor, in KernelAddress address) => inner.Bind(Checked(descriptor), address);

    public virtual KernelResult IdentifyUnixName(in KernelAddress address, out UInt128 identity) =>
        inner.IdentifyUnixName(address, out identity);

    public virtual KernelResult RemoveUnixName(in KernelAddress address, UInt128 identity) =>
        inner.RemoveUnixName(address, identity);

    public virtual KernelResult Listen(int descriptor, int backlog) => inner.Listen(Checked(descriptor), backlog);

    public virtual KernelResult Accept(int descriptor, out KernelAddress peer) =>
        Opened(inner.Accept(Checked(descriptor), out peer));

    public virtual KernelResult Connect(int descriptor, in KernelAddress address) => inner.Connect(Checked(descriptor), address);

    public virtual KernelResult FinishConnect(int descriptor) => inner.FinishConnect(Checked(descriptor));

    public virtual KernelResult Poll(int descriptor, SelectMode mode) => inner.Poll(Checked(descriptor), mode);

    public virtual KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags) =>
        inner.Receive(Checked(descriptor), buffer, flags);

    public virtual KernelResult Send(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags) =>
        inner.Send(Checked(descriptor), buffer, flags);

    public virtual KernelResult ReceiveFrom(int descriptor, Span<byte> buffer, SocketFlags flags, out KernelAddress sender) =>
        inner.ReceiveFrom(Checked(descriptor), buffer, flags, out sender);

    public virtual KernelResult SendTo(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags, in KernelAddress target) =>
        inner.SendTo(Checked(descriptor), buffer, flags, target);

    public virtual KernelResult ReceiveMessage(
        int descriptor, IReadOnlyList<Memory<byte>> buffers, int ancillaryBytes, SocketFlags flags, out KernelMessage message) =>
        inner.ReceiveMessage(Checked(descriptor), buffers, ancillaryBytes, flags, out message);

    public virtual KernelResult SendMessage(
        int descriptor,
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<AncillaryMessage> ancillary,
        SocketFlags flags,
        in KernelAddress target) =>
        inner.SendMessage(Checked(descriptor), buffers, ancillary, flags, target);

    public virtual KernelResult SendFile(int descriptor, SafeFileHandle file, long offset, int count) =>
        inner.SendFile(Checked(descriptor), file, offset, count);

    public virtual KernelResult Shutdown(int descriptor, SocketShutdown how) => inner.Shutdown(Checked(descriptor), how);

    public virtual KernelResult GetLocalAddress(int descriptor, out KernelAddress address) =>
        inner.GetLocalAddress(Checked(descriptor), out address);

    public virtual KernelResult GetPeerAddress(int descriptor, out KernelAddress address) =>
        inner.GetPeerAddress(Checked(descriptor), out address);

    public virtual KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, out int value) =>
        inner.GetOption(Checked(descriptor), level, name, out value);

    public virtual KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, int value) =>
        inner.SetOption(Checked(descriptor), level, name, value);

    public virtual KernelResult GetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, Span<byte> value) =>
        inner.GetOption(Checked(descriptor), level, name, value);

    public virtual KernelResult SetOption(int descriptor, SocketOptionLevel level, SocketOptionName name, ReadOnlySpan<byte> value) =>
        inner.SetOption(Checked(descriptor), level, name, value);

    public virtual KernelResult GetRawOption(int descriptor, int level, int name, Span<byte> value) =>
        inner.GetRawOption(Checked(descriptor), level, name, value);

    public virtual KernelResult SetRawOption(int descriptor, int level, int name, ReadOnlySpan<byte> value) =>
        inner.SetRawOption(Checked(descriptor), level, name, value);

    public virtual KernelResult SetMulticast(int descriptor, SocketOptionName name, MulticastOption option) =>
        inner.SetMulticast(Checked(descriptor), name, option);

    public virtual KernelResult SetMulticast(int descriptor, SocketOptionName name, IPv6MulticastOption option) =>
        inner.SetMulticast(Checked(descriptor), name, option);

    public virtual KernelResult IOControl(int descriptor, uint request, Span<byte> argument) =>
        inner.IOControl(Checked(descriptor), request, argument);

    public virtual KernelResult SetLinger(int descriptor, bool on, int seconds) =>
        inner.SetLinger(Checked(descriptor), on, seconds);

    public virtual KernelResult GetLinger(int descriptor, out bool on, out int seconds) =>
        inner.GetLinger(Checked(descriptor), out on, out seconds);

    public virtual KernelResult GetAvailable(int descriptor) => inner.GetAvailable(Checked(descriptor));

    /// <summary>A call made a descriptor, or failed to.</summary>
    protected virtual KernelResult Opened(KernelResult result) => result;

    /// <summary>A call is about to be made on a descriptor.</summary>
    protected virtual int Checked(int descriptor) => descriptor;

    /// <summary>A descriptor is about to be closed or let go.</summary>
    protected virtual int Closing(int descriptor) => Checked(descriptor);
}
