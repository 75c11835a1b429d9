using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>What a message brought beside its bytes.</summary>
/// <param name="Sender">Where it came from; none on a stream.</param>
/// <param name="Flags">Truncated, ControlDataTruncated, OutOfBand, and the platform's own.</param>
/// <param name="Ancillary">Ancillary data, in the order in which it came.</param>
internal readonly record struct KernelMessage(KernelAddress Sender, SocketFlags Flags, IReadOnlyList<AncillaryMessage> Ancillary);
