namespace Akka.Greensock.Benchmarks;

/// <summary>
/// Every sample of a measurement. Means hide what a percentile shows: a wake is either fast, or it met a sleeping core.
/// </summary>
internal sealed class Percentiles(int capacity)
{
    private readonly List<double> _samples = new(capacity);
    private bool _sorted;

    public void Add(double sample)
    {
        _samples.Add(sample);
        _sorted = false;
    }

    public double At(double share)
    {
        if (!_sorted)
        {
            _samples.Sort();
            _sorted = true;
        }

        return _samples[Math.Min(_samples.Count - 1, (int)(share * _samples.Count))];
    }

    public double Median => At(0.5);

    public void Print(string what, string unit) => Console.WriteLine(
        $"  {what,-44} p50 {At(0.5),8:0.00} {unit}   p90 {At(0.9),8:0.00}   p99 {At(0.99),8:0.00}   " +
        $"max {At(1),8:0.0}   ({_samples.Count:N0} samples)");
}
