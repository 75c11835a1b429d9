using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// Sockets below any <see cref="GreenSocket"/>: what is done with them is done at once, without a turn of the hub.
/// </summary>
internal static class RawSockets
{
    public static int Made(KernelResult result)
    {
        Assert.True(result.IsOk, $"{result}");
        return result.Value;
    }

    public static int NewTcp(IKernel kernel) => Made(kernel.Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));

    public static (int Number, KernelAddress Address) Listener(IKernel kernel)
    {
        int listener = NewTcp(kernel);
        Made(kernel.Bind(listener, KernelAddress.FromEndPoint(new IPEndPoint(IPAddress.Loopback, 0))));
        Made(kernel.Listen(listener, 1));
        Made(kernel.GetLocalAddress(listener, out KernelAddress address));
        return (listener, address);
    }

    /// <summary>A client whose connect the other side's system has answered by now.</summary>
    public static int Connecting(IKernel kernel, in KernelAddress address)
    {
        int client = NewTcp(kernel);
        KernelResult connect = kernel.Connect(client, address);
        Assert.True(connect.IsOk || connect.Errno == Errno.InProgress, $"{connect}");
        Until(() => kernel.Poll(client, SelectMode.SelectWrite).IsOk);
        return client;
    }

    public static async Task<(int Client, int Server)> ConnectionAsync(IKernel kernel)
    {
        (int listener, KernelAddress address) = Listener(kernel);
        int client = Connecting(kernel, address);
        int server = await AcceptedAsync(kernel, listener);
        while (!kernel.FinishConnect(client).IsOk)
        {
            await Greenlet.YieldAsync();
        }

        kernel.Close(listener);
        return (client, server);
    }

    public static async Task<int> AcceptedAsync(IKernel kernel, int listener)
    {
        KernelResult accepted = kernel.Accept(listener, out _);
        while (!accepted.IsOk)
        {
            await Greenlet.YieldAsync();
            accepted = kernel.Accept(listener, out _);
        }

        return accepted.Value;
    }

    /// <summary>Closes it so that its peer gets a reset.</summary>
    public static void Reset(IKernel kernel, int number)
    {
        kernel.SetLinger(number, on: true, seconds: 0);
        kernel.Close(number);
    }
}
