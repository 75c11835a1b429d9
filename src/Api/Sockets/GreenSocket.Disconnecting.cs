using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Akka.Greensock;

/// <content>Ending a connection without the socket, and what only Windows has.</content>
public sealed partial class GreenSocket
{
    private volatile OwnedSocket? _disconnected; // what was disconnected last; not the present one where that was to be reused

    private bool IsDisconnected => _disconnected is { } before && before == _socket;

    /// <summary>Ends the connection: both directions are shut down.</summary>
    /// <param name="reuseSocket">Whether the socket is to connect again, by
    /// <see cref="ConnectAsync(System.Net.EndPoint)"/>: then it has a new descriptor, and the old one is closed.</param>
    /// <exception cref="SocketException">NotConnected.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called on another hub: await
    /// <see cref="DisconnectAsync(bool, CancellationToken)"/>.</exception>
    /// <remarks>Does not park. Options that were set are those of the old descriptor.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/shutdown.2.html">shutdown(2)</seealso>
    public void Disconnect(bool reuseSocket)
    {
        _socket.Call("disconnect", nameof(DisconnectAsync), ShuttingDown(SocketShutdown.Both));
        Disconnected(reuseSocket);
    }

    /// <summary><see cref="Disconnect"/>, awaitably.</summary>
    /// <param name="reuseSocket">Whether the socket is to connect again.</param>
    /// <param name="cancellationToken">Asked before anything is done; it waits for nothing.</param>
    /// <exception cref="SocketException">NotConnected.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public ValueTask DisconnectAsync(bool reuseSocket, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed("disconnect");
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled(cancellationToken)
            : EndAsync();

        async ValueTask EndAsync()
        {
            await _socket.CallAsync("disconnect", ShuttingDown(SocketShutdown.Both));
            Disconnected(reuseSocket);
        }
    }

    /// <summary>Not supported outside Windows, where <see cref="Share"/> does it and leaves the socket open.</summary>
    /// <param name="targetProcessId">The process that is to have the socket.</param>
    /// <returns>What the other process makes its socket of.</returns>
    /// <exception cref="PlatformNotSupportedException">The system is not Windows: send the descriptor over a Unix socket,
    /// with <see cref="SendFdsAsync"/>.</exception>
    [SupportedOSPlatform("windows")]
    public SocketInformation DuplicateAndClose(int targetProcessId)
    {
        SocketInformation shared = Share(targetProcessId);
        Dispose();
        return shared;
    }

    /// <summary>Not supported outside Windows.</summary>
    /// <param name="level">The level.</param>
    /// <exception cref="PlatformNotSupportedException">The system is not Windows.</exception>
    [SupportedOSPlatform("windows")]
    public void SetIPProtectionLevel(IPProtectionLevel level)
    {
        if (!OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("SetIPProtectionLevel: only Windows has such a thing.");
        }

        SetSocketOption(IPLevel, SocketOptionName.IPProtectionLevel, (int)level);
    }

    private void Disconnected(bool reuseSocket)
    {
        _disconnected = _socket;
        if (reuseSocket)
        {
            OwnedSocket before = _owned;
            _owned = OwnedSocket.Make(before.Port, before.Family, before.Type, before.Protocol);
            _socket = _owned;
            before.CloseFromAnywhere();
        }
    }
}
