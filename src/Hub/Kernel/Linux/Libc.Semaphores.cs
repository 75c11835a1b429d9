using System.Runtime.InteropServices;

namespace Akka.Greensock;

/// <content>Semaphores between the threads of this process.</content>
internal static unsafe partial class Libc
{
    /// <summary>Room for a <c>sem_t</c>, which is 32 bytes in glibc and in musl on 64 bits.</summary>
    public const int SemaphoreBytes = 32;

    /// <summary>A line of the cache, so that no two threads that take turns share one.</summary>
    public const int SemaphoreAlignment = 64;

    [LibraryImport("libc", EntryPoint = "sem_init")]
    internal static partial int SemInit(void* semaphore, int shared, uint value);

    [LibraryImport("libc", EntryPoint = "sem_wait")]
    internal static partial int SemWait(void* semaphore);

    [LibraryImport("libc", EntryPoint = "sem_post")]
    internal static partial int SemPost(void* semaphore);
}
