namespace Akka.Greensock.Tests;

/// <summary>Windows of time, one of which must be as a spec wants it, until patience is over.</summary>
internal sealed class Windows
{
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private int _count;

    /// <summary>Whether there is one more. It leaves the processor to the JIT before.</summary>
    public bool Next()
    {
        if (_count++ > 0)
        {
            Thread.Sleep(1); // tidy: what is waited for is the JIT, which tells nobody
        }

        return TimeProvider.System.GetElapsedTime(_started) < Patience / 2;
    }
}
