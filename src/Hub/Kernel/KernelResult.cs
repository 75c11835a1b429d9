namespace Akka.Greensock;

/// <summary>
/// What a system call returned: a value of zero or more, or an <see cref="Greensock.Errno"/>. One machine word, as the
/// kernel's own.
/// </summary>
internal readonly struct KernelResult
{
    private readonly int _raw;

    private KernelResult(int raw) => _raw = raw;

    /// <summary>True where the call succeeded and <see cref="Value"/> holds.</summary>
    public bool IsOk => _raw >= 0;

    /// <summary>True where the call would have had to wait (EAGAIN, EWOULDBLOCK: the same number on Linux).</summary>
    public bool WouldBlock => _raw == -(int)Errno.Again;

    /// <summary>The value; meaningful where <see cref="IsOk"/>.</summary>
    public int Value => _raw;

    /// <summary>The error, or <see cref="Errno.None"/> where the call succeeded.</summary>
    public Errno Errno => _raw >= 0 ? Errno.None : (Errno)(-_raw);

    public static KernelResult Ok(int value = 0) => new(value);

    public static KernelResult Fail(Errno errno) => new(-(int)errno);

    public override string ToString() => IsOk ? $"{_raw}" : Errno.ToString();
}
