using System.Globalization;

namespace Akka.Greensock;

/// <summary>
/// A bounded number of background threads that run calls which block and cannot be stopped, for callers who may give
/// up. A caller that gives up is let go at once: a call that has not begun is forgotten, one that has begun keeps its
/// thread until it returns, and nobody hears of its result.
/// </summary>
/// <remarks>
/// Callers (hubs, and all that are none together) take turns, so that one with a thousand lookups waiting does not make
/// another with one wait for all of them. The line is bounded; beyond it calls fail at once.
/// </remarks>
internal sealed class LookupPool(LookupPoolSettings settings) : IDisposable
{
    private static readonly object Nobody = new();

    private readonly object _gate = new(); // a monitor: threads wait in it
    private readonly Dictionary<object, LinkedList<LookupJob>> _lines = [];
    private readonly Queue<object> _turns = new(); // the callers whose line is not empty
    private readonly HashSet<LookupJob> _running = [];
    private int _threads;
    private int _idle;
    private int _waiting;
    private int _named;

    /// <summary>How many threads there are now.</summary>
    public int Threads => Read(() => _threads);

    /// <summary>How many calls are being made, given up or not.</summary>
    public int Running => Read(() => _running.Count);

    /// <summary>How many calls wait for a thread.</summary>
    public int Waiting => Read(() => _waiting);

    public bool IsDisposed { get; private set; }

    /// <summary>Runs a call on one of the threads, in its turn. Returns at once.</summary>
    /// <param name="function">What it is, for messages.</param>
    /// <param name="call">The call.</param>
    /// <param name="caller">Who takes turns with others: a hub, or null.</param>
    /// <param name="cancellationToken">Lets the caller go.</param>
    public Task<T> RunAsync<T>(string function, Func<T> call, object? caller, CancellationToken cancellationToken)
    {
        var job = new LookupJob<T>(function, call);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, typeof(IResolver));
            if (_waiting >= settings.Queue && _idle <= _waiting && _threads >= settings.Threads)
            {
                return Task.FromException<T>(LookupErrors.Because(function, AddressInfoError.TryAgain, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_waiting} lookups wait for {settings.Threads} threads already; ask for less at a time, raise " +
                    $"akka.greensock.resolvers.thread.queue or threads, or choose the resolver dns")));
            }

            Enqueue_Locked(job, caller ?? Nobody);
            if (_waiting > _idle && _threads < settings.Threads)
            {
                StartThread_Locked();
            }
            else
            {
                Monitor.Pulse(_gate);
            }
        }

        job.LetGo(this, cancellationToken);
        return job.Task;
    }

    /// <summary>
    /// Ends the threads, each once its call returns. Whoever waits is told now, with EAI_CANCELED.
    /// </summary>
    public void Dispose()
    {
        LookupJob[] unfinished;
        lock (_gate)
        {
            IsDisposed = true;
            unfinished = [.. _lines.Values.SelectMany(line => line), .. _running];
            _lines.Clear();
            _turns.Clear();
            _waiting = 0;
            Monitor.PulseAll(_gate);
        }

        foreach (LookupJob job in unfinished)
        {
            job.Fail(LookupErrors.Because(job.Function, AddressInfoError.Canceled));
        }
    }

    /// <summary>A caller has given up: its call leaves the line, if it is still in it.</summary>
    internal void Withdraw(LookupJob job)
    {
        lock (_gate)
        {
            if (job.Place is { List: { } line } place)
            {
                line.Remove(place);
                _waiting--;
            }
        }
    }

    private void Enqueue_Locked(LookupJob job, object caller)
    {
        if (!_lines.TryGetValue(caller, out LinkedList<LookupJob>? line))
        {
            _lines[caller] = line = new LinkedList<LookupJob>();
            _turns.Enqueue(caller);
        }

        job.Place = line.AddLast(job);
        _waiting++;
    }

    // The next call of the caller whose turn it is, which then stands at the end of the round.
    private LookupJob? Dequeue_Locked()
    {
        while (_turns.TryDequeue(out object? caller))
        {
            LinkedList<LookupJob> line = _lines[caller];
            if (line.First is not { } first)
            {
                _lines.Remove(caller); // what stood there was given up
                continue;
            }

            line.RemoveFirst();
            _waiting--;
            if (line.Count == 0)
            {
                _lines.Remove(caller);
            }
            else
            {
                _turns.Enqueue(caller);
            }

            return first.Value;
        }

        return null;
    }

    private void StartThread_Locked()
    {
        _threads++;
        _named++;
        string name = string.Create(CultureInfo.InvariantCulture, $"greensock-dns-{_named}");
        new Thread(Work) { Name = name, IsBackground = true }.UnsafeStart();
    }

    private void Work()
    {
        while (Next() is { } job)
        {
            job.Run();
            lock (_gate)
            {
                _running.Remove(job);
            }
        }
    }

    // The next call; null once there has been none for the idle time, or the pool is disposed of: the thread ends.
    private LookupJob? Next()
    {
        lock (_gate)
        {
            while (!IsDisposed)
            {
                if (Dequeue_Locked() is { } job)
                {
                    _running.Add(job);
                    return job;
                }

                _idle++;
                bool pulsed = Monitor.Wait(_gate, settings.IdleTimeout);
                _idle--;
                if (!pulsed && _waiting == 0)
                {
                    break;
                }
            }

            _threads--;
            return null;
        }
    }

    private int Read(Func<int> count)
    {
        lock (_gate)
        {
            return count();
        }
    }
}
