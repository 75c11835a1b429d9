namespace Akka.Greensock.Tests;

/// <summary>A hub whose greenlets all wait for each other ends, and says who waits for what; any other goes on waiting.</summary>
public class LoopExitSpecs
{
    [Fact]
    public void Threads_that_join_each_other_are_listed()
    {
        int unwound = 0;
        var e = Assert.Throws<LoopExitException>(() => Hub.Run(() =>
        {
            Greenlet? second = null;
            Greenlet first = Greenlet.Spawn(() => Unwinding(() => second!.Join()), "first");
            second = Greenlet.Spawn(() => Unwinding(first.Join), "second");
            Unwinding(() => Greenlet.JoinAll([first, second]));
        }));
        Assert.StartsWith("This operation would block forever", e.Message, StringComparison.Ordinal);
        Assert.Contains("first joins second", e.Message, StringComparison.Ordinal);
        Assert.Contains("second joins first", e.Message, StringComparison.Ordinal);
        Assert.Contains("main joins first", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, unwound);

        void Unwinding(Action wait)
        {
            try
            {
                wait();
            }
            finally
            {
                unwound++;
            }
        }
    }

    [Fact]
    public void Async_greenlets_that_wait_for_ever_are_listed()
    {
        var e = Assert.Throws<LoopExitException>(() => Hub.Run(async () =>
        {
            var sleeper = Greenlet.Spawn(async () => await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan), "sleeper");
            await sleeper;
        }));
        Assert.Contains("sleeper sleeps without end", e.Message, StringComparison.Ordinal);
        Assert.Contains("main joins sleeper", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_ends_a_wait() => TestHub.Run(() =>
    {
        var sleeper = Greenlet.Spawn(() => Greenlet.Sleep(Timeout.InfiniteTimeSpan));
        Assert.False(sleeper.Join(TimeSpan.FromMilliseconds(2)));
    });

    [Fact]
    public void A_task_of_others_a_token_and_another_hub_may_end_a_wait()
    {
        using var other = new TestHub();
        TestHub.Run(async () =>
        {
            Hub hub = Hub.Current!;
            await TestHub.Foreign();
            await Greenlet.AwaitAsync(TestHub.Foreign(), Timeout.InfiniteTimeSpan);
            using var cancellation = new CancellationTokenSource();
            ThreadPool.QueueUserWorkItem(_ =>
            {
                SpinWait.SpinUntil(() => hub.IsPolling);
                cancellation.Cancel();
            });
            await Assert.ThrowsAsync<OperationCanceledException>(
                async () => await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan, cancellation.Token));
            Greenlet elsewhere = other.Hub.Spawn(() =>
            {
                SpinWait.SpinUntil(() => hub.IsPolling);
            });
            await elsewhere.JoinAsync();
        });
    }

    [Fact]
    public async Task A_hub_with_a_thread_of_its_own_waits_on()
    {
        using var test = new TestHub();
        Greenlet sleeper = test.Hub.Spawn(() => Greenlet.Sleep(Timeout.InfiniteTimeSpan));
        await test.CallAsync(() => { });
        Assert.False(test.Hub.HasEnded);
        sleeper.Kill();
        Assert.True(sleeper.Join(Patience));
    }

    [Fact]
    public void An_actor_may_end_a_wait_or_not_but_nobody_knows() => TestHub.Run(async () =>
    {
        Hub hub = Hub.Current!;
        hub.GuestCame();
        var sleeper = Greenlet.Spawn(async () => await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan));
        ThreadPool.QueueUserWorkItem(_ =>
        {
            SpinWait.SpinUntil(() => hub.IsPolling);
            sleeper.Kill();
        });
        Assert.True(await sleeper.JoinAsync(Patience));
        hub.GuestWent();
    });
}
