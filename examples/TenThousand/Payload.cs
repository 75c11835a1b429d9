namespace TenThousand;

/// <summary>
/// What is sent: for each request a different window of one random megabyte, so that making a request costs nothing,
/// and checking an answer costs one vectorised comparison. A byte that is lost, doubled or swapped between connections
/// does not match.
/// </summary>
internal sealed class Payload
{
    // A power of two, so that odd steps visit every window: connections never send the same at the same request, nor
    // one connection twice in a row.
    private const int Windows = 1 << 20;
    private const int StepOfConnection = 104_729;
    private const int StepOfRequest = 15_485_863;

    private readonly byte[] _bytes;
    private readonly int _length;

    public Payload(int length)
    {
        _length = length;
        _bytes = new byte[Windows + length];
        new Random(1).NextBytes(_bytes);
    }

    /// <summary>
    /// What a connection sends as one of its requests. It never changes, so it may be sent from where it is.
    /// </summary>
    public ReadOnlyMemory<byte> Of(int connection, long request)
    {
        long start = ((connection * (long)StepOfConnection) + (request * StepOfRequest)) & (Windows - 1);
        return _bytes.AsMemory((int)start, _length);
    }
}
