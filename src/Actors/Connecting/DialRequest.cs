using System.Net;

namespace Akka.Greensock;

/// <summary>What a <see cref="DialOperation"/> is to do.</summary>
/// <param name="Target">What the caller named, for errors.</param>
/// <param name="Addresses">The addresses in the order in which they are tried, at least one.</param>
/// <param name="Source">What each attempt is bound to; none for the system's choice.</param>
/// <param name="AttemptTimeout">How long each attempt may take.</param>
/// <param name="TellsAll">Whether a failure names the errors of all addresses, and not only the last.</param>
internal sealed record DialRequest(
    string Target, IReadOnlyList<KernelAddress> Addresses, KernelAddress Source, TimeSpan AttemptTimeout, bool TellsAll)
{
    /// <summary>A request that has no addresses yet.</summary>
    /// <exception cref="ArgumentException">The source is no address.</exception>
    public static DialRequest From(EndPoint? sourceAddress, string target, TimeSpan attemptTimeout, bool tellsAll)
    {
        try
        {
            KernelAddress source = sourceAddress is null ? default : KernelEndPoints.ToAddress(sourceAddress);
            return new DialRequest(target, [], source, attemptTimeout, tellsAll);
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException($"create_connection to {target} from {sourceAddress}: {e.Message}.", nameof(sourceAddress));
        }
    }

    /// <summary>The same, to these end points.</summary>
    public DialRequest To(IReadOnlyList<IPEndPoint> endPoints) =>
        this with { Addresses = [.. endPoints.Select(KernelAddress.FromEndPoint)] };
}
