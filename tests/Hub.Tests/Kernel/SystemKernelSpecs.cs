using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock.Tests;

/// <summary>
/// The contract of kernels that stand on the real system: its handles are taken in and let out. A simulated kernel has none of them.
/// </summary>
public abstract class SystemKernelSpecs : KernelSpecs
{
    [Fact]
    public void What_is_no_socket_is_not_taken_in_and_stays_open()
    {
        using SafeFileHandle file = File.OpenHandle("/dev/null");
        int handle = (int)file.DangerousGetHandle();

        Expect.Fails(Errno.NotSock, Kernel.Import(handle));

        Assert.True(IsOpen(handle));
    }

    [Fact]
    public void A_socket_that_was_taken_in_stays_blocking_until_it_is_told_otherwise()
    {
        int handle = Libc.Socket(2, (int)SocketType.Stream, 0);
        int descriptor = Keep(Expect.Ok(Kernel.Import(handle)));
        Assert.False(IsNonBlocking(handle));

        Assert.Equal(0, Expect.Ok(Kernel.SetNonBlocking(descriptor, true)));
        Assert.True(IsNonBlocking(handle));
        Assert.Equal(1, Expect.Ok(Kernel.SetNonBlocking(descriptor, false)));
        Assert.False(IsNonBlocking(handle));
        Assert.Equal(0, Expect.Ok(Kernel.SetNonBlocking(descriptor, true)));
        Assert.True(IsNonBlocking(handle));
    }

    [Fact]
    public void A_connection_that_was_taken_in_works_like_any_other()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        using var foreign = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        foreign.Connect(listener.LocalEndPoint!);
        using Socket accepted = listener.Accept();
        int handle = Libc.Fcntl((int)foreign.Handle, Libc.FcntlDuplicateCloseOnExec, 0);

        int one = Keep(Expect.Ok(Kernel.Import(handle)));
        int two = Keep(Expect.Ok(Kernel.Import(Libc.Fcntl((int)accepted.Handle, Libc.FcntlDuplicateCloseOnExec, 0))));
        Assert.Equal(handle, Expect.Ok(Kernel.GetHandle(one)));
        Expect.Ok(Kernel.SetNonBlocking(one, true));
        Expect.Ok(Kernel.SetNonBlocking(two, true));

        Echo(one, two);
        Expect.Ok(Kernel.GetPeerAddress(one, out KernelAddress peer));
        Assert.Equal(LocalAddress(two), peer);
        Expect.Fails(Errno.IsConn, Kernel.Connect(one, peer));
    }

    [Fact]
    public void A_listener_that_was_taken_in_accepts()
    {
        int first = Listening();
        int handle = Libc.Fcntl(Expect.Ok(Kernel.GetHandle(first)), Libc.FcntlDuplicateCloseOnExec, 0);
        int listener = Keep(Expect.Ok(Kernel.Import(handle)));
        int client = Open();
        Connect(client, LocalAddress(first));

        Assert.True(Described(listener).IsListening);
        Echo(client, Accept(listener, out _));
    }

    [Fact]
    public void A_descriptor_that_was_let_go_stays_open_for_whoever_has_its_handle()
    {
        (int client, int server) = Connection();
        Probe.Add(client, slot: 1);
        Probe.Forget();

        int handle = LetGo(client);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        Probe.Forget();
        Assert.True(IsOpen(handle));
        int again = Keep(Expect.Ok(Kernel.Import(handle)));
        Echo(again, server);
    }

    private protected static bool IsOpen(int handle) => Libc.Fcntl(handle, Libc.FcntlGetDescriptorFlags, 0) >= 0;

    private protected static bool IsNonBlocking(int handle) =>
        (Libc.Fcntl(handle, Libc.FcntlGetStatusFlags, 0) & Libc.OpenNonBlock) != 0;

    // In a frame of its own, so that nothing keeps what is collected alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int LetGo(int descriptor)
    {
        Forget(descriptor);
        return Expect.Ok(Kernel.Export(descriptor));
    }
}
