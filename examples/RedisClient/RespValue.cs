using System.Text;

namespace RedisClient;

/// <summary>What a Redis server answers, in RESP2. An error is an answer too: the command was refused, the connection is well.</summary>
public abstract record RespValue;

/// <summary>A short text: <c>+OK</c>.</summary>
public sealed record RespText(string Text) : RespValue;

/// <summary>An error: <c>-ERR unknown command</c>.</summary>
public sealed record RespError(string Text) : RespValue;

/// <summary>A number: <c>:42</c>.</summary>
public sealed record RespNumber(long Number) : RespValue;

/// <summary>Bytes of any kind: <c>$5</c> and five bytes.</summary>
public sealed record RespBulk(ReadOnlyMemory<byte> Bytes) : RespValue
{
    /// <summary>The bytes as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}

/// <summary>Several values: <c>*2</c> and two values.</summary>
public sealed record RespArray(IReadOnlyList<RespValue> Items) : RespValue;

/// <summary>Nothing: <c>$-1</c> or <c>*-1</c>.</summary>
public sealed record RespNull : RespValue;
