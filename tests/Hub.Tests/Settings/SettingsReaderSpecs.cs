using Akka.Configuration;

namespace Akka.Greensock.Tests;

public class SettingsReaderSpecs
{
    [Theory]
    [InlineData("64KiB", 65_536)]
    [InlineData("1024", 1_024)]
    [InlineData("2k", 2_048)]
    public void A_size_is_read_with_its_unit(string text, int bytes) =>
        Assert.Equal(bytes, Reader($"size = {text}").Bytes("size", 1, 1_000_000));

    [Theory]
    [InlineData("0")]
    [InlineData("2MiB")]
    [InlineData("big")]
    [InlineData("-5")]
    public void A_wrong_size_is_refused(string text)
    {
        ConfigurationException thrown = Assert.Throws<ConfigurationException>(() => Reader($"size = {text}").Bytes("size", 1, 1_000_000));
        Assert.Contains($"x.size = {text}: it must be a size from 1 to 1000000 bytes", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_duration_may_be_infinite_where_that_is_allowed()
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, Reader("t = infinite").TimeOrInfinite("t", TimeSpan.Zero, TimeSpan.FromDays(1)));
        Assert.Equal(TimeSpan.FromMilliseconds(1_500), Reader("t = 1.5s").TimeOrInfinite("t", TimeSpan.Zero, TimeSpan.FromDays(1)));
        Assert.Throws<ConfigurationException>(() => Reader("t = infinite").Time("t", TimeSpan.Zero, TimeSpan.FromDays(1)));
    }

    [Fact]
    public void A_section_adds_its_name_to_the_path()
    {
        ConfigurationException thrown = Assert.Throws<ConfigurationException>(() => Reader("a { b = 0 }").Section("a").Int("b", 1, 2));
        Assert.StartsWith("x.a.b = 0", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ConfigurationException>(() => Reader("").Section("a").Int("b", 1, 2));
        Assert.Contains("x.a.b", SettingsReader.KeysRead);
    }

    private static SettingsReader Reader(string hocon) => new(ConfigurationFactory.ParseString(hocon), "x");
}
