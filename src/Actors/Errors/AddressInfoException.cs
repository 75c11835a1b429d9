using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// A name, an address or a service could not be looked up. <see cref="Error"/> says why in the words of getaddrinfo(3);
/// <see cref="SocketException.SocketErrorCode"/> says it in .NET's: HostNotFound, TryAgain, NoRecovery, NoData …
/// </summary>
/// <seealso href="https://docs.python.org/3/library/socket.html#socket.gaierror">gevent: socket.gaierror,
/// socket.herror</seealso>
public sealed class AddressInfoException : SocketException
{
    /// <summary>A lookup failed.</summary>
    /// <param name="message">What was looked up, why it failed, what to do.</param>
    /// <param name="error">The EAI code; not None.</param>
    /// <param name="hostError">The h_errno of gethostbyname_ex and gethostbyaddr; None for every other lookup.</param>
    public AddressInfoException(string message, AddressInfoError error, HostLookupError hostError = HostLookupError.None)
        : base((int)ToSocketError(error), message)
    {
        Error = error;
        HostError = hostError;
    }

    /// <summary>Why it failed.</summary>
    public AddressInfoError Error { get; }

    /// <summary>
    /// Why gethostbyname_ex or gethostbyaddr failed, where it was they and not the lookup of a name before them; None
    /// otherwise.
    /// </summary>
    public HostLookupError HostError { get; }

    private static SocketError ToSocketError(AddressInfoError error) => error switch
    {
        AddressInfoError.BadFlags => SocketError.InvalidArgument,
        AddressInfoError.NoName or AddressInfoError.AddressFamily or AddressInfoError.Overflow => SocketError.HostNotFound,
        AddressInfoError.TryAgain => SocketError.TryAgain,
        AddressInfoError.Fail => SocketError.NoRecovery,
        AddressInfoError.NoData => SocketError.NoData,
        AddressInfoError.Family => SocketError.AddressFamilyNotSupported,
        AddressInfoError.SocketType => SocketError.SocketNotSupported,
        AddressInfoError.Service => SocketError.TypeNotFound, // WSATYPE_NOT_FOUND: "the specified class was not found"
        AddressInfoError.Memory => SocketError.NoBufferSpaceAvailable,
        AddressInfoError.Canceled => SocketError.OperationAborted,
        _ => SocketError.SocketError,
    };
}
