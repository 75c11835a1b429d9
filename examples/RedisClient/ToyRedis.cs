using System.Text;
using Akka.Greensock;

namespace RedisClient;

/// <summary>
/// A server with a few of Redis's commands, for a demonstration and for tests: PING, ECHO, GET, SET, INCR, AUTH, SELECT, QUIT. It
/// counts what it executes.
/// </summary>
public sealed class ToyRedis
{
    private readonly Dictionary<string, string> _values = [];
    private readonly List<string> _executed = [];

    /// <summary>What AUTH wants to hear; null for anything.</summary>
    public string? Password { get; init; }

    /// <summary>Called before a command is executed, with its words: may wait, or throw to break the connection.</summary>
    public Func<IReadOnlyList<string>, ValueTask> Before { get; set; } = _ => default;

    /// <summary>The commands that were executed, in their order.</summary>
    public IReadOnlyList<string> Executed => _executed;

    /// <summary>Serves a connection, as the handler of a <see cref="StreamServer"/>.</summary>
    public async Task ServeAsync(GreenSocket socket)
    {
        var commands = new RespReader(new GreenNetworkStream(socket), 1 << 20);
        try
        {
            for (bool isOpen = true; isOpen;)
            {
                string[] words = [.. ((RespArray)await commands.ReadAsync()).Items.Select(word => ((RespBulk)word).Text)];
                await Before(words);
                string reply = Execute(words);
                await socket.SendAllAsync(Encoding.UTF8.GetBytes(reply));
                isOpen = !words[0].Equals("QUIT", StringComparison.OrdinalIgnoreCase);
            }
        }
        catch (EndOfStreamException)
        {
            // The client has gone.
        }
    }

    private string Execute(string[] words)
    {
        _executed.Add(string.Join(' ', words));
        switch (words[0].ToUpperInvariant(), words.Length)
        {
            case ("PING", 1):
                return "+PONG\r\n";
            case ("ECHO", 2):
                return Bulk(words[1]);
            case ("GET", 2):
                return _values.TryGetValue(words[1], out string? value) ? Bulk(value) : "$-1\r\n";
            case ("INCR", 2):
                if (!long.TryParse(_values.GetValueOrDefault(words[1], "0"), out long number))
                {
                    return "-ERR value is not an integer or out of range\r\n";
                }

                _values[words[1]] = $"{number + 1}";
                return $":{number + 1}\r\n";
            case ("SET", 3):
                _values[words[1]] = words[2];
                return "+OK\r\n";
            case ("AUTH", 2 or 3) when Password is not null && words[^1] != Password:
                return "-WRONGPASS invalid username-password pair or user is disabled.\r\n";
            case ("AUTH", 2 or 3) or ("SELECT", 2) or ("QUIT", 1):
                return "+OK\r\n";
            default:
                return $"-ERR unknown command '{words[0]}', or not with {words.Length - 1} arguments\r\n";
        }
    }

    private static string Bulk(string text) => $"${Encoding.UTF8.GetByteCount(text)}\r\n{text}\r\n";
}
