namespace Akka.Greensock;

/// <summary>
/// That one poller watches one socket, under the hub's slot and generation. A socket knows its present registration; a
/// poller finds out that one of its own is past (closed, removed, added elsewhere) when it next walks its list, so
/// nobody ever touches another hub's list.
/// </summary>
internal sealed class PortableRegistration(PortablePoller poller, PortableSocket socket, int slot, uint generation)
{
    public PortablePoller Poller { get; } = poller;

    public PortableSocket Socket { get; } = socket;

    public int Slot { get; } = slot;

    public uint Generation { get; } = generation;

    /// <summary>What the present select was asked about.</summary>
    public Interest Selected { get; set; }

    public bool IsCurrent => ReferenceEquals(Socket.Registration, this);
}
