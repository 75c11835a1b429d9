using System.Text;
using RedisClient;

namespace Akka.Greensock.Tests;

public class RespReaderSpecs : ExampleSpecs
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100_000)]
    public void Values_are_read_however_their_bytes_come(int bytesPerRead)
    {
        string much = new('x', 40_000);
        string text = "+OK\r\n-ERR no\r\n:-42\r\n$5\r\na\r\nbc\r\n$0\r\n\r\n$-1\r\n*-1\r\n*0\r\n" +
            $"*3\r\n:1\r\n*2\r\n$1\r\nx\r\n*-1\r\n+\r\n${much.Length}\r\n{much}\r\n";
        var reader = new RespReader(new ScriptedStream(Encoding.Latin1.GetBytes(text), bytesPerRead), 100_000);

        OnHub(async () =>
        {
            string[] expected = ["+OK", "-ERR no", ":-42", "$a\r\nbc", "$", "null", "null", "[]", "[:1 [$x null] +]", $"${much}"];
            foreach (string value in expected)
            {
                Assert.Equal(value, Show(await reader.ReadAsync()));
            }

            await ThrowsAsync<EndOfStreamException>(async () => await reader.ReadAsync());
        });
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("OK\r\n")]
    [InlineData(":\r\n")]
    [InlineData(":1x\r\n")]
    [InlineData(": 1\r\n")]
    [InlineData(":1 \r\n")]
    [InlineData("$ 1\r\nx\r\n")]
    [InlineData(":9223372036854775808\r\n")]
    [InlineData("$-2\r\n")]
    [InlineData("$1000\r\n")]
    [InlineData("$99999999999\r\n")]
    [InlineData("$1\r\nxy\r\n")]
    [InlineData("*1000\r\n")]
    [InlineData("*-2\r\n")]
    [InlineData("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n")]
    [InlineData("*3\r\n$90\r\n1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890\r\n")]
    public void What_is_no_value_or_beyond_a_limit_is_refused(string text)
    {
        var reader = new RespReader(new ScriptedStream(Encoding.Latin1.GetBytes(text), 4096), 100);

        OnHub(async () => await ThrowsAsync<InvalidDataException>(async () => await reader.ReadAsync()));
    }

    [Fact]
    public void A_line_that_never_ends_is_refused()
    {
        var reader = new RespReader(new ScriptedStream(Encoding.Latin1.GetBytes("+" + new string('x', 100_000)), 4096), 1 << 20);

        OnHub(async () => await ThrowsAsync<InvalidDataException>(async () => await reader.ReadAsync()));
    }

    private static string Show(RespValue value) => value switch
    {
        RespText(var text) => $"+{text}",
        RespError(var text) => $"-{text}",
        RespNumber(var number) => $":{number}",
        RespBulk bulk => $"${bulk.Text}",
        RespArray(var items) => $"[{string.Join(' ', items.Select(Show))}]",
        _ => "null",
    };
}
