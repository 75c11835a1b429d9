namespace Akka.Greensock;

/// <summary>Who runs a <see cref="ConnectRace"/>. On the hub.</summary>
internal interface IRaceEntrant
{
    /// <summary>Makes a descriptor for an attempt: of the address's family, with its options, bound if it is to be.</summary>
    KernelResult MakeDescriptor(in KernelAddress address);

    /// <summary>Something has happened: have <see cref="ConnectRace.Advance"/> called from the ready queue.</summary>
    void RaceMoved();

    /// <summary>The hub ends, and with it every attempt.</summary>
    void HubEnds();
}
