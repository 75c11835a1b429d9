using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>
/// Calls on a socket that wait for something else than its descriptor: the addresses of a name. They stand in no line, and
/// the socket's end ends them all the same.
/// </content>
internal sealed partial class OwnedSocket
{
    private CancellationTokenSource? _ending;

    /// <summary>Cancelled as the socket is closed or detached. Any thread.</summary>
    internal CancellationToken Ending
    {
        get
        {
            CancellationTokenSource ending = Volatile.Read(ref _ending) ?? FirstEnding();
            if (IsClosed)
            {
                ending.Cancel(); // who closed it may have looked before there was anything to cancel
            }

            return ending.Token;
        }
    }

    /// <summary>What such a call throws when the socket has ended under it. Any thread.</summary>
    internal SocketException AbortedLookup(string verb) => SocketErrorText.Aborted(verb, ToString(), "closed or detached");

    private CancellationTokenSource FirstEnding()
    {
        var made = new CancellationTokenSource();
        return Interlocked.CompareExchange(ref _ending, made, null) ?? made;
    }
}
