using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Connecting, synchronously, and what every connect checks first.</content>
public sealed partial class GreenSocket
{
    /// <summary>Connects to an end point, as <see cref="ConnectAsync(EndPoint, CancellationToken)"/> does.</summary>
    /// <param name="remoteEP">An end point of the socket's family, or a <see cref="DnsEndPoint"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="remoteEP"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The socket listens, or was disconnected.</exception>
    /// <exception cref="NotSupportedException">The socket's family has no host names.</exception>
    /// <exception cref="SocketException">ConnectionRefused, NetworkUnreachable, HostNotFound, IsConnected …; WouldBlock: it is
    /// under way, and the socket is non-blocking; NotSocket: the socket was closed meanwhile.</exception>
    /// <exception cref="SocketTimeoutException">No answer within <see cref="SendTimeout"/> or
    /// <see cref="Timeout"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="ConnectAsync(EndPoint, CancellationToken)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until connected.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/connect.2.html">connect(2)</seealso>
    public void Connect(EndPoint remoteEP)
    {
        CheckConnect(remoteEP);
        ThrowIfDisconnected();
        ConnectNow(remoteEP);
    }

    /// <summary>Connects to an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <exception cref="NotSupportedException">The address is of a family that the socket does not speak.</exception>
    /// <exception cref="SocketException">As for <see cref="Connect(EndPoint)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until connected.</remarks>
    public void Connect(IPAddress address, int port)
    {
        CheckConnect(address, port);
        CheckSpeaks(address.AddressFamily);
        ThrowIfDisconnected();
        ConnectNow(new IPEndPoint(address, port));
    }

    /// <summary>Connects to a host by name. Several addresses race for it.</summary>
    /// <param name="host">A name, or an address in its text form.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <exception cref="NotSupportedException">The socket's family has no host names.</exception>
    /// <exception cref="SocketException">As for <see cref="Connect(EndPoint)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until connected.</remarks>
    public void Connect(string host, int port)
    {
        CheckConnect(host, port);
        EndPoint target = EndPointOf(host, port);
        CheckSpeaks(target);
        ThrowIfDisconnected();
        ConnectNow(target);
    }

    /// <summary>Connects to the first of several addresses that takes it: they race, as those of a name do.</summary>
    /// <param name="addresses">The addresses, at least one that the socket speaks.</param>
    /// <param name="port">The port, 1 to 65,535.</param>
    /// <exception cref="ArgumentException">None of them is of a family that the socket speaks.</exception>
    /// <exception cref="SocketException">As for <see cref="Connect(EndPoint)"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until connected.</remarks>
    public void Connect(IPAddress[] addresses, int port)
    {
        IPEndPoint[] targets = CheckConnect(addresses, port);
        if (targets.Length == 0)
        {
            throw new ArgumentException(NoneSpoken(addresses), nameof(addresses));
        }

        ThrowIfDisconnected();
        using var call = SynchronousCall.Begin("GreenSocket.Connect", nameof(ConnectAsync));
        try
        {
            var deadline = new Deadline(Hub, SynchronousLimitOfSend(SocketFlags.None));
            call.Wait(ConnectAsync($"{addresses.Length} addresses at port {port}", targets, deadline, CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(ConnectOperation.Name, SocketError.NotSocket);
        }
    }

    /// <summary>Connects, and gives the error instead of throwing it: connect_ex.</summary>
    /// <param name="remoteEP">An end point of the socket's family, or a <see cref="DnsEndPoint"/>.</param>
    /// <returns>As <see cref="ConnectExAsync"/>.</returns>
    /// <exception cref="SocketException">HostNotFound, TryAgain: the name could not be resolved.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    /// <exception cref="BlockingSwitchOutException">Called in an async greenlet or an actor of a hub: await
    /// <see cref="ConnectExAsync"/>.</exception>
    /// <remarks>Parks, or blocks a thread that is no hub, until connected.</remarks>
    /// <seealso href="https://docs.python.org/3/library/socket.html#socket.socket.connect_ex">gevent:
    /// socket.connect_ex</seealso>
    public SocketError ConnectEx(EndPoint remoteEP)
    {
        CheckConnect(remoteEP);
        using var call = SynchronousCall.Begin("GreenSocket.ConnectEx", nameof(ConnectExAsync));
        return call.Wait(ConnectExAsync(remoteEP));
    }

    private void ConnectNow(EndPoint remoteEP)
    {
        using var call = SynchronousCall.Begin("GreenSocket.Connect", nameof(ConnectAsync));
        try
        {
            call.Wait(ConnectAsync(remoteEP, SynchronousLimitOfSend(SocketFlags.None), CancellationToken.None));
        }
        catch (SocketException e) when (WasClosed(e))
        {
            throw ClosedUnder(ConnectOperation.Name, SocketError.NotSocket);
        }
    }

    private static EndPoint EndPointOf(string host, int port) =>
        IPAddress.TryParse(host, out IPAddress? address) ? new IPEndPoint(address, port) : new DnsEndPoint(host, port);

    private void CheckConnect(EndPoint remoteEP)
    {
        ThrowIfClosed(ConnectOperation.Name);
        ArgumentNullException.ThrowIfNull(remoteEP);
        ThrowIfListening();
        if (remoteEP is DnsEndPoint name)
        {
            CheckSpeaksIP();
            if (name.AddressFamily != AddressFamily.Unspecified)
            {
                CheckSpeaks(name.AddressFamily);
            }
        }
    }

    private void CheckConnect(IPAddress address, int port)
    {
        ThrowIfClosed(ConnectOperation.Name);
        ArgumentNullException.ThrowIfNull(address);
        CheckPort(port);
        ThrowIfListening();
    }

    private void CheckConnect(string host, int port)
    {
        ThrowIfClosed(ConnectOperation.Name);
        ArgumentNullException.ThrowIfNull(host);
        CheckPort(port);
        CheckSpeaksIP();
        ThrowIfListening();
    }

    private IPEndPoint[] CheckConnect(IPAddress[] addresses, int port)
    {
        ThrowIfClosed(ConnectOperation.Name);
        ArgumentNullException.ThrowIfNull(addresses);
        if (addresses.Length == 0)
        {
            throw new ArgumentException("connect: a list of addresses needs at least one.", nameof(addresses));
        }

        CheckPort(port);
        CheckSpeaksIP();
        ThrowIfListening();
        return [.. addresses.Where(Speaks).Select(address => new IPEndPoint(address, port))];
    }

    private string NoneSpoken(IPAddress[] addresses) =>
        $"connect: none of the {addresses.Length} addresses is of this socket's family, {AddressFamily}.";

    private void ThrowIfListening()
    {
        if (_socket.Phase == SocketPhase.Listening)
        {
            throw new InvalidOperationException($"connect {_socket}: it listens, and can only accept. Make another socket.");
        }
    }

    private void CheckSpeaksIP()
    {
        if (AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            throw new NotSupportedException($"connect: a socket of {AddressFamily} has no host names. Give it an end point.");
        }
    }

    private void CheckSpeaks(EndPoint remoteEP)
    {
        if (remoteEP is not DnsEndPoint)
        {
            CheckSpeaks(remoteEP.AddressFamily);
        }
    }

    private void CheckSpeaks(AddressFamily family)
    {
        if (!CanSpeak(family))
        {
            throw new NotSupportedException($"connect: the address is of family {family}, and the socket of {AddressFamily}.");
        }
    }

    // The BCL's rule: once disconnected, a socket connects again by an awaited call alone.
    private void ThrowIfDisconnected()
    {
        if (_disconnected is not null && !Connected)
        {
            throw new InvalidOperationException(
                $"connect {_socket}: the socket was disconnected. Await {nameof(ConnectAsync)}, or make another socket.");
        }
    }

    private static void CheckPort(int port)
    {
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            throw new ArgumentOutOfRangeException(nameof(port), port, "A port is from 0 to 65535.");
        }
    }
}
