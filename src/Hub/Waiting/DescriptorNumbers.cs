using System.Runtime.CompilerServices;

namespace Akka.Greensock;

/// <summary>
/// Who owns which number of one kernel, and who waits for it, over all hubs of the process: what has to be known before
/// a number is closed. Any thread.
/// </summary>
internal sealed class DescriptorNumbers
{
    private static readonly ConditionalWeakTable<IKernel, DescriptorNumbers> ByKernel = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<ForeignDescriptor>> _waiting = [];

    // Numbers are small and dense, as POSIX hands them out: a place costs eight bytes, where a map's costs fifty.
    private Descriptor?[] _owners = new Descriptor?[64];
    private volatile int _waitingCount;

    public static DescriptorNumbers Of(IKernel kernel) => ByKernel.GetValue(kernel, static _ => new DescriptorNumbers());

    /// <summary>The descriptor has its number from now on.</summary>
    public void Own(Descriptor owner)
    {
        int number = owner.Number;
        lock (_gate)
        {
            if (number >= _owners.Length)
            {
                Array.Resize(ref _owners, Math.Max(number + 1, _owners.Length * 2));
            }

            _owners[number] = owner;
        }
    }

    /// <summary>The descriptor gives its number away.</summary>
    public void Disown(Descriptor owner)
    {
        int number = owner.Number;
        lock (_gate)
        {
            if ((uint)number < (uint)_owners.Length && _owners[number] == owner)
            {
                _owners[number] = null;
            }
        }
    }

    /// <summary>Who owns the number, or null where it is nobody of us.</summary>
    public Descriptor? OwnerOf(int number)
    {
        lock (_gate)
        {
            Descriptor? owner = (uint)number < (uint)_owners.Length ? _owners[number] : null;
            return owner?.Number == number ? owner : null;
        }
    }

    /// <summary>A hub begins to wait for the number.</summary>
    public void Add(ForeignDescriptor waiting)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(waiting.Number, out List<ForeignDescriptor>? all))
            {
                _waiting.Add(waiting.Number, all = []);
            }

            all.Add(waiting);
            _waitingCount++;
        }
    }

    /// <summary>A hub waits for the number no longer.</summary>
    public void Remove(ForeignDescriptor waiting)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(waiting.Number, out List<ForeignDescriptor>? all) && all.Remove(waiting))
            {
                _waitingCount--;
                if (all.Count == 0)
                {
                    _waiting.Remove(waiting.Number);
                }
            }
        }
    }

    /// <summary>
    /// The number is about to be closed: whoever waits for it is told. On this thread's hub at once, on others soon;
    /// they know by then that it is not theirs any more, even if it has been given to somebody else.
    /// </summary>
    public void Closing(int number)
    {
        if (_waitingCount == 0)
        {
            return; // a socket that closes pays nothing for what is rare
        }

        ForeignDescriptor[] told;
        lock (_gate)
        {
            if (!_waiting.Remove(number, out List<ForeignDescriptor>? all))
            {
                return;
            }

            told = [.. all];
            _waitingCount -= told.Length;
            foreach (ForeignDescriptor waiting in told)
            {
                waiting.MarkClosed();
            }
        }

        foreach (ForeignDescriptor waiting in told)
        {
            waiting.AbandonFromAnywhere();
        }
    }
}
