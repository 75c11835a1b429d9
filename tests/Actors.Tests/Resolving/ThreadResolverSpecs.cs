using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>The resolver on threads, over a system whose lookups hang until the test lets them go.</summary>
[Collection(Alone.Name)]
public sealed class ThreadResolverSpecs : IDisposable
{
    private readonly FakeNames _names = new();
    private readonly List<IDisposable> _mine = [];
    private readonly List<Hub> _hubs = [];

    [Fact]
    public async Task As_many_lookups_are_under_way_as_there_are_threads_and_no_more()
    {
        ThreadResolver resolver = Resolver(threads: 3);
        Task[] lookups = [.. Enumerable.Range(0, 20).Select(i => Find(resolver, $"host-{i}"))];
        await UntilAsync(() => _names.Inside == 3);
        Assert.Equal((3, 3, 17), (resolver.Pool.Threads, resolver.Pool.Running, resolver.Pool.Waiting));

        _names.LetGo(20);
        await Task.WhenAll(lookups).WaitAsync(Patience);

        Assert.Equal(3, _names.Most);
        Assert.Equal(20, _names.Calls);
    }

    [Fact]
    public async Task Beyond_the_queue_lookups_fail_at_once_with_EAI_AGAIN()
    {
        ThreadResolver resolver = Resolver(threads: 1, queue: 2);
        Task first = Find(resolver, "held");
        await UntilAsync(() => _names.Inside == 1);
        Task[] waiting = [Find(resolver, "a"), Find(resolver, "b")];

        Task refused = Find(resolver, "c");

        Assert.True(refused.IsCompleted);
        AddressInfoException e = await Assert.ThrowsAsync<AddressInfoException>(() => refused);
        Assert.Equal((AddressInfoError.TryAgain, SocketError.TryAgain), (e.Error, e.SocketErrorCode));
        Assert.Contains("akka.greensock.resolvers.thread.queue", e.Message, StringComparison.Ordinal);
        _names.LetGo(3);
        await Task.WhenAll([first, .. waiting]).WaitAsync(Patience);
    }

    [Fact]
    public async Task Who_is_cancelled_goes_at_once_and_the_native_call_keeps_its_thread()
    {
        ThreadResolver resolver = Resolver(threads: 1);
        using var cancellation = new CancellationTokenSource();
        Task given = Find(resolver, "given-up", cancellation.Token);
        await UntilAsync(() => _names.Inside == 1);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given.WaitAsync(Patience));
        Assert.Equal((1, 1), (resolver.Pool.Running, _names.Inside));
        Task next = Find(resolver, "next");
        Assert.Equal(1, resolver.Pool.Waiting); // the slot is occupied still
        _names.LetGo(2);
        await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task Who_is_cancelled_while_it_waits_leaves_the_line_and_never_begins()
    {
        ThreadResolver resolver = Resolver(threads: 1, queue: 1);
        Task held = Find(resolver, "held");
        await UntilAsync(() => _names.Inside == 1);
        using var cancellation = new CancellationTokenSource();
        Task given = Find(resolver, "given-up", cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Task next = Find(resolver, "next"); // there is a place again
        _names.LetGo(2);
        await Task.WhenAll(held, next).WaitAsync(Patience);
        Assert.Equal(["held", "next"], _names.Begun);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_begins_nothing()
    {
        ThreadResolver resolver = Resolver();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Find(resolver, "host", new CancellationToken(true)));
        Assert.Equal(0, resolver.Pool.Threads);
    }

    [Fact]
    public async Task Hubs_take_turns_however_much_one_of_them_asks_for()
    {
        ThreadResolver resolver = Resolver(threads: 1);
        Task held = Find(resolver, "held");
        await UntilAsync(() => _names.Inside == 1);
        Hub one = Started("one");
        Hub other = Started("other");
        var lookups = new List<Task>();
        foreach (string name in new[] { "one-1", "one-2", "one-3" })
        {
            lookups.Add(await OnHubAsync(one, () => Find(resolver, name)));
        }

        lookups.Add(await OnHubAsync(other, () => Find(resolver, "other-1")));
        lookups.Add(Find(resolver, "elsewhere"));

        _names.LetGo(6);
        await Task.WhenAll([held, .. lookups]).WaitAsync(Patience);

        Assert.Equal(["held", "one-1", "other-1", "elsewhere", "one-2", "one-3"], _names.Begun);
    }

    [Fact]
    public async Task Idle_threads_end_and_come_back()
    {
        ThreadResolver resolver = Resolver(threads: 2, idle: TimeSpan.FromMilliseconds(1));
        _names.LetGo(2);
        await Find(resolver, "first").WaitAsync(Patience);
        await UntilAsync(() => resolver.Pool.Threads == 0);

        await Find(resolver, "second").WaitAsync(Patience);
    }

    [Fact]
    public async Task Disposal_tells_everybody_who_waits_and_ends_the_threads_once_they_return()
    {
        ThreadResolver resolver = Resolver(threads: 1);
        Task running = Find(resolver, "running");
        await UntilAsync(() => _names.Inside == 1);
        Task waiting = Find(resolver, "waiting");

        resolver.Dispose();

        foreach (Task lookup in new[] { running, waiting })
        {
            AddressInfoException e = await Assert.ThrowsAsync<AddressInfoException>(() => lookup.WaitAsync(Patience));
            Assert.Equal((AddressInfoError.Canceled, SocketError.OperationAborted), (e.Error, e.SocketErrorCode));
        }

        Assert.Throws<ObjectDisposedException>(() => { _ = Find(resolver, "later"); });
        Assert.Equal(1, resolver.Pool.Threads);
        _names.LetGo();
        await UntilAsync(() => resolver.Pool.Threads == 0);
        Assert.Equal(["running"], _names.Begun);
    }

    [Fact]
    public void Numbers_are_answered_in_place_and_start_no_thread()
    {
        ThreadResolver resolver = Resolver();
        Task[] answers =
        [
            resolver.GetAddrInfoAsync("127.0.0.1", "80", default, default),
            resolver.GetAddrInfoAsync("fe80::1%1", null, default, default),
            resolver.GetAddrInfoAsync(null, "80", default, default),
            resolver.GetHostByNameAsync("10.1", default),
            resolver.GetHostByNameAsync(string.Empty, default),
            resolver.GetHostByNameAsync("<broadcast>", default),
            resolver.GetHostByNameExAsync("1.2.3.4", default),
            resolver.GetNameInfoAsync(new IPEndPoint(IPAddress.Loopback, 80), (NameInfoFlags)3, default),
        ];

        Assert.All(answers, answer => Assert.True(answer.IsCompletedSuccessfully));
        Assert.Equal((0, 0), (resolver.Pool.Threads, _names.Calls));
    }

    [Fact]
    public async Task Every_function_that_looks_something_up_does_it_on_the_threads()
    {
        ThreadResolver resolver = Resolver();
        Task[] answers =
        [
            Find(resolver, "host"),
            resolver.GetHostByNameAsync("host", default),
            resolver.GetHostByNameExAsync("host", default),
            resolver.GetHostByAddrAsync("127.0.0.1", default),
            resolver.GetNameInfoAsync(new IPEndPoint(IPAddress.Loopback, 80), default, default),
        ];
        await UntilAsync(() => _names.Inside == answers.Length);
        Assert.All(answers, answer => Assert.False(answer.IsCompleted));

        _names.LetGo(answers.Length);
        await Task.WhenAll(answers).WaitAsync(Patience);
        Assert.Equal(IPAddress.Loopback, await (Task<IPAddress>)answers[1]);
    }

    [Fact]
    public async Task The_threads_carry_the_resolvers_name_and_are_bounded_in_the_process_too()
    {
        int before = Alone.Threads("greensock-dns");
        ThreadResolver resolver = Resolver(threads: 4);
        Task[] lookups = [.. Enumerable.Range(0, 30).Select(i => Find(resolver, $"host-{i}"))];
        await UntilAsync(() => _names.Inside == 4);
        Assert.InRange(Alone.Threads("greensock-dns"), 4, before + 4);
        _names.LetGo(30);
        await Task.WhenAll(lookups).WaitAsync(Patience);
    }

    public void Dispose()
    {
        _names.Dispose();
        _mine.ForEach(mine => mine.Dispose());
        _hubs.ForEach(hub => hub.Stop());
        Assert.All(_hubs, hub => Assert.True(hub.Join(Patience)));
    }

    private static Task<IReadOnlyList<AddressInfo>> Find(
        ThreadResolver resolver, string host, CancellationToken cancellationToken = default) =>
            resolver.GetAddrInfoAsync(host, "80", default, cancellationToken);

    private static Task UntilAsync(Func<bool> condition) => Alone.UntilAsync(condition, () => "it never came to that");

    private Hub Started(string name)
    {
        Hub hub = Hub.Start(new HubOptions { Name = name });
        _hubs.Add(hub);
        return hub;
    }

    private static Task<T> OnHubAsync<T>(Hub hub, Func<T> call)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Post(() => done.SetResult(call()));
        return done.Task.WaitAsync(Patience);
    }

    private ThreadResolver Resolver(int threads = 10, int queue = 100, TimeSpan? idle = null)
    {
        var resolver = new ThreadResolver(_names, new LookupPool(
            new LookupPoolSettings { Threads = threads, Queue = queue, IdleTimeout = idle ?? Patience }));
        _mine.Add(resolver);
        return resolver;
    }
}
