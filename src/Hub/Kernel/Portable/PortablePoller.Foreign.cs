namespace Akka.Greensock;

/// <content>
/// Waiting for the sockets of others. Select is level-triggered by itself; they stand in its lists beside the
/// registrations, and one that both wait for stands there twice. Select knows nothing but sockets, so there are no
/// pipes and no terminals here.
/// </content>
internal sealed partial class PortablePoller
{
    private readonly Dictionary<int, PortableForeign> _foreign = [];

    // By turns: else busy ones of either kind could starve the other where events are many and places few.
    private bool _foreignFirst;

    public KernelResult AddForeign(int descriptor, Readiness interest, int slot, uint generation)
    {
        if (!descriptors.TryGet(descriptor, out PortableSocket? socket))
        {
            return KernelResult.Fail(Errno.BadF);
        }

        if (!HasRoom())
        {
            return KernelResult.Fail(Errno.NFile);
        }

        return _foreign.TryAdd(descriptor, new PortableForeign(socket, interest, slot, generation))
            ? KernelResult.Ok()
            : KernelResult.Fail(Errno.Exist);
    }

    public KernelResult RearmForeign(int descriptor, Readiness interest, int slot, uint generation)
    {
        if (!_foreign.TryGetValue(descriptor, out PortableForeign? foreign) || !IsOpen(descriptor, foreign))
        {
            return KernelResult.Fail(Errno.NoEnt);
        }

        foreign.Rearm(interest, slot, generation);
        return KernelResult.Ok();
    }

    public void RemoveForeign(int descriptor) => _foreign.Remove(descriptor);

    private bool IsOpen(int descriptor, PortableForeign foreign) =>
        descriptors.TryGet(descriptor, out PortableSocket? socket) && ReferenceEquals(socket, foreign.Socket);

    private void GatherForeign()
    {
        foreach ((int descriptor, PortableForeign foreign) in _foreign)
        {
            foreign.Selected = foreign.IsArmed && IsOpen(descriptor, foreign) ? foreign.Socket.Inner : null;
            if (foreign.Selected is { } inner)
            {
                Interest interest = (foreign.Interest & Readiness.Readable) != 0 ? Interest.Read : Interest.None;
                interest |= (foreign.Interest & Readiness.Writable) != 0 ? Interest.Write : Interest.None;
                Gather(foreign.Socket, inner, interest);
            }
        }
    }

    private void ReportForeign(Span<PollEvent> events, ref int read, ref int write, ref int error, ref int count)
    {
        foreach (PortableForeign foreign in _foreign.Values)
        {
            if (foreign.Selected is not { } inner)
            {
                continue;
            }

            Readiness readiness = Readiness.None;
            if ((foreign.Interest & Readiness.Readable) != 0 && Take(_read, ref read, inner))
            {
                readiness |= Readiness.Readable;
            }

            if ((foreign.Interest & Readiness.Writable) != 0 && Take(_write, ref write, inner))
            {
                readiness |= Readiness.Writable;
            }

            if (Take(_error, ref error, inner))
            {
                readiness |= Readiness.Readable | Readiness.Writable;
            }

            if (readiness != Readiness.None && count < events.Length)
            {
                // One that finds no place is still armed, and comes with a later poll.
                foreign.Reported();
                events[count++] = new PollEvent(foreign.Slot, foreign.Generation, readiness);
            }
        }
    }
}
