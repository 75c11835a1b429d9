namespace Akka.Greensock.TestKit;

/// <content>Who listens on the wire.</content>
public sealed partial class SimulatedNetwork
{
    private readonly List<Capture> _captures = [];

    /// <summary>Records every segment and datagram that is sent from now on, those within one host and those that are lost too.</summary>
    /// <param name="capture">Where they go, with the time of the simulation. One that is lost has a comment that says so.</param>
    /// <returns>To be disposed of to end it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="capture"/> is null.</exception>
    public IDisposable Record(Capture capture) => Added(_captures, capture);

    private void Record(Packet packet, string? comment)
    {
        if (_captures.Count == 0 || packet.IsUnreachable)
        {
            return;
        }

        uint acknowledgment = (packet.Flags & TcpFlags.Ack) != 0 ? packet.InitialAcknowledgment + (uint)packet.Acknowledgment : 0;
        foreach (Capture capture in _captures)
        {
            capture.Packet(
                TimeSpan.FromTicks(Now),
                packet.Source.ToEndPoint(),
                packet.Target.ToEndPoint(),
                packet.Protocol,
                packet.Flags,
                packet.InitialSequence + (uint)packet.Sequence,
                acknowledgment,
                packet.Window,
                packet.Data,
                comment);
        }
    }
}
