using System.Numerics;

namespace Akka.Greensock.Tests;

/// <summary>Threads that take turns stay on one processor.</summary>
public sealed class OneProcessorSpecs
{
    // proc_pid_status(5): a mask in hexadecimal words.
    private static int Count => File.ReadLines("/proc/thread-self/status")
        .Single(line => line.StartsWith("Cpus_allowed:", StringComparison.Ordinal))["Cpus_allowed:".Length..]
        .Where(char.IsAsciiHexDigit)
        .Sum(digit => BitOperations.PopCount(Convert.ToUInt32(digit.ToString(), 16)));

    [Fact]
    public void Those_of_a_hub_with_thread_greenlets_do_and_are_let_go_with_it()
    {
        int all = Count;
        TestHub.Run(() =>
        {
            Assert.Equal(1, Count);
            Greenlet.Spawn(() => Assert.Equal(1, Count)).Get();
            Greenlet.Spawn(CountsAsync).Get();
        });
        Assert.Equal(all, Count);

        static Task CountsAsync()
        {
            Assert.Equal(1, Count); // the hub's own thread
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void One_without_thread_greenlets_roams()
    {
        int all = Count;
        TestHub.Run(() =>
        {
            Assert.Equal(all, Count);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void They_roam_where_it_is_switched_off()
    {
        int all = Count;
        TestHub.Run(() => Greenlet.Spawn(() => Assert.Equal(all, Count)).Get(), new HubOptions { OneProcessor = false });
    }
}
