using System.Diagnostics;
using System.Net;
using Akka.Greensock;
using RedisClient;

// A hundred greenlets, one connection: each counts to a hundred, and then the server is asked what it counted.
const int Greenlets = 100;
const int Calls = 100;

Hub.Run(async () =>
{
    var toy = new ToyRedis();
    await using var server = new StreamServer(new IPEndPoint(IPAddress.Loopback, 0), toy.ServeAsync);
    await server.StartAsync();
    await using var redis = new RedisConnection(new RedisOptions(server.LocalEndPoint));

    await redis.SendAsync("SET", "greeting", "hello");
    Console.WriteLine($"GET greeting: {((RespBulk)await redis.SendAsync("GET", "greeting")).Text}");

    long started = Stopwatch.GetTimestamp();
    Greenlet[] counting = [.. Enumerable.Range(0, Greenlets).Select(_ => Greenlet.Spawn(async () =>
    {
        for (int call = 0; call < Calls; call++)
        {
            await redis.SendAsync("INCR", "count");
        }
    }))];
    foreach (Greenlet greenlet in counting)
    {
        await greenlet;
    }

    TimeSpan time = Stopwatch.GetElapsedTime(started);

    string count = ((RespBulk)await redis.SendAsync("GET", "count")).Text;
    Console.WriteLine($"{Greenlets} greenlets, {Greenlets * Calls} calls in {time.TotalMilliseconds:0} ms: count is {count}");
});
