namespace Akka.Greensock.Tests;

public class HostNameSpecs
{
    private static readonly string Label63 = new('x', 63);

    [Theory]
    [InlineData("президент.рф", "xn--d1abbgf6aiiy.xn--p1ai")]
    [InlineData("Президент.РФ", "xn--d1abbgf6aiiy.xn--p1ai")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("Plain.Example", "Plain.Example")]
    [InlineData("root.example.", "root.example.")]
    [InlineData("_service.example", "_service.example")]
    [InlineData("", "")]
    [InlineData("fe80::1%eth0", "fe80::1%eth0")]
    public void A_name_is_looked_up_in_its_ASCII_form(string name, string ascii) => Assert.Equal(ascii, HostName.ToAscii(name, "test"));

    [Fact]
    public void Names_and_labels_may_be_as_long_as_DNS_allows()
    {
        string longest = $"{Label63}.{Label63}.{Label63}.{new string('x', 61)}"; // 253 characters
        Assert.Equal(longest, HostName.ToAscii(longest, "test"));
        Assert.Equal(longest + ".", HostName.ToAscii(longest + ".", "test"));
        Refused(longest + "x", "253");
        Refused(Label63 + "x.example", "63");
        Refused("a..b", "two dots");
        Refused(".a", "two dots");
        Refused(new string('я', 60), "IDNA");
    }

    [Fact]
    public void A_NUL_would_end_the_name_early_and_is_refused() =>
        Assert.Throws<ArgumentException>(() => HostName.ToAscii("good.example\0.evil.example", "test"));

    private static void Refused(string name, string why)
    {
        AddressInfoException e = Assert.Throws<AddressInfoException>(() => HostName.ToAscii(name, "test"));
        Assert.Equal(AddressInfoError.NoName, e.Error);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }
}
