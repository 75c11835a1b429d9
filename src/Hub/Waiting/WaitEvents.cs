namespace Akka.Greensock;

/// <summary>What a descriptor is waited for, and what it was found ready for.</summary>
/// <seealso href="https://www.gevent.org/api/gevent.socket.html#gevent.socket.wait">gevent.socket.wait</seealso>
[Flags]
public enum WaitEvents
{
    /// <summary>Nothing: what a wait returns whose time was up, where <see cref="OnTimeout.Return"/> was
    /// asked for.</summary>
    None = 0,

    /// <summary>
    /// A read would not block: there is something to read, a connection to accept, the end of the stream, or an error.
    /// </summary>
    Read = 1,

    /// <summary>A write would not block: there is room, or an error.</summary>
    Write = 2,
}
