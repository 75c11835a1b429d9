using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>The seam's contract on the portable kernel, and what is its own: the descriptor table.</summary>
public sealed class PortableKernelSpecs : KernelSpecs
{
    [Fact]
    public void The_lowest_free_number_is_given_first()
    {
        int[] numbers = [Open(), Open(), Open(), Open()];
        Assert.Equal([3, 4, 5, 6], numbers);

        Close(5);
        Close(3);

        Assert.Equal(3, Open());
        Assert.Equal(5, Open());
        Assert.Equal(7, Open());
    }

    [Fact]
    public void A_closed_descriptor_is_bad_until_its_number_is_given_again()
    {
        int descriptor = Open();
        Close(descriptor);

        Expect.Fails(Errno.BadF, Kernel.Listen(descriptor, 1));
        Expect.Fails(Errno.BadF, Kernel.Close(descriptor));
        Assert.Equal(descriptor, Open());
        Expect.Ok(Kernel.Listen(descriptor, 1));
    }

    [Fact]
    public void Threads_that_open_and_close_at_once_never_share_a_number()
    {
        IKernel kernel = Kernel;
        int[] owners = new int[1024];
        int clashes = 0;
        Thread[] threads = [.. Enumerable.Range(1, 4).Select(me => new Thread(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                int descriptor = kernel.Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp).Value;
                Interlocked.Add(ref clashes, Interlocked.CompareExchange(ref owners[descriptor], me, 0) == 0 ? 0 : 1);
                Volatile.Write(ref owners[descriptor], 0);
                kernel.Close(descriptor);
            }
        }))];

        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        Assert.Equal(0, clashes);
    }

    [Fact]
    public void A_close_on_another_thread_does_not_make_the_poll_throw()
    {
        PollEvent[] events = new PollEvent[4];
        int[] descriptors = [.. Enumerable.Range(0, 200).Select(_ => OpenDatagram())];
        Array.ForEach(descriptors, d => Probe.Add(d, slot: d));
        using var together = new Barrier(2);
        var closer = new Thread(() =>
        {
            together.SignalAndWait();
            Array.ForEach(descriptors, Close);
        });

        closer.Start();
        Probe.Forget(); // or the first poll would still be compiled when all is closed
        together.SignalAndWait();
        do
        {
            Expect.Ok(Probe.Poller.Poll(events, 0));
        }
        while (!closer.Join(0));
    }

    [Fact]
    public void An_IPv6_socket_is_for_IPv6_only_until_told_otherwise()
    {
        int descriptor = Open(AddressFamily.InterNetworkV6);

        Expect.Ok(Kernel.GetOption(descriptor, SocketOptionLevel.IPv6, SocketOptionName.IPv6Only, out int only));

        Assert.NotEqual(0, only);
    }

    private protected override IKernel CreateKernel() => new PortableKernel();
}
