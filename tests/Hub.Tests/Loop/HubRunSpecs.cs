using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Greensock.Tests;

public class HubRunSpecs
{
    [Fact]
    public void The_calling_thread_is_the_hub_until_main_ends_and_then_as_it_was()
    {
        var context = new SynchronizationContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            Thread caller = Thread.CurrentThread;
            Hub? hub = null;
            Hub.Run(async () =>
            {
                hub = Hub.Current;
                Assert.Same(caller, Thread.CurrentThread);
                Assert.Equal("main", Greenlet.Current!.Name);
                await Greenlet.YieldAsync();
                Assert.Same(caller, Thread.CurrentThread);
            });
            Assert.NotNull(hub);
            Assert.True(hub.HasEnded);
            Assert.Null(Hub.Current);
            Assert.Null(Greenlet.Current);
            Assert.Same(context, SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public void What_main_dies_of_is_thrown_and_not_reported()
    {
        var errors = new List<HubError>();
        FormatException thrown = Assert.Throws<FormatException>(() => Hub.Run(async () =>
        {
            Hub.Current!.ErrorHandler = errors.Add;
            await Greenlet.YieldAsync();
            throw new FormatException("main died");
        }));
        Assert.Equal("main died", thrown.Message);
        Assert.Empty(errors);
    }

    [Fact]
    public void A_thread_that_is_a_hub_cannot_become_another() => TestHub.Run(() =>
    {
        Assert.Throws<InvalidOperationException>(() => Hub.Run(() => Task.CompletedTask));
        return Task.CompletedTask;
    });

    [Fact]
    public void The_other_greenlets_are_killed_when_main_ends_and_Run_waits_for_their_finally_only()
    {
        bool unwound = false;
        bool ranOn = false;
        var clock = new ManualClock();
        TestHub.Run(async () =>
        {
            _ = Greenlet.Spawn(async () =>
            {
                try
                {
                    await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan);
                    ranOn = true;
                }
                finally
                {
                    await Greenlet.YieldAsync();
                    unwound = true;
                }
            });
            await Greenlet.YieldAsync();
        }, new HubOptions { TimeProvider = clock }); // its clock stands still: a hub that slept until its stop-timeout would hang here
        Assert.True(unwound);
        Assert.False(ranOn);
    }

    [Fact]
    public void Main_that_a_broken_or_stopped_hub_left_behind_does_not_count_as_a_success() =>
        Assert.ThrowsAny<Exception>(() => Hub.Run(
            async () =>
            {
                Hub.Current!.ErrorHandler = _ => { };
                Hub.Current.Stop();
                await new TaskCompletionSource().Task;
            },
            new HubOptions { StopTimeout = TimeSpan.FromMilliseconds(1) }));

    [Fact]
    public void Main_may_stop_its_hub_and_is_killed_at_its_next_call() =>
        Assert.Throws<GreenletExitException>(() => Hub.Run(async () =>
        {
            Hub.Current!.Stop();
            await Greenlet.SleepAsync(Timeout.InfiniteTimeSpan);
        }));

    [Fact]
    public void An_actor_cell_left_on_the_calling_thread_is_hidden_from_greenlets_and_put_back()
    {
        using ActorSystem system = ActorSystem.Create("hub-run");
        ActorCell? before = InternalCurrentActorCellKeeper.Current;
        var cell = (ActorCell)((ActorRefWithCell)((ExtendedActorSystem)system).SystemGuardian).Underlying;
        InternalCurrentActorCellKeeper.Current = cell;
        try
        {
            ActorCell? seen = cell;
            Hub.Run(() =>
            {
                seen = InternalCurrentActorCellKeeper.Current;
                return Task.CompletedTask;
            });
            Assert.Null(seen);
            Assert.Same(cell, InternalCurrentActorCellKeeper.Current);
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = before;
        }
    }
}
