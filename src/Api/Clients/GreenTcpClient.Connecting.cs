using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Connecting. A client whose connect has failed may try again.</content>
public partial class GreenTcpClient
{
    /// <summary>Connects to an end point.</summary>
    /// <param name="remoteEP">The end point.</param>
    /// <exception cref="ArgumentNullException">The end point is null.</exception>
    /// <exception cref="SocketException">ConnectionRefused, NetworkUnreachable, AddressFamilyNotSupported, IsConnected …;
    /// TimedOut.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="ConnectAsync(IPEndPoint)"/>.</exception>
    /// <remarks>Parks until connected.</remarks>
    public void Connect(IPEndPoint remoteEP)
    {
        GreenSocket client = Open;
        ArgumentNullException.ThrowIfNull(remoteEP);
        using var call = SynchronousCall.Begin("GreenTcpClient.Connect", nameof(ConnectAsync));
        client.Connect(remoteEP);
        Active = true;
    }

    /// <summary>Connects to an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <exception cref="ArgumentNullException">The address is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">As for <see cref="Connect(IPEndPoint)"/>.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="ConnectAsync(IPAddress, int)"/>.</exception>
    /// <remarks>Parks until connected.</remarks>
    public void Connect(IPAddress address, int port)
    {
        _ = Open;
        Connect(new IPEndPoint(address, port));
    }

    /// <summary>Connects to the first address that takes the connection.</summary>
    /// <param name="ipAddresses">The addresses; those of families that the socket does not speak are passed over.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    /// <exception cref="ArgumentException">There are none of the socket's family.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">Why the last one failed.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="ConnectAsync(IPAddress[], int)"/>.</exception>
    /// <remarks>Parks until connected.</remarks>
    public void Connect(IPAddress[] ipAddresses, int port)
    {
        GreenSocket client = Open;
        using var call = SynchronousCall.Begin("GreenTcpClient.Connect", nameof(ConnectAsync));
        client.Connect(ipAddresses, port);
        Active = true;
    }

    /// <summary>Connects to a host by name.</summary>
    /// <param name="hostname">A name, an address in text form, or nothing for this machine.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">HostNotFound; otherwise why the last address failed.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="ConnectAsync(string, int)"/>.</exception>
    /// <remarks>Parks until connected.</remarks>
    public void Connect(string hostname, int port)
    {
        GreenSocket client = Open;
        ArgumentNullException.ThrowIfNull(hostname);
        Port.Check(port);
        using var call = SynchronousCall.Begin("GreenTcpClient.Connect", nameof(ConnectAsync));
        client.Connect(HostOf(hostname), port);
        Active = true;
    }

    /// <summary>Connects to an end point.</summary>
    /// <param name="remoteEP">The end point.</param>
    /// <exception cref="ArgumentNullException">The end point is null.</exception>
    /// <exception cref="SocketException">In the task: ConnectionRefused, NetworkUnreachable, IsConnected …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks until connected.</remarks>
    public Task ConnectAsync(IPEndPoint remoteEP) => ConnectAsync(remoteEP, CancellationToken.None).AsTask();

    /// <summary>Connects to an end point.</summary>
    /// <param name="remoteEP">The end point.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentNullException">The end point is null.</exception>
    /// <exception cref="SocketException">ConnectionRefused, NetworkUnreachable, IsConnected …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks until connected.</remarks>
    public ValueTask ConnectAsync(IPEndPoint remoteEP, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(remoteEP);
        return ActivateAsync(Open.ConnectAsync(remoteEP, cancellationToken));
    }

    /// <summary>Connects to an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <exception cref="ArgumentNullException">The address is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">In the task: ConnectionRefused, NetworkUnreachable, IsConnected …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks until connected.</remarks>
    public Task ConnectAsync(IPAddress address, int port) => ConnectAsync(address, port, CancellationToken.None).AsTask();

    /// <summary>Connects to an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentNullException">The address is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">ConnectionRefused, NetworkUnreachable, IsConnected …</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks until connected.</remarks>
    public ValueTask ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken) =>
        ActivateAsync(Open.ConnectAsync(address, port, cancellationToken));

    /// <summary>Connects to the first address that takes the connection.</summary>
    /// <param name="addresses">The addresses; those of families that the socket does not speak are passed over.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <exception cref="ArgumentException">There are none of the socket's family.</exception>
    /// <exception cref="SocketException">In the task: why the last one failed.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks until connected.</remarks>
    public Task ConnectAsync(IPAddress[] addresses, int port) => ConnectAsync(addresses, port, CancellationToken.None).AsTask();

    /// <summary>Connects to the first address that takes the connection.</summary>
    /// <param name="addresses">The addresses; those of families that the socket does not speak are passed over.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">There are none of the socket's family.</exception>
    /// <exception cref="SocketException">Why the last one failed.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks until connected.</remarks>
    public ValueTask ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken) =>
        ActivateAsync(Open.ConnectAsync(addresses, port, cancellationToken));

    /// <summary>Connects to a host by name.</summary>
    /// <param name="host">A name, or an address in text form.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">In the task: HostNotFound; otherwise why the last address failed.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks until connected.</remarks>
    public Task ConnectAsync(string host, int port) => ConnectAsync(host, port, CancellationToken.None).AsTask();

    /// <summary>Connects to a host by name.</summary>
    /// <param name="host">A name, or an address in text form.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="SocketException">HostNotFound; otherwise why the last address failed.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Parks until connected.</remarks>
    public ValueTask ConnectAsync(string host, int port, CancellationToken cancellationToken) =>
        ActivateAsync(Open.ConnectAsync(host, port, cancellationToken));

    /// <summary>Begins <see cref="Connect(IPAddress, int)"/>.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="ArgumentException">The address is null, or the port none.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Does not park.</remarks>
    public IAsyncResult BeginConnect(IPAddress address, int port, AsyncCallback? requestCallback, object? state) =>
        BegunCall.Begin(ConnectAsync(address, port), requestCallback, state);

    /// <summary>Begins <see cref="Connect(string, int)"/>.</summary>
    /// <param name="host">A name, or an address in text form.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="ArgumentException">The name is null, or the port none.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Does not park.</remarks>
    public IAsyncResult BeginConnect(string host, int port, AsyncCallback? requestCallback, object? state) =>
        BegunCall.Begin(ConnectAsync(host, port), requestCallback, state);

    /// <summary>Begins <see cref="Connect(IPAddress[], int)"/>.</summary>
    /// <param name="addresses">The addresses.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="ArgumentException">There are no addresses of the socket's family, or the port is none.</exception>
    /// <exception cref="ObjectDisposedException">This was closed.</exception>
    /// <remarks>Does not park.</remarks>
    public IAsyncResult BeginConnect(IPAddress[] addresses, int port, AsyncCallback? requestCallback, object? state) =>
        BegunCall.Begin(ConnectAsync(addresses, port), requestCallback, state);

    /// <summary>Ends a BeginConnect.</summary>
    /// <param name="asyncResult">What it gave.</param>
    /// <exception cref="ArgumentException">The result is another member's, or null.</exception>
    /// <exception cref="SocketException">Why the connect failed.</exception>
    /// <exception cref="BlockingSwitchOutException">The connect has not ended, and here nothing may wait.</exception>
    /// <remarks>Parks until the connect has ended.</remarks>
    public void EndConnect(IAsyncResult asyncResult) => BegunCall.End(asyncResult, "GreenTcpClient.EndConnect", nameof(ConnectAsync));

    // No name is this machine's, which an end point cannot say.
    private static string HostOf(string hostname) => hostname.Length == 0 ? GreenDns.GetHostName() : hostname;

    private async ValueTask ActivateAsync(ValueTask connecting)
    {
        await connecting;
        Active = true;
    }
}
