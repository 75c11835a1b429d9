namespace Akka.Greensock.Tests;

public class BsdControlMessageSpecs
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 40), 253 * 4, 4096, 1_000_003, int.MaxValue - 100, int.MaxValue - 23];

    [Fact]
    public void Lengths_are_those_of_the_macros()
    {
        Dictionary<string, long> inC = CProgram.Values(
            Lengths.SelectMany(n => new[] { ($"len{n}", $"CMSG_LEN({n}ul)"), ($"space{n}", $"CMSG_SPACE({n}ul)") }));

        Assert.All(Lengths, n => Assert.Equal((n, inC[$"len{n}"], inC[$"space{n}"]), (n, (long)Bsd.CmsgLen(n), (long)Bsd.CmsgSpace(n))));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue - 15)]
    public void What_is_negative_or_overflows_is_refused(int length)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.CmsgLen(length));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.CmsgSpace(length));
    }

    [Fact]
    public void The_padding_can_be_what_overflows()
    {
        Assert.Equal(int.MaxValue, Bsd.CmsgLen(int.MaxValue - 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bsd.CmsgSpace(int.MaxValue - 16));
    }
}
