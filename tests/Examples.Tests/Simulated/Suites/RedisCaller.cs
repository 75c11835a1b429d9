using RedisClient;

namespace Akka.Greensock.Tests;

/// <summary>A Redis connection, the example's or one with a planted bug.</summary>
internal sealed record RedisCaller(Func<TimeSpan, RespArgument[], ValueTask<RespValue>> Send, Func<ValueTask> DisposeAsync)
{
    public static RedisCaller Connect(RedisOptions options)
    {
        var redis = new RedisConnection(options);
        return new RedisCaller((timeout, command) => redis.SendAsync(timeout, command), redis.DisposeAsync);
    }

    /// <summary>The example with its planted bug.</summary>
    public static RedisCaller ConnectPlanted(RedisOptions options)
    {
        var redis = new RedisClient.Planted.RedisConnection(options);
        return new RedisCaller((timeout, command) => redis.SendAsync(timeout, command), redis.DisposeAsync);
    }
}
