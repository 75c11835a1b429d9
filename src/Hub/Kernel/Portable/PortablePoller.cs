using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// A poller over <see cref="Socket.Select(System.Collections.IList?, System.Collections.IList?,
/// System.Collections.IList?, int)"/>. It costs time in proportion to the sockets that somebody waits for, at every
/// poll: right for tools and desktops, not for ten thousand connections.
/// </summary>
/// <remarks>
/// <para><b>Edges from levels.</b> Select is level-triggered, the seam is not: reporting the level would report an
/// unread byte at every turn. So each socket keeps its <see cref="Interest"/>: the answers that promise an event raise
/// it, the event itself takes it down, and a socket without interest is not selected at all. See <see
/// cref="PortableSocket.Want"/>.</para>
/// <para><b>The error list.</b> Windows tells a failed connect there and only there, and Unix an ICMP answer to a
/// datagram (POLLERR), which without the list would end every select at once and report nothing. But "error" also means
/// urgent data (POLLPRI, exceptfds), which a stream's peer may send at will. So the list has connecting and datagram
/// sockets, and those that somebody polls for just that; an established connection becomes readable by its error
/// anyway.</para>
/// </remarks>
internal sealed partial class PortablePoller(PortableDescriptors descriptors) : IPoller
{
    // Socket.Select refuses longer lists (65,536); one place is the waker's.
    private const int MaximumRegistrations = 65_535;

    // Select counts microseconds in an int: 35 minutes. A longer poll returns then with nothing, as a wake-up does.
    private const int MaximumSelectMilliseconds = int.MaxValue / 1000;

    private readonly PortableWaker _waker = new();
    private readonly List<PortableRegistration> _registrations = [];
    private readonly List<Socket> _read = [];
    private readonly List<Socket> _write = [];
    private readonly List<Socket> _error = [];
    private bool _disposed;

    public KernelResult Add(int descriptor, int slot, uint generation)
    {
        if (!descriptors.TryGet(descriptor, out PortableSocket? socket))
        {
            return KernelResult.Fail(Errno.BadF);
        }

        if (!HasRoom())
        {
            return KernelResult.Fail(Errno.NFile);
        }

        var registration = new PortableRegistration(this, socket, slot, generation);
        socket.Registration = registration;
        socket.Want(Interest.Read); // what came before us is to be reported; what calls before us raised still stands
        _registrations.Add(registration);
        return KernelResult.Ok();
    }

    private bool HasRoom()
    {
        if (_registrations.Count + _foreign.Count >= MaximumRegistrations)
        {
            _registrations.RemoveAll(static r => !r.IsCurrent);
        }

        return _registrations.Count + _foreign.Count < MaximumRegistrations;
    }

    public void Remove(int descriptor)
    {
        if (descriptors.TryGet(descriptor, out PortableSocket? socket) && ReferenceEquals(socket.Registration?.Poller, this))
        {
            socket.Registration = null;
        }
    }

    public KernelResult Poll(Span<PollEvent> events, int timeoutMilliseconds)
    {
        if (_disposed)
        {
            return KernelResult.Fail(Errno.BadF);
        }

        Gather();
        try
        {
            Socket.Select(_read, _write, _error,
                timeoutMilliseconds < 0 ? -1 : Math.Min(timeoutMilliseconds, MaximumSelectMilliseconds) * 1000);
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.NotSocket })
        {
            // Another thread closed one of them under us. It has lost its registration by that: the next poll goes
            // without it.
            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }

        return KernelResult.Ok(Report(events));
    }

    public void Wake() => _waker.Ring();

    public void Dispose()
    {
        _disposed = true;
        foreach (PortableRegistration registration in _registrations)
        {
            if (registration.IsCurrent)
            {
                registration.Socket.Registration = null;
            }
        }

        _registrations.Clear();
        _foreign.Clear();
        _waker.Dispose();
    }

    /// <summary>Fills the three lists for select, and drops the registrations that are past.</summary>
    private void Gather()
    {
        _read.Clear();
        _write.Clear();
        _error.Clear();
        _read.Add(_waker.Receiver);
        _foreignFirst = !_foreignFirst;
        if (_foreignFirst)
        {
            GatherForeign();
        }

        int kept = 0;
        for (int i = 0; i < _registrations.Count; i++)
        {
            PortableRegistration registration = _registrations[i];
            if (registration.IsCurrent)
            {
                _registrations[kept++] = registration;
                registration.Selected = registration.Socket.SelectableInterest;
                Gather(registration.Socket, registration.Socket.Inner, registration.Selected);
            }
        }

        _registrations.RemoveRange(kept, _registrations.Count - kept);
        if (!_foreignFirst)
        {
            GatherForeign();
        }
    }

    private void Gather(PortableSocket socket, Socket inner, Interest interest)
    {
        if ((interest & Interest.Read) != 0)
        {
            _read.Add(inner);
        }

        if ((interest & Interest.Write) != 0)
        {
            _write.Add(inner);
        }

        if (interest != Interest.None && (socket.IsConnecting || !socket.IsStream || (interest & Interest.Error) != 0))
        {
            _error.Add(inner);
        }
    }

    /// <summary>
    /// Writes the events. Select has taken the idle sockets out of the lists and kept the order, which is that of the
    /// registrations, with the foreign ones before or after: so one walk along all four finds them, and no map is
    /// needed. A socket that stands in a list twice has stayed there twice.
    /// </summary>
    private int Report(Span<PollEvent> events)
    {
        int read = 0, write = 0, error = 0, count = 0;
        if (Take(_read, ref read, _waker.Receiver))
        {
            _waker.Answer();
        }

        if (_foreignFirst)
        {
            ReportForeign(events, ref read, ref write, ref error, ref count);
        }

        for (int i = 0; i < _registrations.Count; i++)
        {
            PortableRegistration registration = _registrations[i];
            PortableSocket socket = registration.Socket;
            Interest selected = registration.Selected;
            Readiness readiness = (selected & Interest.Read) != 0 && Take(_read, ref read, socket.Inner)
                ? Readiness.Readable
                : Readiness.None;
            readiness |= (selected & Interest.Write) != 0 && Take(_write, ref write, socket.Inner) ? Readiness.Writable : Readiness.None;
            if (selected != Interest.None && Take(_error, ref error, socket.Inner))
            {
                // Both sides, since either may come to know the error. It is the end of a connect, but not of a
                // datagram socket.
                readiness |= Readiness.Readable | Readiness.Writable;
                readiness |= (selected & Interest.Error) != 0 ? Readiness.Urgent : Readiness.None;
                readiness |= socket.IsConnecting ? Readiness.Hangup : Readiness.None;
            }

            if (readiness == Readiness.None || !registration.IsCurrent)
            {
                continue;
            }

            if (count == events.Length)
            {
                PutFirst(i);
                return count;
            }

            socket.Reported(readiness);
            events[count++] = new PollEvent(registration.Slot, registration.Generation, readiness);
        }

        if (!_foreignFirst)
        {
            ReportForeign(events, ref read, ref write, ref error, ref count);
        }

        return count;
    }

    /// <summary>The first that found no place is the first to be looked at next time: else busy early ones could starve
    /// it.</summary>
    private void PutFirst(int index)
    {
        List<PortableRegistration> before = _registrations.GetRange(0, index);
        _registrations.RemoveRange(0, index);
        _registrations.AddRange(before);
    }

    private static bool Take(List<Socket> selected, ref int next, Socket socket)
    {
        if (next < selected.Count && ReferenceEquals(selected[next], socket))
        {
            next++;
            return true;
        }

        return false;
    }
}
