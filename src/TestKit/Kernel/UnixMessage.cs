namespace Akka.Greensock.TestKit;

/// <summary>Bytes that wait in a Unix socket, with the descriptors that came along: what Linux has an skb for.</summary>
/// <param name="sender">Whose send buffer it counts in.</param>
/// <param name="bytes">Its bytes.</param>
/// <param name="files">What its descriptors stand for; each counts as a reference of its own while it is under way.</param>
internal sealed class UnixMessage(UnixSocket sender, ReadOnlySpan<byte> bytes, SimulatedFile[] files)
{
    // What an skb takes beside its bytes: the smallest is 768 bytes with up to 192 of data (SKB_TRUESIZE), so that 278 of them fill
    // a send buffer of 212,992.
    private const int Smallest = 768;
    private const int Beside = 576;

    private readonly byte[] _bytes = bytes.ToArray();
    private int _offset;

    public UnixSocket Sender { get; } = sender;

    /// <summary>The sender's name, which it may have got since.</summary>
    public KernelAddress SenderName => Sender.Name;

    /// <summary>Descriptors that nobody has received yet.</summary>
    public SimulatedFile[] Files { get; private set; } = files;

    /// <summary>What was not received yet.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_offset);

    /// <summary>What it counts for in the send buffer, until the last of it is received.</summary>
    public int Charge => Math.Max(Smallest, _bytes.Length + Beside);

    public void Take(int count) => _offset += count;

    public SimulatedFile[] TakeFiles()
    {
        SimulatedFile[] taken = Files;
        Files = [];
        return taken;
    }
}
