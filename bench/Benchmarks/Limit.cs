namespace Akka.Greensock.Benchmarks;

/// <summary>A figure beside its limit, as one line.</summary>
internal static class Limit
{
    public static void AtMost(string what, double value, double limit, string unit) =>
        Console.WriteLine($"  {what,-58} {value,10:0.###} {unit,-6} <= {limit,-6:0.###} {(value <= limit ? "met" : "MISSED")}");

    public static void AtLeast(string what, double value, double limit, string unit) =>
        Console.WriteLine($"  {what,-58} {value,10:0.###} {unit,-6} >= {limit,-6:0.###} {(value >= limit ? "met" : "MISSED")}");
}
