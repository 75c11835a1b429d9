using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace Akka.Greensock.Tests;

/// <summary>sendfile(2).</summary>
public sealed partial class LinuxKernelSpecs
{
    [Fact]
    public void A_part_of_a_file_is_sent_and_its_position_stays()
    {
        (int client, int server) = Connection();
        using FileStream file = TenBytes();
        file.Position = 5;
        byte[] buffer = new byte[16];

        Assert.Equal(4, Expect.Ok(Kernel.SendFile(client, file.SafeFileHandle, 3, 4)));

        Assert.Equal(4, Expect.Ok(Receive(server, buffer)));
        Assert.Equal([3, 4, 5, 6], buffer[..4]);
        Assert.Equal(5, file.Position);
    }

    [Theory]
    [InlineData(8, 100, 2)]
    [InlineData(10, 100, 0)]
    [InlineData(1_000_000, 1, 0)]
    [InlineData(0, 0, 0)]
    public void A_file_is_sent_to_its_end_and_no_further(long offset, int count, int sent)
    {
        (int client, _) = Connection();
        using FileStream file = TenBytes();

        Assert.Equal(sent, Expect.Ok(Kernel.SendFile(client, file.SafeFileHandle, offset, count)));
    }

    [Fact]
    public void What_cannot_be_sent_from_is_for_the_caller_to_copy()
    {
        (int client, _) = Connection();
        using var pipe = new AnonymousPipeServerStream();
        using var handle = new SafeFileHandle(pipe.ClientSafePipeHandle.DangerousGetHandle(), ownsHandle: false);
        using FileStream file = TenBytes();

        Expect.Fails(Errno.Inval, Kernel.SendFile(client, handle, 0, 1));
        Expect.Fails(Errno.Inval, Kernel.SendFile(client, file.SafeFileHandle, 0, -1));
        Expect.Fails(Errno.Inval, Kernel.SendFile(client, file.SafeFileHandle, -1, 1));
    }

    [Fact]
    public void A_file_that_was_closed_is_a_bad_descriptor_and_a_peer_that_is_gone_a_broken_pipe()
    {
        (int client, int server) = Connection();
        using FileStream file = TenBytes();
        FileStream closed = TenBytes();
        closed.Dispose();

        Expect.Fails(Errno.BadF, Kernel.SendFile(client, closed.SafeFileHandle, 0, 1));
        Expect.Ok(Kernel.Shutdown(client, System.Net.Sockets.SocketShutdown.Send));
        Expect.Fails(Errno.Pipe, Kernel.SendFile(client, file.SafeFileHandle, 0, 1));
        Close(server);
    }

    [Fact]
    public void A_file_is_sent_until_there_is_no_place_and_then_an_event_comes()
    {
        (int client, int server) = Connection();
        Probe.Add(client, slot: 1);
        Probe.Forget();
        using FileStream file = TenBytes();
        file.SetLength(64 << 20);
        long sent = 0;
        KernelResult result;
        while ((result = Kernel.SendFile(client, file.SafeFileHandle, sent, 1 << 20)).IsOk)
        {
            Assert.InRange(result.Value, 1, 1 << 20);
            sent += result.Value;
        }

        Expect.WouldBlock(result);
        byte[] buffer = new byte[1 << 16];
        for (long received = 0; received < sent;)
        {
            received += Expect.Ok(Receive(server, buffer));
        }

        Probe.Await(1, Readiness.Writable);
        Expect.Ok(Kernel.SendFile(client, file.SafeFileHandle, sent, 1));
    }

    private FileStream TenBytes()
    {
        FileStream file = File.Create(Path.Combine(DirectoryPath, Path.GetRandomFileName()));
        file.Write([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        file.Flush();
        return file;
    }
}
