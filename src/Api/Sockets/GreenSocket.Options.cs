using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Socket options. None of them parks.</content>
public sealed partial class GreenSocket
{
    /// <summary>The family that the socket was made with.</summary>
    public AddressFamily AddressFamily => _socket.Family;

    /// <summary>The type that the socket was made with.</summary>
    public SocketType SocketType => _socket.Type;

    /// <summary>The protocol that the socket was made with.</summary>
    public ProtocolType ProtocolType => _socket.Protocol;

    /// <summary>How many bytes can be received without waiting. ioctl FIONREAD.</summary>
    public int Available => _socket.Call("Available", nameof(ReceiveAsync), static socket => socket.GetAvailable());

    /// <summary>
    /// TCP_NODELAY: small segments are sent at once, and do not wait for the peer's acknowledgement. Default false, as
    /// everywhere.
    /// </summary>
    public bool NoDelay
    {
        get => Get(SocketOptionLevel.Tcp, SocketOptionName.NoDelay) != 0;
        set => Set(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, value ? 1 : 0);
    }

    /// <summary>
    /// SO_RCVBUF in bytes. Linux reports twice what was set, for its own bookkeeping, and so does the BCL (socket(7)).
    /// </summary>
    public int ReceiveBufferSize
    {
        get => Get(SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer);
        set => Set(SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer, NotNegative(value));
    }

    /// <summary>
    /// SO_SNDBUF in bytes. Linux reports twice what was set, for its own bookkeeping, and so does the BCL (socket(7)).
    /// </summary>
    public int SendBufferSize
    {
        get => Get(SocketOptionLevel.Socket, SocketOptionName.SendBuffer);
        set => Set(SocketOptionLevel.Socket, SocketOptionName.SendBuffer, NotNegative(value));
    }

    /// <summary>The time to live of what is sent, in hops, 0 to 255.</summary>
    /// <exception cref="NotSupportedException">The socket speaks neither IPv4 nor IPv6.</exception>
    public short Ttl
    {
        get => (short)Get(IPLevel, SocketOptionName.IpTimeToLive);
        set => Set(
            IPLevel,
            SocketOptionName.IpTimeToLive,
            value is >= 0 and <= 255 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Ttl: 0 to 255 hops."));
    }

    /// <summary>
    /// Whether another socket is kept from the same address. On Linux the inverse of ReuseAddress, and true unless set
    /// otherwise.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set on a socket that is bound: it is too late then.</exception>
    public bool ExclusiveAddressUse
    {
        get => Get(SocketOptionLevel.Socket, SocketOptionName.ExclusiveAddressUse) != 0;
        set
        {
            if (IsBound)
            {
                throw new InvalidOperationException(
                    $"ExclusiveAddressUse = {value} {_socket}: it has its address already. Set it before Bind.");
            }

            Set(SocketOptionLevel.Socket, SocketOptionName.ExclusiveAddressUse, value ? 1 : 0);
        }
    }

    /// <summary>Whether an IPv6 socket speaks IPv4 too. False for an IPv4 socket.</summary>
    /// <exception cref="NotSupportedException">Set on an IPv4 socket.</exception>
    public bool DualMode
    {
        get => _socket.IsDualMode;
        set
        {
            if (AddressFamily != AddressFamily.InterNetworkV6)
            {
                throw new NotSupportedException("DualMode: this is an IPv4 socket. Make it with InterNetworkV6, or without a family.");
            }

            Set(SocketOptionLevel.IPv6, SocketOptionName.IPv6Only, value ? 0 : 1);
        }
    }

    /// <summary>SO_LINGER: what close does with bytes that are not sent yet.</summary>
    /// <exception cref="ArgumentException">The time is not from 0 to 65,535 seconds.</exception>
    public LingerOption? LingerState
    {
        get => _socket.Call("LingerState", nameof(GetSocketOptionAsync), static socket => socket.GetLinger());
        set
        {
            LingerOption linger = CheckedLinger(value);
            _socket.Call("LingerState", nameof(SetSocketOptionAsync), socket => socket.SetLinger(linger));
        }
    }

    // The BCL's name for the hop limit of IPv6 too; its HopLimit is another option.
    private SocketOptionLevel IPLevel => AddressFamily switch
    {
        AddressFamily.InterNetworkV6 => SocketOptionLevel.IPv6,
        AddressFamily.InterNetwork => SocketOptionLevel.IP,
        _ => throw NoSuchOption("IPv4 and IPv6"),
    };

    private Exception NoSuchOption(string families) => _socket.IsClosed
        ? OwnedSocket.Disposed("getsockopt")
        : new NotSupportedException($"This is an option of {families}, and the socket of {AddressFamily}.");

    /// <summary>An option whose value is an integer.</summary>
    /// <param name="optionLevel">The level.</param>
    /// <param name="optionName">The option.</param>
    /// <exception cref="SocketException">OperationNotSupported or ProtocolOption: there is no such option
    /// here.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub: await
    /// <see cref="GetSocketOptionAsync"/>.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man2/getsockopt.2.html">getsockopt(2)</seealso>
    public object? GetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName) =>
        (optionLevel, optionName) == (SocketOptionLevel.Socket, SocketOptionName.Linger) ? LingerState : Get(optionLevel, optionName);

    /// <summary>Sets an option whose value is an integer.</summary>
    /// <param name="optionLevel">The level.</param>
    /// <param name="optionName">The option.</param>
    /// <param name="optionValue">The value.</param>
    /// <exception cref="SocketException">OperationNotSupported or ProtocolOption: there is no such option here.
    /// InvalidArgument: not with this value.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub: await
    /// <see cref="SetSocketOptionAsync"/>.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man2/setsockopt.2.html">setsockopt(2)</seealso>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, int optionValue) =>
        Set(optionLevel, optionName, optionValue);

    /// <summary>Sets an option that is on or off.</summary>
    /// <param name="optionLevel">The level.</param>
    /// <param name="optionName">The option.</param>
    /// <param name="optionValue">On or off.</param>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, bool optionValue) =>
        Set(optionLevel, optionName, optionValue ? 1 : 0);

    /// <summary><see cref="GetSocketOption(SocketOptionLevel, SocketOptionName)"/>, from another hub than the socket's.</summary>
    /// <param name="optionLevel">The level.</param>
    /// <param name="optionName">The option.</param>
    public ValueTask<int> GetSocketOptionAsync(SocketOptionLevel optionLevel, SocketOptionName optionName) =>
        _socket.CallAsync("getsockopt", Getting(optionLevel, optionName));

    /// <summary>Sets an option, from another hub than the socket's.</summary>
    /// <param name="optionLevel">The level.</param>
    /// <param name="optionName">The option.</param>
    /// <param name="optionValue">The value.</param>
    public async ValueTask SetSocketOptionAsync(SocketOptionLevel optionLevel, SocketOptionName optionName, int optionValue) =>
        await _socket.CallAsync("setsockopt", Setting(optionLevel, optionName, optionValue));

    private static LingerOption CheckedLinger(LingerOption? optionValue)
    {
        ArgumentNullException.ThrowIfNull(optionValue);
        return optionValue.LingerTime is >= 0 and <= ushort.MaxValue
            ? optionValue
            : throw new ArgumentException($"LingerState: from 0 to 65,535 seconds, and not {optionValue.LingerTime}.", nameof(optionValue));
    }

    private static int NotNegative(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value;
    }

    private static Func<OwnedSocket, int> Getting(SocketOptionLevel level, SocketOptionName name) =>
        socket => socket.GetOption(level, name);

    private static Func<OwnedSocket, bool> Setting(SocketOptionLevel level, SocketOptionName name, int value) =>
        socket => socket.SetOption(level, name, value);

    private int Get(SocketOptionLevel level, SocketOptionName name) =>
        _socket.Call("getsockopt", nameof(GetSocketOptionAsync), Getting(level, name));

    private void Set(SocketOptionLevel level, SocketOptionName name, int value) =>
        _socket.Call("setsockopt", nameof(SetSocketOptionAsync), Setting(level, name, value));
}
