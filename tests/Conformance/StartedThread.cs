using System.Runtime.ExceptionServices;

namespace Conformance;

/// <summary>A body on a thread of its own.</summary>
public sealed class StartedThread<T> : Started<T>
{
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
    /// The kernel tells which system call a thread is blocked in, with its arguments and its stack pointer: "running" and a
    /// changing line are those of a thread that is still on its way. That it stays the same over many looks is as near as
    /// one comes to knowing that a thread of the BCL waits.
    /// </summary>
    public override Started<T> Blocked()
    {
        string before = "";
        int looks = 0;
        while (looks < 50 && !_thread.Join(TimeSpan.FromMilliseconds(0.2)))
        {
            string now = Where();
            looks = now == before && now.Length > 0 && now[0] is >= '0' and <= '9' ? looks + 1 : 0;
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
