namespace Akka.Greensock;

/// <summary>The connections that a server has, on whichever hubs, and the limit on their number. Any thread.</summary>
internal sealed class ConnectionSet(int maximum)
{
    private readonly HashSet<ServedConnection> _open = [];
    private TaskCompletionSource<bool>? _room;

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
        lock (_open)
        {
            if (_open.Remove(connection))
            {
                (room, _room) = (_room, null);
            }
        }

        room?.SetResult(true);
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
}
