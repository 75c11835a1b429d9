using System.Net;
using Akka.Greensock;

await using var server = new StreamServer(IPEndPoint.Parse("127.0.0.1:0"), async socket =>
{
    while (true)
    {
        using ReceivedBytes bytes = await socket.ReceiveAsync(); // parks this greenlet alone
        if (bytes.IsEndOfStream) { return; }
        await socket.SendAllAsync(bytes.Memory);
    }
});

await server.StartAsync();
Console.WriteLine($"listening on {server.LocalEndPoint}");
await Task.Delay(Timeout.Infinite);
