using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Options that are no integer, options by the platform's numbers, multicast, and ioctl. None of it parks.</content>
public sealed partial class GreenSocket
{
    /// <summary>SO_BROADCAST: whether datagrams may go to a broadcast address. Default false.</summary>
    /// <seealso href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7)</seealso>
    public bool EnableBroadcast
    {
        get => Get(SocketOptionLevel.Socket, SocketOptionName.Broadcast) != 0;
        set => Set(SocketOptionLevel.Socket, SocketOptionName.Broadcast, value ? 1 : 0);
    }

    /// <summary>Whether what is sent to a multicast group comes back to this machine. Default true.</summary>
    /// <exception cref="NotSupportedException">The socket speaks neither IPv4 nor IPv6.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7), IP_MULTICAST_LOOP</seealso>
    public bool MulticastLoopback
    {
        get => Get(IPLevel, SocketOptionName.MulticastLoopback) != 0;
        set => Set(IPLevel, SocketOptionName.MulticastLoopback, value ? 1 : 0);
    }

    /// <summary>Whether IPv4 datagrams must not be split on their way. Default false.</summary>
    /// <exception cref="NotSupportedException">The socket does not speak IPv4.</exception>
    public bool DontFragment
    {
        get => Get(IPv4Level, SocketOptionName.DontFragment) != 0;
        set => Set(IPv4Level, SocketOptionName.DontFragment, value ? 1 : 0);
    }

    private SocketOptionLevel IPv4Level =>
        AddressFamily == AddressFamily.InterNetwork ? SocketOptionLevel.IP : throw NoSuchOption("IPv4");

    /// <summary>Reads an option of any form into a buffer.</summary>
    /// <param name="optionLevel">The level.</param>
    /// <param name="optionName">The option.</param>
    /// <param name="optionValue">Where it goes.</param>
    /// <exception cref="SocketException">OperationNotSupported or ProtocolOption: there is no such option here.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man2/getsockopt.2.html">getsockopt(2)</seealso>
    public void GetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, byte[] optionValue)
    {
        ArgumentNullException.ThrowIfNull(optionValue);
        _socket.Call("getsockopt", nameof(GetSocketOptionAsync), socket => socket.GetOption(optionLevel, optionName, optionValue));
    }

    /// <summary>Reads an option of any form.</summary>
    /// <param name="optionLevel">The level.</param>
    /// <param name="optionName">The option.</param>
    /// <param name="optionLength">How many bytes it may have, from 0.</param>
    /// <returns>Its bytes, as many as it has.</returns>
    /// <exception cref="SocketException">As for the other overload.</exception>
    public byte[] GetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, int optionLength)
    {
        byte[] value = new byte[NotNegative(optionLength)];
        int count = _socket.Call(
            "getsockopt", nameof(GetSocketOptionAsync), socket => socket.GetOption(optionLevel, optionName, value));
        return value[..count];
    }

    /// <summary>Sets an option of any form.</summary>
    /// <param name="optionLevel">The level.</param>
    /// <param name="optionName">The option.</param>
    /// <param name="optionValue">Its bytes.</param>
    /// <exception cref="SocketException">InvalidArgument: not with these bytes; OperationNotSupported or ProtocolOption:
    /// there is no such option here.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man2/setsockopt.2.html">setsockopt(2)</seealso>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, byte[] optionValue)
    {
        ArgumentNullException.ThrowIfNull(optionValue);
        _socket.Call("setsockopt", nameof(SetSocketOptionAsync), socket => socket.SetOption(optionLevel, optionName, optionValue));
    }

    /// <summary>Sets an option whose value is an object.</summary>
    /// <param name="optionLevel">The level.</param>
    /// <param name="optionName">Linger, AddMembership or DropMembership.</param>
    /// <param name="optionValue">A <see cref="LingerOption"/>, a <see cref="MulticastOption"/> or an
    /// <see cref="IPv6MulticastOption"/>.</param>
    /// <exception cref="ArgumentException">The option takes no such object.</exception>
    /// <exception cref="SocketException">AddressNotAvailable: not a member of the group, or no such interface …</exception>
    public void SetSocketOption(SocketOptionLevel optionLevel, SocketOptionName optionName, object optionValue)
    {
        ArgumentNullException.ThrowIfNull(optionValue);
        switch (optionValue)
        {
            case LingerOption linger when (optionLevel, optionName) == (SocketOptionLevel.Socket, SocketOptionName.Linger):
                LingerState = linger;
                break;
            case MulticastOption group when optionLevel == SocketOptionLevel.IP && IsMembership(optionName):
                _socket.Call("setsockopt", nameof(SetSocketOptionAsync), socket => socket.SetOption(optionName, group));
                break;
            case IPv6MulticastOption group when optionLevel == SocketOptionLevel.IPv6 && IsMembership(optionName):
                _socket.Call("setsockopt", nameof(SetSocketOptionAsync), socket => socket.SetOption(optionName, group));
                break;
            default:
                throw new ArgumentException(
                    $"setsockopt {optionLevel} {optionName}: it takes no {optionValue.GetType().Name}. Give it an integer, a boolean, " +
                    "bytes, or the option object that it is for.", nameof(optionValue));
        }
    }

    /// <summary>Reads an option by the platform's own numbers.</summary>
    /// <param name="optionLevel">The level, such as <see cref="Posix.SOL_SOCKET"/>.</param>
    /// <param name="optionName">The option, such as <see cref="Posix.SO_PEERCRED"/>.</param>
    /// <param name="optionValue">Where it goes; an option that is longer is cut off.</param>
    /// <returns>How many bytes it has.</returns>
    /// <exception cref="SocketException">ProtocolOption: there is no such option here.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man2/getsockopt.2.html">getsockopt(2)</seealso>
    public int GetRawSocketOption(int optionLevel, int optionName, Span<byte> optionValue)
    {
        byte[] value = new byte[optionValue.Length];
        int count = _socket.Call(
            "getsockopt", nameof(GetSocketOptionAsync), socket => socket.GetRawOption(optionLevel, optionName, value));
        value.AsSpan(0, Math.Min(count, value.Length)).CopyTo(optionValue);
        return count;
    }

    /// <summary>Sets an option by the platform's own numbers.</summary>
    /// <param name="optionLevel">The level, such as <see cref="Posix.IPPROTO_TCP"/>.</param>
    /// <param name="optionName">The option, such as <see cref="Posix.TCP_USER_TIMEOUT"/>.</param>
    /// <param name="optionValue">Its bytes.</param>
    /// <exception cref="SocketException">InvalidArgument, ProtocolOption.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man2/setsockopt.2.html">setsockopt(2)</seealso>
    public void SetRawSocketOption(int optionLevel, int optionName, ReadOnlySpan<byte> optionValue)
    {
        byte[] value = optionValue.ToArray();
        _socket.Call("setsockopt", nameof(SetSocketOptionAsync), socket => socket.SetRawOption(optionLevel, optionName, value));
    }

    /// <summary>Sets an integer option by the platform's own numbers.</summary>
    /// <param name="optionLevel">The level.</param>
    /// <param name="optionName">The option.</param>
    /// <param name="optionValue">The value.</param>
    /// <exception cref="SocketException">InvalidArgument, ProtocolOption.</exception>
    public void SetRawSocketOption(int optionLevel, int optionName, int optionValue) =>
        SetRawSocketOption(optionLevel, optionName, BitConverter.GetBytes(optionValue));

    /// <summary>ioctl(2): a control of the socket, by the platform's own number.</summary>
    /// <param name="ioControlCode">The request, such as FIONREAD (0x541B on Linux). FIONBIO is refused: a hub's descriptors
    /// do not block; set <see cref="Blocking"/>.</param>
    /// <param name="optionInValue">The argument that goes in; null for none.</param>
    /// <param name="optionOutValue">Where the argument goes that comes out; null where nobody wants it. With both, the
    /// argument has the length of the longer one.</param>
    /// <returns>How many bytes of <paramref name="optionOutValue"/> were written.</returns>
    /// <exception cref="InvalidOperationException">The code would change whether the descriptor blocks.</exception>
    /// <exception cref="SocketException">InvalidArgument, OperationNotSupported: no such control here.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man2/ioctl.2.html">ioctl(2)</seealso>
    public int IOControl(int ioControlCode, byte[]? optionInValue, byte[]? optionOutValue)
    {
        const int fionbio = 0x5421; // Linux; the BCL's own code for it is Winsock's
        if (ioControlCode is fionbio or unchecked((int)IOControlCode.NonBlockingIO))
        {
            throw new InvalidOperationException($"ioctl FIONBIO {_socket}: a hub needs its descriptors non-blocking. Set Blocking.");
        }

        byte[] argument = new byte[Math.Max(optionInValue?.Length ?? 0, optionOutValue?.Length ?? 0)];
        optionInValue?.CopyTo(argument, 0);
        _socket.Call("ioctl", nameof(SetSocketOptionAsync), socket => socket.IOControl((uint)ioControlCode, argument));
        argument.AsSpan(0, optionOutValue?.Length ?? 0).CopyTo(optionOutValue);
        return optionOutValue?.Length ?? 0;
    }

    /// <summary>ioctl(2), by the BCL's names.</summary>
    /// <param name="ioControlCode">DataToRead or OobDataRead; the others are Winsock's, and not known elsewhere.</param>
    /// <param name="optionInValue">The argument that goes in; null for none.</param>
    /// <param name="optionOutValue">Where the argument goes that comes out; 4 bytes.</param>
    /// <returns>How many bytes of <paramref name="optionOutValue"/> were written.</returns>
    /// <exception cref="InvalidOperationException">NonBlockingIO: set <see cref="Blocking"/>.</exception>
    /// <exception cref="PlatformNotSupportedException">The code is one that only Windows has.</exception>
    /// <exception cref="SocketException">As for the other overload.</exception>
    public int IOControl(IOControlCode ioControlCode, byte[]? optionInValue, byte[]? optionOutValue)
    {
        ThrowIfClosed("IOControl");
        return ioControlCode is IOControlCode.DataToRead or IOControlCode.OobDataRead or IOControlCode.NonBlockingIO
                || OperatingSystem.IsWindows()
            ? IOControl(unchecked((int)ioControlCode), optionInValue, optionOutValue)
            : throw new PlatformNotSupportedException(
                $"IOControl {ioControlCode}: only Windows has it. The overload for numbers takes the system's own.");
    }

    private static bool IsMembership(SocketOptionName name) =>
        name is SocketOptionName.AddMembership or SocketOptionName.DropMembership;
}
