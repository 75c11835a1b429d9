namespace Akka.Greensock;

/// <content>The end that clients and streams give their sockets.</content>
public sealed partial class GreenSocket
{
    /// <summary>
    /// Closes it like <see cref="Dispose"/>, but never abruptly: the peer gets what was sent and its end of stream, even where a
    /// call is waiting here.
    /// </summary>
    internal void DisposeInOrder()
    {
        _owned.CloseInOrder();
        Dispose();
    }

    /// <summary>The same, and waits until the hub has done so.</summary>
    internal ValueTask DisposeInOrderAsync()
    {
        _owned.CloseInOrder();
        return DisposeAsync();
    }
}
