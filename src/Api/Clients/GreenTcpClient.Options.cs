using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>The socket's options. None of them parks.</content>
public partial class GreenTcpClient
{
    /// <summary>Whether another socket is kept from the same address; see <see cref="GreenSocket.ExclusiveAddressUse"/>.</summary>
    /// <exception cref="ObjectDisposedException">Set after a close.</exception>
    public bool ExclusiveAddressUse
    {
        get => Client?.ExclusiveAddressUse ?? false;
        set => Open.ExclusiveAddressUse = value;
    }

    /// <summary>SO_LINGER: what a close does with bytes that are not sent yet.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    [DisallowNull]
    public LingerOption? LingerState
    {
        get => Open.LingerState;
        set => Open.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Linger, value);
    }

    /// <summary>TCP_NODELAY: small segments are sent at once.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    public bool NoDelay
    {
        get => Open.NoDelay;
        set => Open.NoDelay = value;
    }

    /// <summary>SO_RCVBUF in bytes; Linux reports twice what was set.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    public int ReceiveBufferSize
    {
        get => Get(SocketOptionName.ReceiveBuffer);
        set => Set(SocketOptionName.ReceiveBuffer, value);
    }

    /// <summary>SO_SNDBUF in bytes; Linux reports twice what was set.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    public int SendBufferSize
    {
        get => Get(SocketOptionName.SendBuffer);
        set => Set(SocketOptionName.SendBuffer, value);
    }

    /// <summary>How long a synchronous receive may take, in milliseconds; 0 for as long as it takes.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="SocketException">InvalidArgument: the value is negative.</exception>
    public int ReceiveTimeout
    {
        get => Get(SocketOptionName.ReceiveTimeout);
        set => Set(SocketOptionName.ReceiveTimeout, value);
    }

    /// <summary>How long a synchronous send may take, in milliseconds; 0 for as long as it takes.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="SocketException">InvalidArgument: the value is negative.</exception>
    public int SendTimeout
    {
        get => Get(SocketOptionName.SendTimeout);
        set => Set(SocketOptionName.SendTimeout, value);
    }

    private int Get(SocketOptionName name) => (int)Open.GetSocketOption(SocketOptionLevel.Socket, name)!;

    // The kernel judges the value, as in the BCL: other than GreenSocket's properties, which refuse it before.
    private void Set(SocketOptionName name, int value) => Open.SetSocketOption(SocketOptionLevel.Socket, name, value);
}
