using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>The room that a receive has for ancillary data, and what was put there (cmsg(3), put_cmsg in net/core/scm.c).</summary>
/// <param name="bytes">As CMSG_SPACE counts them.</param>
internal sealed class AncillaryRoom(int bytes)
{
    private const int SolSocket = 1;
    private const int ScmRights = 1;

    private readonly List<AncillaryMessage> _messages = [];
    private int _left = bytes;

    public IReadOnlyList<AncillaryMessage> Messages => _messages;

    /// <summary>ControlDataTruncated, where something had no room.</summary>
    public SocketFlags Flags { get; private set; }

    public void Add(int level, int type, ReadOnlySpan<byte> data)
    {
        int room = _left - ControlMessages.HeaderBytes;
        if (room < data.Length)
        {
            Flags |= SocketFlags.ControlDataTruncated;
        }

        if (room >= 0)
        {
            ReadOnlySpan<byte> fits = data[..Math.Min(data.Length, room)];
            _messages.Add(new AncillaryMessage(level, type, fits.ToArray()));
            _left = Math.Max(0, _left - ControlMessages.Space(fits.Length));
        }
    }

    /// <summary>Gives files new numbers, as many as there is room for; the caller lets go of its references, of the others too.</summary>
    public void Add(SimulatedKernel kernel, SimulatedFile[] files)
    {
        if (files.Length == 0)
        {
            return;
        }

        int room = Math.Min(files.Length, (_left - ControlMessages.HeaderBytes) / sizeof(int));
        var numbers = new List<int>();
        while (numbers.Count < room && kernel.Install(files[numbers.Count]) is { IsOk: true } installed)
        {
            numbers.Add(installed.Value);
        }

        if (numbers.Count < files.Length)
        {
            Flags |= SocketFlags.ControlDataTruncated;
        }

        if (numbers.Count != 0)
        {
            Add(SolSocket, ScmRights, AncillaryMessage.FromDescriptors([.. numbers]).Data.Span);
        }
    }
}
