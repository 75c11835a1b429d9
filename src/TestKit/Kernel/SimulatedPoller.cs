namespace Akka.Greensock.TestKit;

/// <summary>
/// The poller of a hub over a simulated kernel. Driven by a simulation it never waits: whatever comes calls
/// <see cref="Woken"/>. In a process of threads it waits for real, and takes the network's timed events on as it does.
/// </summary>
internal sealed class SimulatedPoller(SimulatedKernel kernel) : IPoller
{
    private readonly SortedDictionary<int, PollEntry> _owned = [];
    private readonly SortedDictionary<int, PollEntry> _foreign = [];
    private readonly Queue<PollEntry> _line = new();
    private bool _woken;
    private bool _disposed;

    /// <summary>Called where there is something to look at, with the network's gate held.</summary>
    public Action? Woken { get; set; }

    private SimulatedNetwork Network => kernel.Host.Network;

    public KernelResult Add(int descriptor, int slot, uint generation)
    {
        using var call = new SystemCallScope(kernel, SystemCall.PollerAdd, descriptor);
        if (call.Fails(out KernelResult failure))
        {
            return failure;
        }

        if (_owned.ContainsKey(descriptor))
        {
            return call.End(KernelResult.Fail(Errno.Exist));
        }

        PollEntry entry = Enter(_owned, descriptor, call.File!, slot, generation);
        entry.Raise(entry.File.Level);
        return call.End(KernelResult.Ok());
    }

    public void Remove(int descriptor)
    {
        lock (Network.Gate)
        {
            Leave(_owned, descriptor);
        }
    }

    public KernelResult AddForeign(int descriptor, Readiness interest, int slot, uint generation)
    {
        using var call = new SystemCallScope(kernel, SystemCall.PollerAdd, descriptor);
        if (call.Fails(out KernelResult failure))
        {
            return failure;
        }

        PollEntry entry = Enter(_foreign, descriptor, call.File!, slot, generation);
        entry.Interest = interest;
        entry.Raise(entry.File.Level);
        return call.End(KernelResult.Ok());
    }

    public KernelResult RearmForeign(int descriptor, Readiness interest, int slot, uint generation)
    {
        using var call = new SystemCallScope(kernel, SystemCall.PollerAdd, descriptor);
        if (call.Fails(out KernelResult failure))
        {
            return failure;
        }

        if (!_foreign.TryGetValue(descriptor, out PollEntry? entry) || entry.File != call.File)
        {
            return call.End(KernelResult.Fail(Errno.NoEnt));
        }

        (entry.Slot, entry.Generation, entry.Interest) = (slot, generation, interest);
        entry.Raise(entry.File.Level);
        return call.End(KernelResult.Ok());
    }

    public void RemoveForeign(int descriptor)
    {
        lock (Network.Gate)
        {
            Leave(_foreign, descriptor);
        }
    }

    /// <summary>A descriptor was closed.</summary>
    public void Forget(int descriptor)
    {
        Leave(_owned, descriptor);
        Leave(_foreign, descriptor);
    }

    public KernelResult Poll(Span<PollEvent> events, int timeoutMilliseconds)
    {
        lock (Network.Gate)
        {
            if (!Network.IsDriven)
            {
                Network.WaitForReal(() => _line.Count != 0 || _woken, timeoutMilliseconds);
            }

            _woken = false;
            int count = 0;
            while (count < events.Length && _line.TryDequeue(out PollEntry? entry))
            {
                entry.IsQueued = false;
                Readiness found = entry.IsGone ? Readiness.None : entry.Take();
                if (found != Readiness.None)
                {
                    events[count++] = new PollEvent(entry.Slot, entry.Generation, found);
                }
            }

            if (_line.Count != 0)
            {
                Woken?.Invoke();
            }

            return KernelResult.Ok(count);
        }
    }

    public void Wake()
    {
        lock (Network.Gate)
        {
            if (!_disposed)
            {
                _woken = true;
                Announce();
            }
        }
    }

    public void Queue(PollEntry entry)
    {
        if (!entry.IsQueued)
        {
            entry.IsQueued = true;
            _line.Enqueue(entry);
            Announce();
        }
    }

    public void Dispose()
    {
        lock (Network.Gate)
        {
            _disposed = true;
            Woken = null;
            foreach (PollEntry entry in _owned.Values.Concat(_foreign.Values))
            {
                entry.IsGone = true;
                entry.File.Leave(entry);
            }

            _owned.Clear();
            _foreign.Clear();
            kernel.Forget(this);
        }
    }

    private void Announce()
    {
        if (Woken is { } woken)
        {
            woken();
        }
        else
        {
            Network.PulseForReal();
        }
    }

    private PollEntry Enter(SortedDictionary<int, PollEntry> entries, int descriptor, SimulatedFile file, int slot, uint generation)
    {
        Leave(entries, descriptor);
        var entry = new PollEntry(this, file, slot, generation);
        entries[descriptor] = entry;
        file.Enter(entry);
        return entry;
    }

    private static void Leave(SortedDictionary<int, PollEntry> entries, int descriptor)
    {
        if (entries.Remove(descriptor, out PollEntry? entry))
        {
            entry.IsGone = true;
            entry.File.Leave(entry);
        }
    }
}
