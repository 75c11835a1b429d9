namespace Akka.Greensock.TestKit;

/// <summary>What one or more descriptors of a simulated host stand for: an open file description.</summary>
internal abstract class SimulatedFile(SimulatedKernel kernel)
{
    private readonly List<PollEntry> _entries = [];

    public SimulatedKernel Kernel { get; } = kernel;

    /// <summary>What tells it from every other file of its host, however its numbers are used again: an inode.</summary>
    public long Inode { get; } = kernel.Host.NextInode();

    public SimulatedHost Host => Kernel.Host;

    public SimulatedNetwork Network => Kernel.Host.Network;

    /// <summary>How many descriptors stand for it, those under way in messages included.</summary>
    public int References { get; set; }

    /// <summary>O_NONBLOCK.</summary>
    public bool IsNonBlocking { get; set; } = true;

    /// <summary>What it is ready for now, as poll(2) would say.</summary>
    public abstract Readiness Level { get; }

    /// <summary>POLLIN or POLLHUP: an error alone, which a poller tells as readable, is none of them.</summary>
    public virtual bool IsReadable => (Level & Readiness.Readable) != 0;

    /// <summary>POLLOUT.</summary>
    public virtual bool IsWritable => (Level & Readiness.Writable) != 0;

    /// <summary>POLLERR.</summary>
    public virtual bool HasError => false;

    /// <summary>A line of netstat(8) or lsof(8).</summary>
    public abstract string Describe();

    /// <summary>Its last descriptor was closed.</summary>
    public abstract void Release();

    public void Enter(PollEntry entry) => _entries.Add(entry);

    public void Leave(PollEntry entry) => _entries.Remove(entry);

    /// <summary>Something came that may make it ready: an edge.</summary>
    public void Notify(Readiness edge)
    {
        for (int i = 0; i < _entries.Count; i++)
        {
            _entries[i].Raise(edge);
        }
    }
}
