using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>Options, and the memory of those that were set: a second connect sets them again on a fresh
/// socket.</summary>
internal sealed partial class PortableSocket
{
    private List<(SocketOptionLevel Level, SocketOptionName Name, int Value)>? _options;
    private LingerOption? _linger;

    public KernelResult GetOption(SocketOptionLevel level, SocketOptionName name, out int value)
    {
        value = 0;
        try
        {
            if (level == SocketOptionLevel.Socket && name == SocketOptionName.Error)
            {
                bool wasPending = _phase == ConnectPhase.Pending;
                Settle();
                value = (int)(wasPending && _phase == ConnectPhase.Failed ? _connectError : ReadPendingError());
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

    public KernelResult SetOption(SocketOptionLevel level, SocketOptionName name, int value)
    {
        try
        {
            Inner.SetSocketOption(level, name, value);
            Remember(level, name, value);
            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

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

    public KernelResult SetLinger(bool on, int seconds)
    {
        try
        {
            var linger = new LingerOption(on, seconds);
            Inner.LingerState = linger;
            _linger = linger;
            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    /// <summary>SO_ERROR, which is cleared by it. The BCL gives it in its own numbers.</summary>
    private Errno ReadPendingError() =>
        ((SocketError)(int)Inner.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!).ToErrno();

    private void Remember(SocketOptionLevel level, SocketOptionName name, int value)
    {
        if (_phase == ConnectPhase.Established && IsStream)
        {
            return; // it will never connect again
        }

        _options ??= [];
        _options.RemoveAll(o => o.Level == level && o.Name == name);
        _options.Add((level, name, value));
    }

    private void RepeatOptions(Socket fresh)
    {
        foreach ((SocketOptionLevel level, SocketOptionName name, int value) in _options ?? [])
        {
            fresh.SetSocketOption(level, name, value);
        }

        if (_linger is not null)
        {
            fresh.LingerState = _linger;
        }
    }
}
