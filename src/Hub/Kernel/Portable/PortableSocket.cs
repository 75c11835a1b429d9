using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>Which events the owner of a descriptor has been promised and not yet been given.</summary>
[Flags]
internal enum Interest
{
    None = 0,
    Read = 1,
    Write = 2,

    /// <summary>An error, or urgent data. Nobody but a poll for just that asks for it.</summary>
    Error = 4,
}

/// <summary>
/// What a descriptor of the portable kernel stands for: a non-blocking BCL socket, and what the seam promises beyond
/// it. In parts: connecting, names, transfer, messages, options, descriptors.
/// </summary>
/// <remarks>
/// Its <c>Handle</c> is asked for only where the seam asks for it: a BCL socket that has shown it gives up features of
/// its own (a second connect among them). The BCL sets close-on-exec, or its like, on every socket that it makes or
/// accepts.
/// </remarks>
internal sealed partial class PortableSocket
{
    private volatile PortableRegistration? _registration;
    private Interest _interest;
    private bool _listening;

    public PortableSocket(Socket socket)
    {
        Inner = socket;
        Inner.Blocking = false;
    }

    private PortableSocket(Socket adopted, bool mayBlock)
    {
        Inner = adopted;
        _mayBlock = mayBlock;
        if (!mayBlock)
        {
            Inner.Blocking = false;
        }
    }

    /// <summary>The BCL socket; another one after a failed connect was tried again.</summary>
    public Socket Inner { get; private set; }

    /// <summary>Who reports it now; null where nobody does.</summary>
    public PortableRegistration? Registration
    {
        get => _registration;
        set => _registration = value;
    }

    public bool IsStream => Inner.SocketType == SocketType.Stream;

    /// <summary>Its connections are accepted, and it has one in its life.</summary>
    public bool IsConnectionOriented => Inner.SocketType is SocketType.Stream or SocketType.Seqpacket;

    /// <summary>
    /// The interest, as far as it makes sense to select for it. A socket for connections is none before its connect or
    /// listen: Linux calls it hung up (POLLHUP), which would spend the interest on nothing.
    /// </summary>
    public Interest SelectableInterest => IsConnectionOriented && _phase == ConnectPhase.None && !_listening ? Interest.None : _interest;

    /// <summary>A call promised an event. It stands until <see cref="Reported"/>, in whatever poller the socket then
    /// is.</summary>
    public void Want(Interest interest) => _interest |= interest;

    /// <summary>The event is about to be delivered; the next one needs a new promise.</summary>
    public void Reported(Readiness readiness)
    {
        if ((readiness & Readiness.Readable) != 0)
        {
            _interest &= ~Interest.Read;
        }

        if ((readiness & Readiness.Writable) != 0)
        {
            _interest &= ~Interest.Write;
        }

        if ((readiness & Readiness.Urgent) != 0)
        {
            _interest &= ~Interest.Error;
        }
    }

    public void Close()
    {
        _registration = null;
        Inner.Dispose();
    }

    public KernelResult Listen(int backlog)
    {
        try
        {
            if (_bound is null && _phase == ConnectPhase.None && Inner.AddressFamily != AddressFamily.Unix)
            {
                // Windows listens on bound sockets only, and on Unix the BCL would never learn the address that
                // listen(2) chose.
                Inner.Bind(PortableEndPoints.Any(Inner));
                _bound = Inner.LocalEndPoint;
            }

            Inner.Listen(backlog);
            _listening = true;
            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    public KernelResult Shutdown(SocketShutdown how)
    {
        try
        {
            Inner.Shutdown(how);
            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }
}
