using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Waiting for readiness alone, beside whatever calls wait in line.</content>
internal sealed partial class OwnedSocket
{
    private OperationQueue _polls;

    /// <summary>Waits until it is ready, and says whether it was in time. Any thread.</summary>
    internal ValueTask<bool> PollAsync(SelectMode mode, TimeSpan timeout, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<bool>(cancellationToken)
            : PollOperation.StartAsync(this, mode, timeout, cancellationToken);

    /// <summary>poll(2), without waiting. Who is told that it is ready finds a connect that has succeeded by it succeeded.</summary>
    internal Errno TryPoll(SelectMode mode)
    {
        Errno errno = _kernel.Poll(Number, mode).Errno;
        if (errno == Errno.None)
        {
            LookAtPendingConnect();
        }

        return errno;
    }

    internal void Enqueue(PollOperation poll) => _polls.Append(poll);

    internal void Dequeue(PollOperation poll)
    {
        _polls.Remove(poll);
        CloseIfForgotten();
    }

    /// <summary>Something has changed: each of them looks for itself.</summary>
    private void WakePolls()
    {
        for (Operation? poll = _polls.Head; poll is not null; poll = poll.NextInLine)
        {
            poll.Schedule();
        }
    }

    private void EndPolls()
    {
        while (_polls.Head is PollOperation poll)
        {
            poll.Closed();
        }
    }
}
