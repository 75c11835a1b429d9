using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Akka.Greensock.Benchmarks.Micro;

/// <summary>The small figures, by BenchmarkDotNet: switch, spawn, timers.</summary>
internal static class MicroVerb
{
    private static readonly (string Name, double Limit)[] Limits =
    [
        ("greenlet switch", 150), ("spawn + join", 700), ("thread greenlet switch, there and back", 6_000),
    ];

    /// <summary>Runs them and prints BenchmarkDotNet's table, then the limits.</summary>
    /// <param name="verbose">Whether to print every iteration.</param>
    /// <returns>The exit code: 1 where a benchmark did not run.</returns>
    public static int Run(bool verbose)
    {
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.JoinSummary)
            .AddJob(Job.Default
                .WithToolchain(InProcessEmitToolchain.Instance)
                .WithWarmupCount(5)
                .WithIterationCount(15)
                .WithInvocationCount(1)
                .WithUnrollFactor(1));
        config.AddLogger(verbose ? ConsoleLogger.Default : NullLogger.Instance);

        Summary[] summaries = BenchmarkRunner.Run(
            [typeof(SwitchBenchmark), typeof(ThreadSwitchBenchmark), typeof(SpawnBenchmark), typeof(TimerBenchmark)], config);
        foreach (Summary summary in summaries)
        {
            BenchmarkDotNet.Exporters.MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);
        }

        BenchmarkReport[] reports = [.. summaries.SelectMany(summary => summary.Reports)];
        Console.WriteLine("\nLimits, on the median:");
        foreach ((string name, double limit) in Limits)
        {
            BenchmarkReport? report = Array.Find(
                reports, report => report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'') == name);
            Limit.AtMost(name, report?.ResultStatistics?.Median ?? double.NaN, limit, "ns");
        }

        return reports.Length > 0 && Array.TrueForAll(reports, report => report.Success) ? 0 : 1;
    }
}
