using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <content>On which processors a thread may run.</content>
internal static unsafe partial class Libc
{
    /// <summary>A <c>cpu_set_t</c>: a bit for each of 1,024 processors.</summary>
    public const int ProcessorSetBytes = 128;

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    internal static partial int SchedGetCpu();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    internal static partial int SchedGetAffinity(int thread, nuint bytes, byte* set);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    internal static partial int SchedSetAffinity(int thread, nuint bytes, byte* set);
}
