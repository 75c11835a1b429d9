using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// Translates between the seam's <see cref="Errno"/> and .NET's <see cref="SocketError"/>, as the BCL does on Unix.
/// </summary>
internal static class SocketErrors
{
    private static readonly (Errno Errno, SocketError Error)[] Pairs =
    [
        (Errno.None, SocketError.Success),
        (Errno.Acces, SocketError.AccessDenied),
        (Errno.Perm, SocketError.AccessDenied),
        (Errno.AddrInUse, SocketError.AddressAlreadyInUse),
        (Errno.AddrNotAvail, SocketError.AddressNotAvailable),
        (Errno.AfNoSupport, SocketError.AddressFamilyNotSupported),
        (Errno.Again, SocketError.WouldBlock),
        (Errno.Already, SocketError.AlreadyInProgress),
        (Errno.BadF, SocketError.OperationAborted),
        (Errno.Canceled, SocketError.OperationAborted),
        (Errno.ConnAborted, SocketError.ConnectionAborted),
        (Errno.ConnRefused, SocketError.ConnectionRefused),
        (Errno.ConnReset, SocketError.ConnectionReset),
        (Errno.Pipe, SocketError.Shutdown),
        (Errno.DestAddrReq, SocketError.DestinationAddressRequired),
        (Errno.Fault, SocketError.Fault),
        (Errno.HostDown, SocketError.HostDown),
        (Errno.HostUnreach, SocketError.HostUnreachable),
        (Errno.NoEnt, SocketError.AddressNotAvailable),
        (Errno.InProgress, SocketError.InProgress),
        (Errno.Intr, SocketError.Interrupted),
        (Errno.Inval, SocketError.InvalidArgument),
        (Errno.IsConn, SocketError.IsConnected),
        (Errno.MFile, SocketError.TooManyOpenSockets),
        (Errno.NFile, SocketError.TooManyOpenSockets),
        (Errno.MsgSize, SocketError.MessageSize),
        (Errno.NetDown, SocketError.NetworkDown),
        (Errno.NetReset, SocketError.NetworkReset),
        (Errno.NetUnreach, SocketError.NetworkUnreachable),
        (Errno.NoBufs, SocketError.NoBufferSpaceAvailable),
        (Errno.NoMem, SocketError.NoBufferSpaceAvailable),
        (Errno.NoProtoOpt, SocketError.ProtocolOption),
        (Errno.NotConn, SocketError.NotConnected),
        (Errno.NotSock, SocketError.NotSocket),
        (Errno.OpNotSupp, SocketError.OperationNotSupported),
        (Errno.PfNoSupport, SocketError.ProtocolFamilyNotSupported),
        (Errno.ProtoNoSupport, SocketError.ProtocolNotSupported),
        (Errno.ProtoType, SocketError.ProtocolType),
        (Errno.Shutdown, SocketError.Disconnecting),
        (Errno.SockTNoSupport, SocketError.SocketNotSupported),
        (Errno.TimedOut, SocketError.TimedOut),
    ];

    private static readonly Dictionary<Errno, SocketError> ToError = Pairs.ToDictionary(p => p.Errno, p => p.Error);

    // The first pair of an error wins: it is the number that the manual pages name for it.
    private static readonly Dictionary<SocketError, Errno> ToNumber =
        Pairs.GroupBy(p => p.Error).ToDictionary(g => g.Key, g => g.First().Errno);

    /// <summary>
    /// The .NET error for <paramref name="errno"/>; <see cref="SocketError.SocketError"/> where .NET has none.
    /// </summary>
    public static SocketError ToSocketError(this Errno errno) => ToError.GetValueOrDefault(errno, SocketError.SocketError);

    /// <summary>The number for <paramref name="error"/>; <see cref="Errno.IO"/> where there is none.</summary>
    public static Errno ToErrno(this SocketError error) => error switch
    {
        SocketError.IOPending => Errno.Again,
        SocketError.OperationAborted or SocketError.Interrupted => Errno.Canceled,
        _ => ToNumber.GetValueOrDefault(error, Errno.IO),
    };
}
