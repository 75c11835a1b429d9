using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Event;

namespace Akka.Greensock.Tests;

public class HubMailboxSpecs() : Akka.TestKit.Xunit2.TestKit("small { mailbox-type = \"Akka.Greensock.HubMailbox, Akka.Greensock.Hub\" }")
{
    [Fact]
    public void A_queue_gives_back_what_was_put_in_in_order_however_it_grows_shrinks_and_wraps()
    {
        var queue = new HubMessageQueue();
        var model = new Queue<int>();
        var random = new Random(99);
        int next = 0;
        for (int round = 0; round < 20_000; round++)
        {
            for (int i = random.Next(0, round % 100 == 0 ? 300 : 4); i > 0; i--)
            {
                queue.Enqueue(TestActor, new Envelope(next, TestActor));
                model.Enqueue(next++);
            }

            for (int i = random.Next(0, round % 70 == 0 ? 400 : 4); i > 0; i--)
            {
                bool expected = model.TryDequeue(out int number);
                Assert.Equal(expected, queue.TryDequeue(out Envelope envelope));
                Assert.Equal(expected ? number : null, envelope.Message);
            }

            Assert.Equal(model.Count, queue.Count);
            Assert.Equal(model.Count > 0, queue.HasMessages);
        }
    }

    [Fact]
    public void A_queue_that_is_empty_again_holds_no_message_alive()
    {
        var queue = new HubMessageQueue();

        [MethodImpl(MethodImplOptions.NoInlining)] // nothing of it stays on the stack
        WeakReference Fill()
        {
            var message = new object();
            queue.Enqueue(TestActor, new Envelope(message, TestActor));
            Assert.True(queue.TryDequeue(out _));
            return new WeakReference(message);
        }

        WeakReference gone = Fill();
        GC.Collect();
        Assert.False(gone.IsAlive);
        GC.KeepAlive(queue);
    }

    [Fact]
    public async Task Many_producers_lose_nothing_and_keep_their_own_order()
    {
        const int producers = 4;
        const int each = 20_000;
        var queue = new HubMessageQueue();
        Task[] all = [.. Enumerable.Range(0, producers).Select(p => TestHub.Elsewhere(() =>
        {
            for (int i = 0; i < each; i++)
            {
                queue.Enqueue(TestActor, new Envelope((p, i), TestActor));
            }
        }))];
        int[] next = new int[producers];
        await TestHub.Elsewhere(() =>
        {
            for (int taken = 0; taken < producers * each;)
            {
                if (queue.TryDequeue(out Envelope envelope))
                {
                    (int producer, int number) = ((int, int))envelope.Message;
                    Assert.Equal(next[producer]++, number);
                    taken++;
                }
            }
        }).WaitAsync(Patience);
        await Task.WhenAll(all);
        Assert.False(queue.HasMessages);
    }

    [Fact]
    public async Task An_actor_with_the_mailbox_gets_its_messages_in_order()
    {
        IActorRef actor = Sys.ActorOf(Props.Create(() => new Forward(TestActor)).WithMailbox("small"));
        for (int i = 0; i < 1_000; i++)
        {
            actor.Tell(i);
        }

        for (int i = 0; i < 1_000; i++)
        {
            Assert.Equal(i, await ExpectMsgAsync<int>(Patience));
        }
    }

    [Fact]
    public async Task What_is_left_when_its_actor_stops_goes_to_the_dead_letters()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        using var held = new ManualResetEventSlim();
        IActorRef actor = Sys.ActorOf(Props.Create(() => new Forward(TestActor)).WithMailbox("small"));
        actor.Tell(held);
        actor.Tell(PoisonPill.Instance);
        for (int i = 0; i < 5; i++)
        {
            actor.Tell(i);
        }

        held.Set();
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(i, (await ExpectMsgAsync<DeadLetter>(Patience)).Message);
        }
    }

    private sealed class Forward : ReceiveActor
    {
        public Forward(IActorRef target)
        {
            Receive<int>(i => target.Tell(i));
            Receive<ManualResetEventSlim>(TestHub.Hold);
        }
    }
}
