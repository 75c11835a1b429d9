using System.Net;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <content>Ways to connect that make descriptors by themselves, and descriptors that travel.</content>
internal static partial class Programs
{
    private static Greenlet[] Connects(Simulation simulation, SimulatedHost server, SimulatedHost client)
    {
        simulation.Network.AddName("many", IPAddress.Parse("10.9.9.9"), server.Address);
        return
        [
            server.Spawn(async () =>
            {
                using GreenSocket listener = Limited(Sockets.Tcp());
                listener.Bind(new IPEndPoint(IPAddress.Any, Sockets.Port));
                listener.Listen(4);
                for (int i = 0; i < 2; i++)
                {
                    using GreenSocket connection = Limited(await listener.AcceptAsync());
                    await connection.SendAllAsync(Sockets.Pattern(10, 9));
                }
            }),
            client.Spawn(async () =>
            {
                await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(10));
                var any = new IPEndPoint(IPAddress.Any, 0);
                using (GreenSocket socket = await Bsd.CreateConnectionAsync("server", Sockets.Port, Limit, any))
                {
                    Pass(await Sockets.ReceiveToEndAsync(Limited(socket), 7), 9, 10);
                }

                using GreenSocket racing = Limited(Sockets.Tcp());
                racing.NoDelay = true; // which each that races has to get
                await racing.ConnectAsync("many", Sockets.Port);
                Pass(await Sockets.ReceiveToEndAsync(racing, 7), 9, 10);
            }),
        ];
    }

    private static Greenlet[] Descriptors(Simulation simulation, SimulatedHost server, SimulatedHost client) =>
    [
        client.Spawn(async () =>
        {
            using SimulatedPipe pipe = client.OpenPipe();
            (GreenSocket one, GreenSocket other) = Bsd.SocketPair();
            using (Limited(one))
            using (Limited(other))
            {
                await one.SendFdsAsync(new ReadOnlyMemory<byte>[] { new byte[] { 1 } }, new[] { pipe.ReadDescriptor });
                ReceivedMessage message = await Bsd.ReceiveFdsAsync(other, new byte[1], 1);
                int[] received = [.. message.Ancillary.SelectMany(ancillary => ancillary.ToDescriptors())];
                try
                {
                    Expect(received.Length == 1);
                    Expect(pipe.TryWrite([1], out _));
                    await Bsd.WaitReadAsync(received[0], Limit);
                }
                finally
                {
                    Array.ForEach(received, Bsd.Close);
                }
            }
        }),
    ];
}
