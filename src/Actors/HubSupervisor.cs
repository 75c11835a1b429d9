using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Greensock.Protocol;

namespace Akka.Greensock;

/// <summary>The parent of every socket actor of one hub, and an actor of that hub itself.</summary>
internal sealed class HubSupervisor(HubPort port) : UntypedActor, IHouseActor
{
    protected override void PreStart()
    {
        if (Hub.Current == port.Hub)
        {
            port.Open(Context);
            return;
        }

        // Akka calls no PostStop where PreStart throws.
        port.Close();
        Invariant.Holds(port.Hub.IsStopping, $"the supervisor of {port.Hub} runs on it");
        Context.Stop(Self);
    }

    protected override void PostStop() => port.Close();

    /// <summary>
    /// A socket whose code failed ends: its descriptor cannot be reborn. Connections are restarted, sockets are not.
    /// </summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Connect { RemoteEndPoint: IPEndPoint endPoint } connect:
                Attempt(connect, Sender, [KernelAddress.FromEndPoint(endPoint)]);
                break;
            case Connect { RemoteEndPoint: DnsEndPoint name } connect:
                Resolve(connect, name, Sender);
                break;
            case Connect connect:
                Sender.Tell(new ConnectFailed(
                    connect,
                    SocketError.AddressFamilyNotSupported,
                    $"connect {connect.RemoteEndPoint}: give an IPEndPoint or a DnsEndPoint."));
                break;
            case Resolved { Addresses: { } addresses } resolved:
                Attempt(resolved.Command, resolved.Commander, addresses);
                break;
            case Resolved resolved:
                resolved.Commander.Tell(new ConnectFailed(resolved.Command, resolved.Error, resolved.Failure!));
                break;
            case ConnectAttempt attempt:
                Attempt(attempt);
                break;
            case Listen listen:
                StartListening(listen);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Resolve(Connect connect, DnsEndPoint name, IActorRef commander) =>
        BlockingResolver.Now(
            () => port.Owner.Resolver.GetAddrInfoAsync(
                name.Host, null, new AddressInfoHints(name.AddressFamily, SocketType.Stream), default),
            default).Unwrap().PipeTo(
            Self,
            success: found => new Resolved(
                connect,
                commander,
                [.. found.Select(one => KernelAddress.FromEndPoint(new IPEndPoint(one.EndPoint.Address, name.Port)))],
                SocketError.Success,
                null),
            failure: e => new Resolved(
                connect,
                commander,
                null,
                (e.GetBaseException() as SocketException)?.SocketErrorCode ?? SocketError.HostNotFound,
                $"connect {name.Host}:{name.Port}: {e.GetBaseException().Message}"));

    private void Attempt(Connect connect, IActorRef commander, IReadOnlyList<KernelAddress> addresses) =>
        Attempt(new ConnectAttempt(
            connect, commander, addresses, connect.Timeout ?? port.Owner.Settings.ConnectTimeout, Errno.AddrNotAvail));

    private void Attempt(ConnectAttempt attempt)
    {
        if (attempt.Addresses.Count == 0)
        {
            Fail(attempt, attempt.LastFailure);
            return;
        }

        Errno errno = Make(attempt.Address.Family, attempt.Command.LocalEndPoint, out OwnedSocket? socket);
        if (errno == Errno.None)
        {
            socket!.Actor!.Tell(attempt);
        }
        else
        {
            Self.Tell(attempt.After(errno));
        }
    }

    private static void Fail(ConnectAttempt attempt, Errno errno) => attempt.Commander.Tell(new ConnectFailed(
        attempt.Command, errno.ToSocketError(), SocketErrorText.Describe("connect", $"to {attempt.Command.RemoteEndPoint}", errno)));

    private void StartListening(Listen listen)
    {
        OwnedSocket? socket = null;
        Errno errno = listen.LocalEndPoint is null || listen.Handler is null || listen.Backlog is < 1 or > 65_535
            ? Errno.Inval
            : Make(listen.LocalEndPoint.AddressFamily, listen.LocalEndPoint, out socket);
        if (errno == Errno.None)
        {
            errno = socket!.TryListen(listen.Backlog);
        }

        if (errno == Errno.None)
        {
            socket!.Actor!.Forward(listen);
            return;
        }

        socket?.Close();
        Sender.Tell(new ListenFailed(
            listen, errno.ToSocketError(), SocketErrorText.Describe("listen", $"on {listen.LocalEndPoint}", errno)));
    }

    /// <summary>Makes a socket with its actor, bound where that is asked for.</summary>
    private Errno Make(AddressFamily family, IPEndPoint? bound, out OwnedSocket? socket)
    {
        socket = null;
        KernelResult made = port.Hub.Kernel.Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (!made.IsOk)
        {
            return made.Errno;
        }

        if (family == AddressFamily.InterNetworkV6)
        {
            // One kernel makes it dual and the other does not; as the BCL has it, IPv6 is IPv6 alone.
            port.Hub.Kernel.SetOption(made.Value, SocketOptionLevel.IPv6, SocketOptionName.IPv6Only, 1);
        }

        socket = new OwnedSocket(port, made.Value, new SocketDescription(family, SocketType.Stream, ProtocolType.Tcp), SocketPhase.Open);
        if (!port.TryAdopt(socket))
        {
            socket = null;
            return Errno.Canceled;
        }

        Errno errno = bound is null ? Errno.None : socket.TryBind(KernelAddress.FromEndPoint(bound));
        if (errno != Errno.None)
        {
            socket.Close();
            socket = null;
        }

        return errno;
    }

    /// <summary>What became of a name.</summary>
    private sealed record Resolved(
        Connect Command,
        IActorRef Commander,
        IReadOnlyList<KernelAddress>? Addresses,
        SocketError Error,
        string? Failure) : IGreensockMessage;
}
