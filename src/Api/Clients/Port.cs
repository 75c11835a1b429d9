using System.Net;

namespace Akka.Greensock;

/// <summary>Checks ports where the BCL checks them: before anything else can fail.</summary>
internal static class Port
{
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public static void Check(int port)
    {
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            throw new ArgumentOutOfRangeException(nameof(port), port, $"A port is from {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}.");
        }
    }
}
