namespace Akka.Greensock.Tests;

public class GreenletAwaitSpecs
{
    /// <summary>The waiter is on its way before the next line runs: nobody else's thread has had a part in it.</summary>
    [Fact]
    public void A_task_that_a_greenlet_completes_wakes_its_waiter_without_another_thread() =>
        TestHub.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
            {
                var task = new TaskCompletionSource<int>();
                var waiter = Greenlet.Spawn(async () => await Greenlet.AwaitAsync(task.Task, Patience));
                await Greenlet.YieldAsync();

                task.SetResult(i);
                for (int turn = 0; turn < 3; turn++)
                {
                    await Greenlet.YieldAsync();
                }

                Assert.True(waiter.IsDead, $"task {i}: the waiter is not told yet");
                Assert.Equal(i, waiter.Value);
            }
        });

    [Fact]
    public void A_task_that_ends_after_its_waiter_gave_up_is_no_matter() =>
        TestHub.Run(async () =>
        {
            var task = new TaskCompletionSource();
            await Assert.ThrowsAsync<TimeoutException>(async () => await Greenlet.AwaitAsync(task.Task, TimeSpan.FromMilliseconds(1)));

            task.SetResult();
            await Greenlet.YieldAsync();

            await Greenlet.AwaitAsync(task.Task, Patience);
        });
}
