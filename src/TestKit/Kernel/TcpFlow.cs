namespace Akka.Greensock.TestKit;

/// <summary>What a connection is known by: its two addresses.</summary>
internal readonly record struct TcpFlow(NetworkAddress Local, NetworkAddress Remote)
{
    // The ports tell most connections apart, and a packet is looked up for each hop.
    public override int GetHashCode() => ((Local.Port << 16) | Remote.Port) ^ (int)(uint)Remote.Ip;
}
