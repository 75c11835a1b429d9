namespace Akka.Greensock.Tests;

/// <summary>A hub that sleeps lends its baton to a thread that is none.</summary>
public sealed class HubBorrowingSpecs : IDisposable
{
    private readonly WatchedKernel _kernel = new(Kernels.Create("linux")); // the one whose poller may be used while it waits
    private readonly TestHub _test;

    public HubBorrowingSpecs() => _test = new TestHub(new HubOptions { OtherKernel = _kernel });

    private Hub Hub => _test.Hub;

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task A_call_is_begun_by_the_thread_that_makes_it()
    {
        UntilBorrowed();
        Hub.GiveBack();
        long wakes = Hub.Statistics.Wakes;
        for (int i = 0; i < 100; i++)
        {
            // Nothing wakes the hub, which so sleeps still.
            var call = new Step(parks: false);
            ValueTask<int> outcome = call.StartAsync(Hub);
            Assert.True(outcome.IsCompletedSuccessfully);
            Assert.Equal(Environment.CurrentManagedThreadId, await outcome);
        }

        Assert.Equal(wakes, Hub.Statistics.Wakes);
        Assert.Null(Hub.Current);
    }

    [Fact]
    public async Task A_call_that_parks_is_left_with_the_hub()
    {
        UntilBorrowed();
        Hub.GiveBack();
        var call = new Step(parks: true);
        Task<int> outcome = call.StartAsync(Hub).AsTask();
        Assert.Equal(Environment.CurrentManagedThreadId, call.BeginsOn);
        await _test.CallAsync(call.Go);
        Assert.Equal(call.BeginsOn, await outcome.WaitAsync(Patience));
    }

    [Fact]
    public async Task The_hub_is_woken_for_a_timeout_that_comes_before_what_it_sleeps_for()
    {
        UntilBorrowed();
        Hub.GiveBack();
        var call = new Step(parks: true);
        Task<int> outcome = call.StartAsync(Hub, TimeSpan.FromMilliseconds(1)).AsTask();
        Assert.Equal(Environment.CurrentManagedThreadId, call.BeginsOn);
        await Assert.ThrowsAsync<TimeoutException>(() => outcome.WaitAsync(Patience));
    }

    [Fact]
    public async Task The_hub_is_woken_for_what_the_borrower_made_ready()
    {
        var first = new Step(parks: true);
        UntilBorrowed();
        Hub.GiveBack();
        Task<int> outcome = first.StartAsync(Hub).AsTask();
        var second = new Step(parks: true, begins: first.Go);
        Task<int> other = second.StartAsync(Hub).AsTask();
        Assert.Equal(first.BeginsOn, await outcome.WaitAsync(Patience));
        await _test.CallAsync(second.Go);
        await other.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_hub_that_wakes_meanwhile_waits_for_its_baton()
    {
        UntilBorrowed();
        Assert.Same(Hub, Hub.Current);
        int returns = _kernel.Poller.Returns;
        int turn = 0;
        Task posted = TestHub.Elsewhere(() => Hub.Post(() => ++turn));
        Until(() => _kernel.Poller.Returns != returns);
        Assert.Equal(0, turn);
        turn = 1;
        Hub.GiveBack();
        Assert.Null(Hub.Current);
        await posted;
        await _test.CallAsync(() => Assert.Equal(2, turn));
    }

    [Fact]
    public async Task What_was_posted_before_keeps_its_place()
    {
        UntilBorrowed();
        Hub.GiveBack();
        _kernel.Poller.HoldWakes();
        var seen = new List<string>();
        Task posted = _test.CallAsync(() => seen.Add("posted"));
        Assert.False(Hub.TryBorrow());
        Task<int> outcome = new Step(parks: false, begins: () => seen.Add("called")).StartAsync(Hub).AsTask();
        _kernel.Poller.LetWakesGo();
        await posted;
        await outcome.WaitAsync(Patience);
        Assert.Equal(["posted", "called"], seen);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_is_not_begun()
    {
        using var source = new CancellationTokenSource();
        var call = new Step(parks: true);
        UntilBorrowed();
        Hub.GiveBack();
        Task<int> outcome = call.StartAsync(Hub, Timeout.InfiniteTimeSpan, source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outcome.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_hub_that_is_stopped_meanwhile_ends_after()
    {
        UntilBorrowed();
        int returns = _kernel.Poller.Returns;
        Task stop = TestHub.Elsewhere(Hub.Stop);
        Until(() => _kernel.Poller.Returns != returns);
        Assert.False(Hub.HasEnded);
        Hub.GiveBack();
        await stop;
        Assert.True(Hub.Join(Patience));
        Assert.False(Hub.TryBorrow());
    }

    [Fact]
    public async Task A_hub_lends_nothing_while_it_works()
    {
        bool lent = await _test.CallAsync(() =>
        {
            bool borrowed = true;
            var other = new Thread(() => borrowed = Hub.TryBorrow());
            other.Start();
            other.Join();
            return borrowed;
        });
        Assert.False(lent);
    }

    [Fact]
    public async Task Many_threads_at_once_get_each_its_own()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestHub.Elsewhere(() =>
        {
            for (int i = 0; i < 2_000; i++)
            {
                var call = new Step(parks: i % 7 == 0);
                Task<int> outcome = call.StartAsync(Hub).AsTask();
                if (i % 7 == 0)
                {
                    Hub.Post(call.Go);
                }

                int beginsOn = outcome.WaitAsync(Patience).GetAwaiter().GetResult();
                Assert.Equal(call.BeginsOn, beginsOn);
            }
        })));
        Assert.Empty(_test.Errors);
    }

    private void UntilBorrowed() => Until(Hub.TryBorrow);

    /// <summary>A call that a thread may begin; its result is the thread that did.</summary>
    private sealed class Step(bool parks, Action? begins = null) : Operation<int>
    {
        public int BeginsOn { get; private set; }

        private protected override bool MayBeginHere => true;

        public ValueTask<int> StartAsync(Hub hub) => StartAsync(hub, Timeout.InfiniteTimeSpan);

        public ValueTask<int> StartAsync(Hub hub, TimeSpan timeout, CancellationToken cancellationToken = default)
        {
            Start(hub, timeout, cancellationToken);
            return AsValueTask();
        }

        /// <summary>Lets it have its result. On the hub.</summary>
        public void Go()
        {
            if (IsPending)
            {
                CompleteAndDeliver();
            }
        }

        private protected override void Begin()
        {
            Assert.Same(Owner, Hub.Current);
            Result = BeginsOn = Environment.CurrentManagedThreadId;
            begins?.Invoke();
            if (parks)
            {
                ArmTimeout();
            }
            else
            {
                Complete();
            }
        }

        private protected override void Try() => throw new InvariantException("nothing schedules it");

        private protected override void Withdraw()
        {
        }

        private protected override Exception TimeoutError(TimeSpan timeout) => new TimeoutException();

        private protected override void Recycle()
        {
        }
    }

    private sealed class WatchedKernel(IKernel inner) : PassThroughKernel(inner)
    {
        public WatchedPoller Poller { get; private set; } = null!;

        public override IPoller CreatePoller() => Poller = new WatchedPoller(base.CreatePoller());
    }

    /// <summary>Counts how often the hub came back from it, and keeps wakes to itself on demand.</summary>
    private sealed class WatchedPoller(IPoller inner) : IPoller
    {
        private readonly Lock _lock = new();
        private bool _holds;
        private bool _held;
        private int _returns;

        public bool MayBeUsedWhileItWaits => inner.MayBeUsedWhileItWaits;

        public int Returns => Volatile.Read(ref _returns);

        public void HoldWakes()
        {
            lock (_lock)
            {
                _holds = true;
            }
        }

        public void LetWakesGo()
        {
            lock (_lock)
            {
                _holds = false;
                if (_held)
                {
                    inner.Wake();
                }
            }
        }

        public KernelResult Add(int descriptor, int slot, uint generation) => inner.Add(descriptor, slot, generation);

        public void Remove(int descriptor) => inner.Remove(descriptor);

        public KernelResult AddForeign(int descriptor, Readiness interest, int slot, uint generation) =>
            inner.AddForeign(descriptor, interest, slot, generation);

        public KernelResult RearmForeign(int descriptor, Readiness interest, int slot, uint generation) =>
            inner.RearmForeign(descriptor, interest, slot, generation);

        public void RemoveForeign(int descriptor) => inner.RemoveForeign(descriptor);

        public KernelResult Poll(Span<PollEvent> events, int timeoutMilliseconds)
        {
            KernelResult result = inner.Poll(events, timeoutMilliseconds);
            Interlocked.Increment(ref _returns);
            return result;
        }

        public void Wake()
        {
            lock (_lock)
            {
                _held |= _holds;
                if (!_holds)
                {
                    inner.Wake();
                }
            }
        }

        public void Dispose() => inner.Dispose();
    }
}
