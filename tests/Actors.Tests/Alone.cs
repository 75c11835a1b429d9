namespace Akka.Greensock.Tests;

/// <summary>
/// Specs that count what the process has, threads and descriptors, and so run while nothing else does.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = "alone";

    /// <summary>Threads whose name begins so.</summary>
    public static int Threads(string name) => Directory.GetDirectories("/proc/self/task").Count(task =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).StartsWith(name, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // it has ended meanwhile
        }
    });

    /// <summary>What this process has open that is a socket, an epoll or an eventfd.</summary>
    public static int Descriptors() => Directory.GetFiles("/proc/self/fd").Count(link =>
    {
        try
        {
            string? target = new FileInfo(link).LinkTarget;
            return target is not null
                && (target.StartsWith("socket:", StringComparison.Ordinal) || target.Contains("event", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
    });

    /// <summary>Looks again and again until it is so; a bound for hangs, never a measure.</summary>
    public static Task UntilAsync(Func<bool> condition, Func<string> what) => UntilAsync(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, Func{string})"/>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, what());
            await Task.Yield();
        }
    }
}
