using Akka.Configuration;

namespace Akka.Greensock;

/// <summary>
/// How a hub works. The defaults are those of the reference configuration, <c>akka.greensock.hub</c>.
/// </summary>
public sealed record HubOptions
{
    // Less is taken up by the runtime itself before the first line of a body.
    private const int MinimumStackBytes = 64 * 1024;

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
    /// How long something on the hub may run without parking before the hub reports a <see cref="HubBlockedException"/>, 10 ms
    /// to 1 h, or <see cref="Timeout.InfiniteTimeSpan"/> for never; default 5 s. HOCON <c>blocked-threshold</c>.
    /// </summary>
    public TimeSpan BlockedThreshold { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The stack of each thread that carries a thread greenlet, 64 KiB to 1 GiB; default 256 KiB. Only what was touched takes
    /// memory. HOCON <c>thread-greenlets.stack-size</c>.
    /// </summary>
    public int ThreadStackBytes { get; init; } = 256 * 1024;

    /// <summary>
    /// How many thread greenlets the hub has at most, 1 to 1,000,000; default 16,384. HOCON <c>thread-greenlets.maximum</c>.
    /// </summary>
    public int MaximumThreads { get; init; } = 16_384;

    /// <summary>
    /// Whether the threads of a hub with thread greenlets stay on one processor, which they take turns on anyway; default true.
    /// HOCON <c>thread-greenlets.one-processor</c>.
    /// </summary>
    public bool OneProcessor { get; init; } = true;

    /// <summary>
    /// How many threads are kept for thread greenlets to come, 0 to 1,000,000; default 64. HOCON
    /// <c>thread-greenlets.idle-threads</c>.
    /// </summary>
    public int IdleThreads { get; init; } = 64;

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

    /// <summary>Who takes the hub's turns in the place of a thread of its own; null for such a thread. Not in HOCON.</summary>
    internal IHubDriver? Driver { get; init; }

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
        SettingsReader threads = reader.Section("thread-greenlets");
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
            BlockedThreshold = reader.TimeOrInfinite("blocked-threshold", TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)),
            ThreadStackBytes = threads.Bytes("stack-size", MinimumStackBytes, 1024 * 1024 * 1024),
            MaximumThreads = threads.Int("maximum", 1, 1_000_000),
            OneProcessor = threads.OneOf("one-processor", "on", "off") == "on",
            IdleThreads = threads.Int("idle-threads", 0, 1_000_000),
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
        CheckCount(ThreadStackBytes, 1024 * 1024 * 1024, nameof(ThreadStackBytes), MinimumStackBytes);
        CheckCount(MaximumThreads, 1_000_000, nameof(MaximumThreads));
        CheckCount(IdleThreads, 1_000_000, nameof(IdleThreads), minimum: 0);
        if (BlockedThreshold != Timeout.InfiniteTimeSpan)
        {
            CheckTime(BlockedThreshold, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), nameof(BlockedThreshold));
        }

        if (!Kernels.Names.Contains(Kernel))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Kernel), Kernel, $"HubOptions.Kernel must be one of {string.Join(", ", Kernels.Names)}.");
        }

        return this;
    }

    private static void CheckCount(int value, int maximum, string name, int minimum = 1)
    {
        if (value < minimum || value > maximum)
        {
            throw new ArgumentOutOfRangeException(name, value, $"HubOptions.{name} must be from {minimum} to {maximum}.");
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
