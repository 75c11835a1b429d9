using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// The level of readiness: poll(2) of one descriptor.
public abstract partial class KernelSpecs
{
    [Fact]
    public void A_poll_tells_the_level_and_takes_nothing_away()
    {
        (int client, int server) = Connection();
        Assert.Equal(Errno.Again, Kernel.Poll(client, SelectMode.SelectRead).Errno);
        Assert.Equal(Errno.Again, Kernel.Poll(client, SelectMode.SelectError).Errno);
        Expect.Ok(Kernel.Poll(client, SelectMode.SelectWrite));

        Send(server, 1);
        Probe.Add(client, slot: 3);
        while (!Kernel.Poll(client, SelectMode.SelectRead).IsOk)
        {
            Probe.Await(3, Readiness.Readable);
        }

        Expect.Ok(Kernel.Poll(client, SelectMode.SelectRead));
        Assert.Equal(1, Expect.Ok(Kernel.Receive(client, new byte[4], SocketFlags.None)));
        Assert.Equal(Errno.Again, Kernel.Poll(client, SelectMode.SelectRead).Errno);
    }

    [Fact]
    public void A_poll_that_finds_nothing_promises_an_event_of_what_it_asked_for()
    {
        (int client, int server) = Connection();
        Probe.Add(client, slot: 3);
        Probe.Forget();
        Assert.Equal(Errno.Again, Kernel.Poll(client, SelectMode.SelectRead).Errno);
        Send(server, 1);
        Probe.Await(3, Readiness.Readable);
        Expect.Ok(Kernel.Poll(client, SelectMode.SelectRead));

        Assert.Equal(Errno.Again, Kernel.Poll(client, SelectMode.SelectError).Errno);
        Assert.Equal(1, Expect.Ok(Kernel.Send(server, new byte[] { 2 }, SocketFlags.OutOfBand)));
        while (!Kernel.Poll(client, SelectMode.SelectError).IsOk)
        {
            Probe.Await(3, Readiness.Urgent);
        }
    }

    [Fact]
    public void A_poll_of_what_is_not_open_says_so() =>
        Assert.Equal(Errno.BadF, Kernel.Poll(1_000_000, SelectMode.SelectRead).Errno);
}
