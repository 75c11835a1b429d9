using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>What becomes of a system call.</summary>
public readonly record struct SystemCallVerdict
{
    private readonly int _limit;

    private SystemCallVerdict(Errno errno, int limit) => (Errno, _limit) = (errno, limit);

    /// <summary>It is made. The default.</summary>
    public static SystemCallVerdict Pass => default;

    internal Errno Errno { get; }

    internal int Limit => _limit == 0 ? int.MaxValue : _limit;

    /// <summary>It fails before it does anything.</summary>
    /// <param name="errno">The error's number, as Linux has it (errno(3)), such as 105 for ENOBUFS; 1 to 4,095.</param>
    /// <exception cref="ArgumentOutOfRangeException">No error has that number.</exception>
    public static SystemCallVerdict Fail(int errno) => errno is > 0 and < 4096
        ? new((Errno)errno, 0)
        : throw new ArgumentOutOfRangeException(nameof(errno), errno, "SystemCallVerdict.Fail takes an errno from 1 to 4,095.");

    /// <summary>It fails before it does anything.</summary>
    /// <param name="error">The error, by .NET's name.</param>
    public static SystemCallVerdict Fail(SocketError error) => new(error.ToErrno(), 0);

    /// <summary>A receive or a send moves so many bytes at the most, as if there were no more, or no room for more.</summary>
    /// <param name="bytes">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static SystemCallVerdict Short(int bytes) => bytes >= 1
        ? new(Errno.None, bytes)
        : throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "SystemCallVerdict.Short takes 1 byte or more.");
}
