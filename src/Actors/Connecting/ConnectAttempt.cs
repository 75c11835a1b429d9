using Akka.Actor;
using Akka.Greensock.Protocol;

namespace Akka.Greensock;

/// <summary>One try of a <see cref="Connect"/>: an address, and those that are left if it fails.</summary>
/// <param name="Command">What was asked for.</param>
/// <param name="Commander">Who asked.</param>
/// <param name="Addresses">The addresses still to be tried, this one first.</param>
/// <param name="Timeout">For each address.</param>
/// <param name="LastFailure">Why the one before failed.</param>
internal sealed record ConnectAttempt(
    Connect Command, IActorRef Commander, IReadOnlyList<KernelAddress> Addresses, TimeSpan Timeout, Errno LastFailure) : IGreensockMessage
{
    public KernelAddress Address => Addresses[0];

    /// <summary>What is left to try now that this one has failed; perhaps nothing.</summary>
    public ConnectAttempt After(Errno failure) => this with { Addresses = [.. Addresses.Skip(1)], LastFailure = failure };
}
