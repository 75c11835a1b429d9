namespace Akka.Greensock;

/// <summary>
/// An exception that nobody waited for. It reaches <see cref="Hub.ErrorHandler"/>, and through the extension the log
/// and the event stream.
/// </summary>
/// <param name="Hub">The hub on which it happened.</param>
/// <param name="Greenlet">The greenlet that it ended, or null where it came from a posted callback.</param>
/// <param name="Exception">What was thrown.</param>
public sealed record HubError(Hub Hub, Greenlet? Greenlet, Exception Exception)
{
    /// <inheritdoc/>
    public override string ToString() => Greenlet is null
        ? $"A callback on {Hub} threw: {Exception}"
        : $"{Greenlet} on {Hub} died and nobody was waiting for it: {Exception}";
}
