namespace Akka.Greensock.Tests;

public class HubSpecs
{
    private static readonly AsyncLocal<string?> Ambient = new();

    [Fact]
    public async Task A_started_hub_has_a_background_thread_of_its_own_name_until_it_is_stopped()
    {
        using var test = new TestHub(new HubOptions { Name = "my-hub" });
        (string? name, bool background, Hub? current) =
            await test.CallAsync(() => (Thread.CurrentThread.Name, Thread.CurrentThread.IsBackground, Hub.Current));

        Assert.Equal(("my-hub", true), (name, background));
        Assert.Same(test.Hub, current);
        Assert.Null(Hub.Current);
        Assert.False(test.Hub.HasEnded);
        test.Stop();
        Assert.True(test.Hub.HasEnded);
    }

    [Fact]
    public async Task What_was_ambient_where_a_hub_was_started_does_not_stay_with_it_for_ever()
    {
        Ambient.Value = "of the test";
        using var test = new TestHub();
        Assert.Null(await test.CallAsync(() => Ambient.Value));
    }

    [Fact]
    public async Task What_one_callback_makes_ambient_is_gone_for_the_next()
    {
        using var test = new TestHub();
        await test.CallAsync(() => Ambient.Value = "of a callback");
        Assert.Null(await test.CallAsync(() => Ambient.Value));
    }

    [Fact]
    public void Joining_a_running_hub_is_given_up_when_the_time_is_up()
    {
        using var test = new TestHub();
        Assert.False(test.Hub.Join(TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task A_hub_that_joins_itself_is_told_that_it_would_wait_for_ever()
    {
        using var test = new TestHub();
        Hub hub = test.Hub;
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.CallAsync(() => hub.Join(TimeSpan.Zero)));
    }

    [Fact]
    public async Task Posted_callbacks_of_one_thread_run_in_order_and_outside_any_greenlet()
    {
        using var test = new TestHub();
        var seen = new List<int>();
        for (int i = 0; i < 10_000; i++)
        {
            int number = i;
            test.Hub.Post(() => seen.Add(number));
        }

        Assert.Null(await test.CallAsync(() => Greenlet.Current));
        Assert.Equal(Enumerable.Range(0, 10_000), seen);
    }

    [Fact]
    public async Task Callbacks_that_the_hub_posts_to_itself_run_later_and_in_order()
    {
        using var test = new TestHub();
        var done = new TaskCompletionSource<List<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        await test.CallAsync(() =>
        {
            var seen = new List<string>();
            test.Hub.Post(() => seen.Add("1"));
            test.Hub.Post(() => seen.Add("2"));
            test.Hub.Post(() => done.SetResult(seen));
            seen.Add("0");
        });
        Assert.Equal(["0", "1", "2"], await done.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Posts_from_many_threads_are_never_lost_and_keep_the_order_of_their_thread()
    {
        const int threads = 8;
        const int each = 12_500;
        using var test = new TestHub();
        int[] last = new int[threads];
        int outOfOrder = 0;
        int left = threads * each;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IEnumerable<Task> producers = Enumerable.Range(0, threads).Select(thread => TestHub.Elsewhere(() =>
        {
            for (int i = 1; i <= each; i++)
            {
                int number = i;
                test.Hub.Post(() =>
                {
                    outOfOrder += number == last[thread] + 1 ? 0 : 1;
                    last[thread] = number;
                    if (--left == 0)
                    {
                        all.SetResult();
                    }
                });
            }
        }));
        await Task.WhenAll([.. producers]).WaitAsync(Patience);
        await all.Task.WaitAsync(Patience);
        Assert.Equal(0, outOfOrder);
    }

    [Fact]
    public async Task A_hub_that_sleeps_without_end_is_woken_by_each_post()
    {
        using var test = new TestHub();
        for (int i = 0; i < 2_000; i++)
        {
            // Every round trip lets the hub fall asleep again, or nearly: both must end well.
            Assert.Equal(i, await test.CallAsync(() => i));
        }
    }

    [Fact]
    public void A_hub_that_has_ended_refuses_posts_and_spawns_and_says_why()
    {
        var test = new TestHub(new HubOptions { Name = "gone" });
        test.Stop();

        Assert.Contains("gone", Assert.Throws<InvalidOperationException>(() => test.Hub.Post(() => { })).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => test.Hub.Spawn(() => Task.CompletedTask));
        test.Hub.Wake();
        test.Hub.Stop();
    }

    [Fact]
    public async Task A_callback_that_throws_is_reported_and_the_hub_lives()
    {
        using var test = new TestHub();
        test.Hub.Post(() => throw new FormatException("bad callback"));
        await test.CallAsync(() => test.Hub.Post(() => throw new FormatException("posted from within")));
        await test.CallAsync(() => { });

        Assert.Equal(["bad callback", "posted from within"], test.Errors.Select(e => e.Exception.Message));
        Assert.All(test.Errors, e => Assert.Null(e.Greenlet));
        Assert.All(test.Errors, e => Assert.Same(test.Hub, e.Hub));
    }

    [Fact]
    public async Task An_error_handler_that_throws_is_harmless()
    {
        using var test = new TestHub();
        test.Hub.ErrorHandler = _ => throw new InvalidOperationException("bad handler");
        test.Hub.Post(() => throw new FormatException("bad callback"));
        Assert.Equal(7, await test.CallAsync(() => 7));
    }

    [Fact]
    public async Task Statistics_count_what_the_hub_does_and_holds()
    {
        using var test = new TestHub();
        HubStatistics before = test.Hub.Statistics;
        using var release = new CancellationTokenSource();
        await test.RunAsync(async () =>
        {
            _ = Greenlet.Spawn(() => Greenlet.SleepAsync(TimeSpan.FromHours(1), release.Token).AsTask());
            await Greenlet.YieldAsync();
            await Greenlet.YieldAsync();
        });
        await test.CallAsync(() => { });
        HubStatistics after = test.Hub.Statistics;

        Assert.True(after.Turns > before.Turns);
        Assert.True(after.Polls > before.Polls);
        Assert.True(after.Resumed >= before.Resumed + 3);
        Assert.True(after.LongestTurn > TimeSpan.Zero);
        Assert.Equal((1, 1), (after.Timers, after.Greenlets));
        Assert.Equal(0, after.Descriptors);
        Assert.True(after.Parked >= 1);
        release.Cancel();
    }

    [Fact]
    public async Task A_wake_is_paid_for_at_most_once_for_each_sleep()
    {
        using var test = new TestHub();
        await test.CallAsync(() => { });
        using var held = new ManualResetEventSlim();
        test.Hub.Post(() => TestHub.Hold(held));
        long wakes = test.Hub.Statistics.Wakes;
        for (int i = 0; i < 100; i++)
        {
            test.Hub.Post(() => { });
        }

        Assert.InRange(test.Hub.Statistics.Wakes - wakes, 0, 1);
        held.Set();
        await test.CallAsync(() => { });
    }
}
