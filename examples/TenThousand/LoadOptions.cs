namespace TenThousand;

/// <summary>What the command line asks for.</summary>
/// <param name="Connections">How many connections, if the descriptor limit allows.</param>
/// <param name="Bytes">Bytes in each request, and so in each answer.</param>
/// <param name="Duration">How long to measure.</param>
/// <param name="Kernel">What both hubs stand on: auto, linux or portable.</param>
internal sealed record LoadOptions(int Connections, int Bytes, TimeSpan Duration, string Kernel)
{
    /// <summary>How long the connections talk before it counts: the JIT has replaced the hot code by then.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Math.Clamp(Duration.TotalSeconds / 5, 0.5, 3));
}
