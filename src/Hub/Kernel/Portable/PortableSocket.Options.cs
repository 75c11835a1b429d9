using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>Options, and the memory of those that were set: a second connect sets them again on a fresh
/// socket.</summary>
internal sealed partial class PortableSocket
{
    private List<(object Key, Action<Socket> Set)>? _options;

    public KernelResult GetOption(SocketOptionLevel level, SocketOptionName name, out int value)
    {
        value = 0;
        try
        {
            if (level == SocketOptionLevel.Socket && name == SocketOptionName.Error)
            {
                bool wasPending = _phase == ConnectPhase.Pending;
                Settle();
                Errno error = wasPending && _phase == ConnectPhase.Failed ? _connectError : ReadPendingError();
                value = (int)error.ToSocketError(); // by the BCL's names, in the BCL's numbers
                return KernelResult.Ok();
            }

            object? option = Inner.GetSocketOption(level, name);
            value = option is int number ? number : 0;
            return option is int ? KernelResult.Ok() : KernelResult.Fail(Errno.NoProtoOpt);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    public KernelResult SetOption(SocketOptionLevel level, SocketOptionName name, int value) =>
        Set((level, name), socket => socket.SetSocketOption(level, name, value));

    public KernelResult GetLinger(out bool on, out int seconds)
    {
        (on, seconds) = (false, 0);
        try
        {
            LingerOption? linger = Inner.LingerState;
            (on, seconds) = (linger?.Enabled ?? false, linger?.LingerTime ?? 0);
            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    public KernelResult SetLinger(bool on, int seconds) =>
        Set(nameof(Socket.LingerState), socket => socket.LingerState = new LingerOption(on, seconds));

    /// <summary>SO_ERROR, which is cleared by it. The BCL gives it in its own numbers.</summary>
    private Errno ReadPendingError() =>
        ((SocketError)(int)Inner.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!).ToErrno();

    private KernelResult Set(object key, Action<Socket> set)
    {
        try
        {
            set(Inner);
            Remember(key, set);
            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    private void Remember(object key, Action<Socket> set)
    {
        if (_phase == ConnectPhase.Established && IsConnectionOriented)
        {
            return; // it will never connect again
        }

        Forget(key);
        _options ??= [];
        _options.Add((key, set));
    }

    private void Forget(object key) => _options?.RemoveAll(o => o.Key.Equals(key));

    private void RememberAllOf(PortableSocket other) => _options = other._options is null ? null : [.. other._options];

    private void RepeatOptions(Socket fresh)
    {
        foreach ((_, Action<Socket> set) in _options ?? [])
        {
            set(fresh);
        }
    }
}
