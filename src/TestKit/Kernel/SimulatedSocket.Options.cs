using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <content>Options: what a socket is told is kept and read back, and some of it means something.</content>
internal abstract partial class SimulatedSocket
{
    private const int MaximumBuffer = 212_992; // net.core.rmem_max and wmem_max; told and kept twice, as Linux does
    private const int MinimumBuffer = 2304; // SOCK_MIN_RCVBUF; Linux has 4608 for sending

    private SortedDictionary<(SocketOptionLevel Level, SocketOptionName Name), int> _options = [];
    private bool _optionsAreShared;

    /// <summary>What Linux has for an option that was never set; null for one that this socket does not know.</summary>
    public int? DefaultOf(SocketOptionLevel level, SocketOptionName name) => (level, name) switch
    {
        (SocketOptionLevel.Socket, SocketOptionName.KeepAlive or SocketOptionName.Broadcast) => 0,
        (SocketOptionLevel.Socket, SocketOptionName.DontRoute or SocketOptionName.OutOfBandInline or SocketOptionName.Debug) => 0,
        (SocketOptionLevel.Socket, NativeOptions.ReuseAddressAlone or NativeOptions.ReusePort) => 0,
        (SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout or SocketOptionName.SendTimeout) => 0,
        (SocketOptionLevel.Socket, SocketOptionName.ReceiveLowWater or SocketOptionName.SendLowWater) => 1,
        (SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer) => DefaultReceiveBuffer,
        (SocketOptionLevel.Socket, SocketOptionName.SendBuffer) => DefaultSendBuffer,
        _ => DefaultOfProtocol(level, name),
    };

    protected virtual int DefaultReceiveBuffer => MaximumBuffer;

    protected virtual int DefaultSendBuffer => MaximumBuffer;

    protected bool ReusesAddress => Get(SocketOptionLevel.Socket, NativeOptions.ReuseAddressAlone) != 0;

    protected bool ReusesPort => Get(SocketOptionLevel.Socket, NativeOptions.ReusePort) != 0;

    public virtual KernelResult GetOption(SocketOptionLevel level, SocketOptionName name, out int value)
    {
        value = 0;
        switch (level, name)
        {
            case (SocketOptionLevel.Socket, SocketOptionName.Type):
                value = (int)Description.Type;
                return KernelResult.Ok();
            case (SocketOptionLevel.Socket, SocketOptionName.Error):
                value = (int)TakeError().ToSocketError();
                return KernelResult.Ok();
            case (SocketOptionLevel.Socket, SocketOptionName.AcceptConnection):
                value = Description.IsListening ? 1 : 0;
                return KernelResult.Ok();
            case (SocketOptionLevel.Socket, SocketOptionName.Linger):
                value = LingerSeconds is null ? 0 : 1;
                return KernelResult.Ok();
            case (SocketOptionLevel.Socket, SocketOptionName.DontLinger):
                value = LingerSeconds is null ? 1 : 0;
                return KernelResult.Ok();
            case (SocketOptionLevel.Socket, SocketOptionName.ReuseAddress):
                value = ReusesAddress && ReusesPort ? 1 : 0;
                return KernelResult.Ok();
            case (SocketOptionLevel.Socket, SocketOptionName.ExclusiveAddressUse):
                value = ReusesAddress && ReusesPort ? 0 : 1;
                return KernelResult.Ok();
        }

        if (DefaultOf(level, name) is not { } known)
        {
            return KernelResult.Fail(Errno.OpNotSupp); // as the BCL has it for a name that it cannot translate
        }

        value = _options.GetValueOrDefault((level, name), known);
        return KernelResult.Ok();
    }

    public virtual KernelResult SetOption(SocketOptionLevel level, SocketOptionName name, int value)
    {
        if (level == SocketOptionLevel.Socket && name is SocketOptionName.ReuseAddress or SocketOptionName.ExclusiveAddressUse)
        {
            int shared = (value != 0) == (name == SocketOptionName.ReuseAddress) ? 1 : 0;
            SetOption(level, NativeOptions.ReuseAddressAlone, shared);
            return SetOption(level, NativeOptions.ReusePort, shared);
        }

        if (DefaultOf(level, name) is null)
        {
            return KernelResult.Fail(Errno.OpNotSupp);
        }

        if (level == SocketOptionLevel.Socket && name is SocketOptionName.ReceiveBuffer or SocketOptionName.SendBuffer)
        {
            value = Math.Max(2 * Math.Clamp(value, 0, MaximumBuffer), MinimumBuffer);
        }

        if (_optionsAreShared)
        {
            (_options, _optionsAreShared) = (new(_options), false);
        }

        _options[(level, name)] = value;
        Apply(level, name, value);
        return KernelResult.Ok();
    }

    /// <summary>The options of a listener as they are now, for a connection that comes in.</summary>
    protected SocketOptions ShareOptions()
    {
        _optionsAreShared = true;
        return new SocketOptions(_options, LingerSeconds);
    }

    protected void Take(SocketOptions options) => (_options, LingerSeconds, _optionsAreShared) = (options.Values, options.Linger, true);

    protected int Get(SocketOptionLevel level, SocketOptionName name) =>
        _options.TryGetValue((level, name), out int value) ? value : DefaultOf(level, name) ?? 0;

    protected abstract int? DefaultOfProtocol(SocketOptionLevel level, SocketOptionName name);

    /// <summary>An option was set that may mean something at once.</summary>
    protected virtual void Apply(SocketOptionLevel level, SocketOptionName name, int value)
    {
    }
}
