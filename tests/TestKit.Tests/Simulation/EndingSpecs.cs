using System.Net;
using System.Net.Sockets;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

public class EndingSpecs
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    public void Hosts_end_with_what_is_open(int clients)
    {
        SimulationResult result = Simulation.Run(1, async simulation =>
        {
            SimulatedHost server = simulation.AddHost("server");
            SimulatedHost client = simulation.AddHost("client");
            server.Spawn(async () =>
            {
                using var listener = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                listener.Bind(new IPEndPoint(IPAddress.Any, 7));
                listener.Listen();
                var accepted = new List<GreenSocket>();
                while (true)
                {
                    accepted.Add(await listener.AcceptAsync());
                }
            }).Observe();
            for (int i = 0; i < clients; i++)
            {
                await client.Spawn(async () =>
                {
                    var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    await socket.ConnectAsync("server", 7);
                });
            }

            simulation.RunUntilIdle();
        });
        Assert.InRange(result.Time, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
