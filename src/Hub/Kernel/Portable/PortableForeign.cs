using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// What a poller was asked to report of a socket beside its owner's registration: once, and by the level that select
/// sees.
/// </summary>
internal sealed class PortableForeign(PortableSocket socket, Readiness interest, int slot, uint generation)
{
    public PortableSocket Socket { get; } = socket;

    public Readiness Interest { get; private set; } = interest;

    public int Slot { get; private set; } = slot;

    public uint Generation { get; private set; } = generation;

    /// <summary>
    /// What select was asked about; null where it was not. The owner, on another hub, may give its descriptor another
    /// BCL socket meanwhile.
    /// </summary>
    public Socket? Selected { get; set; }

    /// <summary>True until its one event.</summary>
    public bool IsArmed { get; private set; } = true;

    public void Rearm(Readiness interest, int slot, uint generation)
    {
        (Interest, Slot, Generation) = (interest, slot, generation);
        IsArmed = true;
    }

    public void Reported() => IsArmed = false;
}
