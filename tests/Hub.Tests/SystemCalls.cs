using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Akka.Greensock.Tests;

/// <summary>
/// What tests make of the system that neither .NET nor the kernel seam makes: descriptors of every kind. Linux only.
/// </summary>
internal static class SystemCalls
{
    private const int NonBlock = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int ReadWrite = 2;
    private const int NoControllingTerminal = 0x100;

    public static (int Read, int Write) Pipe()
    {
        int[] ends = new int[2];
        Check(pipe2(ends, NonBlock | CloseOnExec));
        return (ends[0], ends[1]);
    }

    /// <summary>An unnamed Unix stream pair.</summary>
    public static (int One, int Other) SocketPair()
    {
        int[] ends = new int[2];
        Check(socketpair(1, 1 | NonBlock | CloseOnExec, 0, ends));
        return (ends[0], ends[1]);
    }

    public static int EventFd(uint initial = 0) => Check(eventfd(initial, NonBlock | CloseOnExec));

    /// <summary>A timer that fires once, a nanosecond from now.</summary>
    public static int Timer()
    {
        int timer = Check(timerfd_create(1, NonBlock | CloseOnExec));
        Check(timerfd_settime(timer, 0, [0, 0, 0, 1], 0));
        return timer;
    }

    /// <summary>Tells of files that are made in a folder.</summary>
    public static int WatchFolder(string path)
    {
        int watch = Check(inotify_init1(NonBlock | CloseOnExec));
        Check(inotify_add_watch(watch, Native(path), 0x100));
        return watch;
    }

    /// <summary>A named pipe, open at both ends through one descriptor.</summary>
    public static int Fifo(string path)
    {
        Check(mkfifo(Native(path), 0x180));
        return Open(path);
    }

    public static (int Master, int Terminal) Terminal()
    {
        int master = Check(posix_openpt(ReadWrite | NoControllingTerminal | NonBlock | CloseOnExec));
        byte[] name = new byte[64];
        Check(grantpt(master) | unlockpt(master) | ptsname_r(master, name, name.Length));
        return (master, Check(open(name, ReadWrite | NoControllingTerminal | NonBlock | CloseOnExec)));
    }

    public static int Open(string path) => Check(open(Native(path), ReadWrite | NonBlock | CloseOnExec));

    public static int Epoll() => Check(epoll_create1(CloseOnExec));

    /// <summary>Has the epoll watch the descriptor for reading.</summary>
    public static void Watch(int epoll, int descriptor)
    {
        byte[] readable = new byte[16];
        readable[0] = 1;
        Check(epoll_ctl(epoll, 1, descriptor, readable));
    }

    public static int Duplicate(int descriptor) => Check(fcntl(descriptor, 1030, 0));

    private static int _high;

    /// <summary>
    /// A duplicate with a number of its own that the system gives to nobody else, because it gives the lowest one that is
    /// free: it can be closed and used again while other tests run.
    /// </summary>
    public static int DuplicateHigh(int descriptor)
    {
        string limit = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        int highest = int.Parse(limit.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3], CultureInfo.InvariantCulture);
        return Check(fcntl(descriptor, 1030, highest - Interlocked.Increment(ref _high)));
    }

    /// <summary>Gives the number <paramref name="to"/> to what <paramref name="from"/> is.</summary>
    public static void Duplicate(int from, int to) => Check(dup3(from, to, CloseOnExec));

    /// <summary>The descriptor's status flags and its descriptor flags, for a test that they stay.</summary>
    public static (int Status, int Descriptor) Flags(int descriptor) => (Check(fcntl(descriptor, 3, 0)), Check(fcntl(descriptor, 1, 0)));

    public static void Write(int descriptor, params byte[] bytes) =>
        Assert.Equal(bytes.Length, Check((int)write(descriptor, bytes, bytes.Length)));

    /// <summary>Writes until there is no room.</summary>
    public static void Fill(int descriptor)
    {
        byte[] bytes = new byte[64 * 1024];
        while (write(descriptor, bytes, bytes.Length) > 0)
        {
        }
    }

    public static int Read(int descriptor, int count = 64 * 1024) => Check((int)read(descriptor, new byte[count], count));

    /// <summary>Reads until there is nothing.</summary>
    public static void Drain(int descriptor)
    {
        byte[] bytes = new byte[64 * 1024];
        while (read(descriptor, bytes, bytes.Length) > 0)
        {
        }
    }

    public static void Close(int descriptor) => Check(close(descriptor));

    public static bool IsOpen(int descriptor) => fcntl(descriptor, 1, 0) >= 0;

    /// <summary>How many epoll instances of this process have an entry for the number.</summary>
    public static int WatchesOf(int descriptor) => EpollsOf(descriptor).Length;

    /// <summary>The epoll instances of this process that have an entry for the number.</summary>
    public static int[] EpollsOf(int descriptor) =>
    [
        .. Directory.GetFiles("/proc/self/fdinfo")
            .Where(path => Watches(path, descriptor))
            .Select(path => int.Parse(Path.GetFileName(path)))
    ];

    /// <summary>How many entries an epoll instance of this process has.</summary>
    public static int EntriesOf(int epoll) =>
        File.ReadLines($"/proc/self/fdinfo/{epoll}").Count(line => line.StartsWith("tfd:", StringComparison.Ordinal));

    private static bool Watches(string info, int descriptor)
    {
        try
        {
            return File.ReadLines(info).Any(line =>
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["tfd:", var number, ..] && number == $"{descriptor}");
        }
        catch (IOException)
        {
            return false; // one of another test's, closed meanwhile
        }
    }

    private static byte[] Native(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static int Check(int result)
    {
        Assert.True(result >= 0, $"A system call failed: {Marshal.GetLastPInvokeErrorMessage()}");
        return result;
    }

#pragma warning disable IDE1006, SYSLIB1054, CA5392 // libc's own names; no generated code, for it would be unsafe
    [DllImport("libc", SetLastError = true)]
    private static extern int pipe2([Out] int[] ends, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int socketpair(int domain, int type, int protocol, [Out] int[] ends);

    [DllImport("libc", SetLastError = true)]
    private static extern int eventfd(uint initial, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int timerfd_create(int clock, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int timerfd_settime(int timer, int flags, nint[] value, nint old);

    [DllImport("libc", SetLastError = true)]
    private static extern int inotify_init1(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int inotify_add_watch(int watch, byte[] path, uint mask);

    [DllImport("libc", SetLastError = true)]
    private static extern int mkfifo(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int grantpt(int master);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlockpt(int master);

    [DllImport("libc", SetLastError = true)]
    private static extern int ptsname_r(int master, [Out] byte[] name, nint length);

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_create1(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_ctl(int epoll, int operation, int descriptor, byte[] epollEvent);

    [DllImport("libc", SetLastError = true)]
    private static extern int fcntl(int descriptor, int command, nint argument);

    [DllImport("libc", SetLastError = true)]
    private static extern int dup3(int from, int to, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(int descriptor, byte[] bytes, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(int descriptor, [Out] byte[] bytes, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);
#pragma warning restore IDE1006, SYSLIB1054, CA5392
}
