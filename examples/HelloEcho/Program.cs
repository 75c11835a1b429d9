using System.Net;
using Akka.Greensock;

await using var server = new StreamServer(IPEndPoint.Parse("127.0.0.1:0"), async socket =>
{
    await using var stream = new GreenNetworkStream(socket);
    await stream.CopyToAsync(stream);
});

await server.StartAsync();
Console.WriteLine($"listening on {server.LocalEndPoint}");
await Task.Delay(Timeout.Infinite);
