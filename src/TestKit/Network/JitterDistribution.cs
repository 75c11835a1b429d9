namespace Akka.Greensock.TestKit;

/// <summary>How the jitter of a link is drawn.</summary>
public enum JitterDistribution
{
    /// <summary>Anything from 0 to the jitter, all alike.</summary>
    Uniform,

    /// <summary>Mostly little and at times much: the jitter is the mean, and there is no most.</summary>
    Exponential,

    /// <summary>Around half of the jitter, seldom near 0 or all of it: the mean of four uniform draws.</summary>
    Bell,
}
