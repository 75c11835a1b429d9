namespace Akka.Greensock.Tests;

public class BsdByteOrderSpecs
{
    private static readonly int[] Shorts = [0, 1, 0x7F, 0x80, 0x1234, 0x7FFF, 0x8000, 0xFF00, 0xFFFF];
    private static readonly long[] Longs = [0, 1, 0x12345678, 0x7FFFFFFF, 0x80000000, 0xFF000000, 0xFFFFFFFF];

    [Fact]
    public void Numbers_turn_as_in_C()
    {
        Dictionary<string, long> inC = CProgram.Values(
        [
            .. Shorts.SelectMany(n => new[] { ($"htons{n}", $"htons({n})"), ($"ntohs{n}", $"ntohs({n})") }),
            .. Longs.SelectMany(n => new[] { ($"htonl{n}", $"htonl({n}u)"), ($"ntohl{n}", $"ntohl({n}u)") }),
        ]);

        Assert.All(Shorts, n => Assert.Equal((inC[$"htons{n}"], inC[$"ntohs{n}"]), (Bsd.Htons(n), Bsd.Ntohs(n))));
        Assert.All(Longs, n => Assert.Equal((inC[$"htonl{n}"], inC[$"ntohl{n}"]), (Bsd.Htonl(n), Bsd.Ntohl(n))));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void What_has_more_than_16_bits_is_refused(int value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.Htons(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.Ntohs(value));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0x1_0000_0000)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void What_has_more_than_32_bits_is_refused(long value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.Htonl(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.Ntohl(value));
    }
}
