using Akka.Configuration;

namespace Akka.Greensock;

/// <summary>
/// How a hub works. The defaults are those of the reference configuration, <c>akka.greensock.hub</c>.
/// </summary>
public sealed record HubOptions
{
    /// <summary>
    /// The name of the hub, which is also its thread's; null makes one up. No default in HOCON: the extension names its
    /// hubs.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// The kernel below it: <c>auto</c> (default), <c>linux</c> or <c>portable</c>. HOCON <c>kernel</c>.
    /// </summary>
    public string Kernel { get; init; } = "auto";

    /// <summary>
    /// How many events are taken from the kernel in one look, 1 to 65,536; default 512. HOCON <c>events-per-poll</c>.
    /// </summary>
    public int EventsPerPoll { get; init; } = 512;

    /// <summary>
    /// How many mailbox runs one turn holds at most, 1 to 1,000,000; default 256. HOCON <c>mailbox-budget</c>.
    /// </summary>
    public int MailboxBudget { get; init; } = 256;

    /// <summary>
    /// How many greenlet resumptions one turn holds at most, 1 to 1,000,000; default 512. HOCON <c>greenlet-budget</c>.
    /// </summary>
    public int GreenletBudget { get; init; } = 512;

    /// <summary>
    /// How many timers one turn fires at most, 1 to 1,000,000; default 1,024. HOCON <c>timer-budget</c>.
    /// </summary>
    public int TimerBudget { get; init; } = 1024;

    /// <summary>
    /// How much posted work one turn takes at most, 1 to 1,000,000; default 1,024. HOCON <c>posted-budget</c>.
    /// </summary>
    public int PostedBudget { get; init; } = 1024;

    /// <summary>
    /// How long each phase of a turn may go on starting new work, 10 µs to 10 s; default 2 ms. HOCON <c>phase-time</c>.
    /// </summary>
    public TimeSpan PhaseTime { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// How many calls in a row a greenlet completes without parking before it is made to yield, 1 to 1,000,000; default
    /// 64. HOCON <c>yield-budget</c>.
    /// </summary>
    public int YieldBudget { get; init; } = 64;

    /// <summary>
    /// How long a hub that stops waits for its killed greenlets to unwind and for its actors to end, 0 to 10 min;
    /// default 5 s. HOCON <c>stop-timeout</c>.
    /// </summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The monotonic clock that timers and timeouts are measured by; default <see cref="TimeProvider.System"/>. Not in
    /// HOCON.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// A kernel that <see cref="Kernel"/> has no name for, such as a simulated one; null chooses by the name. Not in
    /// HOCON.
    /// </summary>
    internal IKernel? OtherKernel { get; init; }

    /// <summary>Reads a section such as <c>akka.greensock.hub</c>.</summary>
    /// <param name="config">The configuration that holds the section.</param>
    /// <param name="path">The section's path, for error messages too.</param>
    /// <exception cref="ConfigurationException">A key is missing, malformed or out of its bounds; the message names
    /// key, value and range.</exception>
    public static HubOptions FromConfig(Config config, string path = "akka.greensock.hub")
    {
        ArgumentNullException.ThrowIfNull(config);
        return FromSection(SettingsReader.SectionOf(config, path, path), path);
    }

    /// <summary>Reads the section itself; its path is for error messages.</summary>
    internal static HubOptions FromSection(Config section, string path)
    {
        var reader = new SettingsReader(section, path);
        return new HubOptions
        {
            Kernel = reader.OneOf("kernel", Kernels.Names),
            EventsPerPoll = reader.Int("events-per-poll", 1, 65_536),
            MailboxBudget = reader.Int("mailbox-budget", 1, 1_000_000),
            GreenletBudget = reader.Int("greenlet-budget", 1, 1_000_000),
            TimerBudget = reader.Int("timer-budget", 1, 1_000_000),
            PostedBudget = reader.Int("posted-budget", 1, 1_000_000),
            PhaseTime = reader.Time("phase-time", TimeSpan.FromMicroseconds(10), TimeSpan.FromSeconds(10)),
            YieldBudget = reader.Int("yield-budget", 1, 1_000_000),
            StopTimeout = reader.Time("stop-timeout", TimeSpan.Zero, TimeSpan.FromMinutes(10)),
        }.Checked();
    }

    /// <summary>The same options, once they are known to be within their bounds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not; the message names it.</exception>
    internal HubOptions Checked()
    {
        CheckCount(EventsPerPoll, 65_536, nameof(EventsPerPoll));
        CheckCount(MailboxBudget, 1_000_000, nameof(MailboxBudget));
        CheckCount(GreenletBudget, 1_000_000, nameof(GreenletBudget));
        CheckCount(TimerBudget, 1_000_000, nameof(TimerBudget));
        CheckCount(PostedBudget, 1_000_000, nameof(PostedBudget));
        CheckCount(YieldBudget, 1_000_000, nameof(YieldBudget));
        CheckTime(PhaseTime, TimeSpan.FromMicroseconds(10), TimeSpan.FromSeconds(10), nameof(PhaseTime));
        CheckTime(StopTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(StopTimeout));
        if (!Kernels.Names.Contains(Kernel))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Kernel), Kernel, $"HubOptions.Kernel must be one of {string.Join(", ", Kernels.Names)}.");
        }

        return this;
    }

    private static void CheckCount(int value, int maximum, string name)
    {
        if (value < 1 || value > maximum)
        {
            throw new ArgumentOutOfRangeException(name, value, $"HubOptions.{name} must be from 1 to {maximum}.");
        }
    }

    private static void CheckTime(TimeSpan value, TimeSpan minimum, TimeSpan maximum, string name)
    {
        if (value < minimum || value > maximum)
        {
            throw new ArgumentOutOfRangeException(name, value, $"HubOptions.{name} must be from {minimum} to {maximum}.");
        }
    }
}
