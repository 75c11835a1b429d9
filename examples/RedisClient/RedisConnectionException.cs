namespace RedisClient;

/// <summary>The connection could not be made, or broke: what had been sent may have been executed, or not.</summary>
public sealed class RedisConnectionException(string message, Exception? inner = null) : IOException(message, inner);
