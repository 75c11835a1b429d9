using Xunit.Abstractions;

namespace Akka.Greensock.Tests;

/// <summary>The mail server's suite over many seeds, and what it finds.</summary>
public class MailServerSuiteSpecs(ITestOutputHelper output)
{
    [Fact]
    public void It_holds_for_every_seed() => Seeds.Hold(300, seed => MailSuite.Run(seed), output);

    [Fact]
    public void A_seed_is_the_same_run_every_time()
    {
        foreach (ulong seed in Seeds.Below(30))
        {
            Assert.Equal(MailSuite.Run(seed), MailSuite.Run(seed));
        }
    }

    [Fact]
    public void Seeds_find_the_planted_bug()
    {
        var (seed, failure) = Seeds.FindFailure(1000, seed => MailSuite.Run(seed, MailServer.Planted.SmtpSession.ServeAsync));

        output.WriteLine($"seeds to find the bug of the mail server: {seed + 1}\n{failure.Message}");
        Assert.Contains($"Seed {seed}, ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Last events:", failure.Message, StringComparison.Ordinal);
        MailSuite.Run(seed);
    }
}
