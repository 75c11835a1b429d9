namespace Akka.Greensock;

/// <summary>The connections that a server has, on whichever hubs, and the limit on their number. Any thread.</summary>
internal sealed class ConnectionSet(int maximum)
{
    private readonly HashSet<ServedConnection> _open = [];
    private TaskCompletionSource<bool>? _room;
    private TaskCompletionSource<bool>? _none;

    public int Count
    {
        get
        {
            lock (_open)
            {
                return _open.Count;
            }
        }
    }

    public ServedConnection[] Snapshot()
    {
        lock (_open)
        {
            return [.. _open];
        }
    }

    public void Add(ServedConnection connection)
    {
        lock (_open)
        {
            _open.Add(connection);
        }
    }

    public void Remove(ServedConnection connection)
    {
        TaskCompletionSource<bool>? room = null;
        TaskCompletionSource<bool>? none = null;
        lock (_open)
        {
            if (_open.Remove(connection))
            {
                (room, _room) = (_room, null);
                if (_open.Count == 0)
                {
                    (none, _none) = (_none, null);
                }
            }
        }

        room?.SetResult(true);
        none?.SetResult(true);
    }

    /// <summary>Parks while the limit is reached.</summary>
    public ValueTask<bool> WaitForRoomAsync()
    {
        lock (_open)
        {
            if (_open.Count < maximum)
            {
                return ValueTask.FromResult(true);
            }

            _room ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return Greenlet.AwaitAsync(_room.Task, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Waits until there is none, or the time is up: then false. Any thread.</summary>
    public async ValueTask<bool> WaitForNoneAsync(TimeSpan timeout)
    {
        Task<bool> none;
        lock (_open)
        {
            if (_open.Count == 0)
            {
                return true;
            }

            _none ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            none = _none.Task;
        }

        try
        {
            return Hub.Current is null ? await none.WaitAsync(timeout) : await Greenlet.AwaitAsync(none, timeout);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
