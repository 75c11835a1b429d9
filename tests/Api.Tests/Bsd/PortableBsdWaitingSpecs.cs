using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public class PortableBsdWaitingSpecs() : BsdWaitingSpecs("portable")
{
    [Fact]
    public void What_is_no_socket_of_the_kernels_is_refused_with_the_reason() => OnHub(async () =>
    {
        (int read, int write) = SystemCalls.Pipe();
        int high = SystemCalls.DuplicateHigh(read); // a number that no test's table of portable sockets comes to
        SocketException e = await FailsAsync(SocketError.OperationAborted, async () => await Bsd.WaitReadAsync(high));
        Assert.Contains("portable kernel", e.Message, StringComparison.Ordinal);
        e = await FailsAsync(SocketError.OperationAborted, () =>
        {
            Bsd.Close(high);
            return Task.CompletedTask;
        });
        Assert.Contains("portable kernel", e.Message, StringComparison.Ordinal);
        foreach (int descriptor in new[] { read, write, high })
        {
            SystemCalls.Close(descriptor);
        }
    });
}
