using System.Collections;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>What one select waits for: its three lists, which may name a socket more than once.</summary>
internal sealed class Selection
{
    private const int MaximumItems = 65_536; // as the BCL has it

    private readonly List<Entry> _entries = [];
    private readonly (IList? List, SelectMode Mode)[] _lists;

    /// <summary>Takes the lists, and checks what the BCL checks.</summary>
    public Selection(IList? checkRead, IList? checkWrite, IList? checkError)
    {
        _lists = [(checkRead, SelectMode.SelectRead), (checkWrite, SelectMode.SelectWrite), (checkError, SelectMode.SelectError)];
        if (Array.TrueForAll(_lists, one => one.List is null or { Count: 0 }))
        {
            throw new ArgumentNullException(null, "select: all lists are null or empty, and nothing could ever be ready.");
        }

        CheckCount(checkRead, nameof(checkRead));
        CheckCount(checkWrite, nameof(checkWrite));
        CheckCount(checkError, nameof(checkError));
        foreach ((IList? list, SelectMode mode) in _lists)
        {
            Add(list, mode);
        }
    }

    /// <summary>Waits until one is ready or the time is up, and leaves in the lists what is ready.</summary>
    public async ValueTask WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        // One look at all first: what is ready now is found without a wait, and the others of the same moment with it.
        if (!await LookAsync(cancellationToken) && timeout != TimeSpan.Zero && await IsAnyReadyAsync(timeout, cancellationToken))
        {
            await LookAsync(cancellationToken);
        }

        int at = 0;
        foreach ((IList? list, SelectMode _) in _lists)
        {
            at = Keep(list, at);
        }
    }

    private void Add(IList? socketList, SelectMode mode)
    {
        foreach (object? item in socketList ?? Array.Empty<object>())
        {
            if (item is not GreenSocket socket)
            {
                throw new ArgumentException(
                    $"select: an item is {item?.GetType().Name ?? "null"}, and no {nameof(GreenSocket)}.", nameof(socketList));
            }

            OwnedSocket polled = socket.Polled;
            if (polled.IsClosed)
            {
                throw OwnedSocket.Disposed("select");
            }

            _entries.Add(new Entry(polled, mode));
        }
    }

    private static void CheckCount(IList? list, string name)
    {
        if (list?.Count > MaximumItems)
        {
            throw new ArgumentOutOfRangeException(name, $"select: the list has {list.Count} items, and may have {MaximumItems}.");
        }
    }

    /// <summary>Looks at each once, on its own hub; they answer side by side.</summary>
    private async ValueTask<bool> LookAsync(CancellationToken cancellationToken)
    {
        bool any = false;
        ValueTask<bool>[] looks = [.. _entries.Select(entry => entry.PollAsync(TimeSpan.Zero, cancellationToken))];
        for (int i = 0; i < looks.Length; i++)
        {
            _entries[i].IsReady |= await looks[i];
            any |= _entries[i].IsReady;
        }

        return any;
    }

    private async ValueTask<bool> IsAnyReadyAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool any = false;
        Task<bool>[] waits = [.. _entries.Select(entry => entry.PollAsync(timeout, enough.Token).AsTask())];
        try
        {
            await Task.WhenAny(waits);
        }
        finally
        {
            // However this ends, none of them waits on.
            await enough.CancelAsync();
            await Task.WhenAll(waits).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        cancellationToken.ThrowIfCancellationRequested();
        for (int i = 0; i < waits.Length; i++)
        {
            _entries[i].IsReady |= waits[i].IsCompletedSuccessfully && await waits[i];
            any |= _entries[i].IsReady;
        }

        return any;
    }

    /// <summary>Takes out of the list what is not ready, in place.</summary>
    private int Keep(IList? list, int at)
    {
        if (list is null)
        {
            return at;
        }

        object?[] items = [.. list.Cast<object?>()];
        object?[] kept = [.. items.Where((_, i) => _entries[at + i].IsReady)];
        if (kept.Length < items.Length)
        {
            list.Clear();
            Array.ForEach(kept, item => list.Add(item));
        }

        return at + items.Length;
    }

    private sealed class Entry(OwnedSocket socket, SelectMode mode)
    {
        public bool IsReady { get; set; }

        public async ValueTask<bool> PollAsync(TimeSpan timeout, CancellationToken cancellationToken)
        {
            try
            {
                return IsReady || await socket.PollAsync(mode, timeout, cancellationToken);
            }
            catch (ObjectDisposedException)
            {
                return mode != SelectMode.SelectError; // closed meanwhile, which its poll would have told
            }
        }
    }
}
