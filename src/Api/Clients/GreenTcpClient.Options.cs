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
        set => Open.LingerState = value;
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
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int ReceiveBufferSize
    {
        get => Open.ReceiveBufferSize;
        set => Open.ReceiveBufferSize = value;
    }

    /// <summary>SO_SNDBUF in bytes; Linux reports twice what was set.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int SendBufferSize
    {
        get => Open.SendBufferSize;
        set => Open.SendBufferSize = value;
    }

    /// <summary>How long a synchronous receive may take, in milliseconds; 0 for as long as it takes.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Less than -1, which is 0 by another name.</exception>
    public int ReceiveTimeout
    {
        get => Open.ReceiveTimeout;
        set => Open.ReceiveTimeout = value;
    }

    /// <summary>How long a synchronous send may take, in milliseconds; 0 for as long as it takes.</summary>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Less than -1, which is 0 by another name.</exception>
    public int SendTimeout
    {
        get => Open.SendTimeout;
        set => Open.SendTimeout = value;
    }
}
