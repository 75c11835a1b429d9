using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

public class SimulationSpecs
{
    [Fact]
    public void Two_hosts_talk() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost server = simulation.AddHost("server");
        SimulatedHost client = simulation.AddHost("client");
        Greenlet serving = server.Spawn(async () =>
        {
            using var listener = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Any, 7));
            listener.Listen();
            using GreenSocket connection = await listener.AcceptAsync();
            byte[] buffer = new byte[100];
            int count;
            while ((count = await connection.ReceiveAsync(buffer)) != 0)
            {
                await connection.SendAllAsync(buffer.AsMemory(0, count));
            }
        });
        string answer = await client.Spawn(async () =>
        {
            using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("server", 7);
            await socket.SendAllAsync("hello"u8.ToArray());
            byte[] buffer = new byte[100];
            int count = await socket.ReceiveAsync(buffer);
            return System.Text.Encoding.ASCII.GetString(buffer, 0, count);
        });
        await serving;
        Assert.Equal("hello", answer);
        Assert.InRange(simulation.Now, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(10));
    });

    [Fact]
    public void A_day_passes_at_once() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost host = simulation.AddHost("host");
        await host.Spawn(async () => await Greenlet.SleepAsync(TimeSpan.FromHours(23)));
        Assert.Equal(TimeSpan.FromHours(23), simulation.Now);
    });
}
