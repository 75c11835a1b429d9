using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Conformance;

/// <summary>A body on a thread of its own.</summary>
public sealed class StartedThread<T> : Started<T>
{
    // poll, sendto, recvfrom, sendmsg, recvmsg, connect, accept and accept4, by their numbers
    private static readonly int[] WaitsInSockets = RuntimeInformation.ProcessArchitecture == Architecture.Arm64
        ? [73, 206, 207, 211, 212, 203, 202, 242]
        : [7, 44, 45, 46, 47, 42, 43, 288];

    private readonly Thread _thread;
    private volatile string? _kernelName; // of the thread, below /proc
    private T _result = default!;
    private ExceptionDispatchInfo? _failure;

    public StartedThread(Func<T> body)
    {
        _thread = new Thread(() => Run(body)) { IsBackground = true, Name = "spec" };
        _thread.Start();
    }

    /// <summary>
    /// The kernel tells which system call a thread sleeps in, with its arguments and its stack pointer: it waits if that is
    /// one of a socket, or if .NET knows of a wait. What it sleeps in otherwise, above all a lock of the runtime while the
    /// call is compiled, is on its way. A wait for a lock that is .NET's is too, but does not stay the same over many looks.
    /// </summary>
    public override Started<T> Blocked()
    {
        long started = TimeProvider.System.GetTimestamp();
        string before = "";
        int looks = 0;
        while (looks < 20 && !_thread.Join(1))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"It has not come to wait: it is at {before}");
            string now = Where();
            looks = now == before && Waits(now) ? looks + 1 : 0;
            before = now;
        }

        return this;
    }

    public override T Join() => Join(Patience);

    public T Join(TimeSpan patience)
    {
        if (!_thread.Join(patience))
        {
            throw new TimeoutException($"The body has not ended after {patience.TotalSeconds} s; it is at {Where()}");
        }

        _failure?.Throw();
        return _result;
    }

    private string Where()
    {
        try
        {
            return _kernelName is { } name ? File.ReadAllText($"/proc/{name}/syscall") : "";
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }

    private bool Waits(string where) =>
        int.TryParse(where.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int call) // it may be "running"
        && (WaitsInSockets.Contains(call) || _thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));

    private void Run(Func<T> body)
    {
        _kernelName = new FileInfo("/proc/thread-self").LinkTarget;
        try
        {
            _result = body();
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
    }
}
