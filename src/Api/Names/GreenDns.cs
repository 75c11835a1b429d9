using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>
/// The members of <see cref="Dns"/>, by the <see cref="Greensock.Resolver"/> of this hub's system; outside any hub, of the
/// default system. <see cref="Bsd"/> has the functions of getaddrinfo(3) and its kin, which tell more.
/// </summary>
/// <remarks>
/// <para><b>Thread.</b> Any. A synchronous member blocks what calls it: a thread greenlet alone, or a thread that is no hub.
/// In an async greenlet and in an actor of a hub it throws <see cref="BlockingSwitchOutException"/>, always.</para>
/// <para><b>Errors.</b> A name that is not known is a <see cref="SocketException"/> with
/// <see cref="SocketError.HostNotFound"/>, as is one that has no address of the family that was asked for; the
/// <see cref="AddressInfoException"/> that it is says more.</para>
/// </remarks>
/// <seealso href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">getaddrinfo(3)</seealso>
public static partial class GreenDns
{
    /// <summary>This machine's name.</summary>
    /// <remarks>Does not park.</remarks>
    /// <seealso href="https://man7.org/linux/man-pages/man2/gethostname.2.html">gethostname(2)</seealso>
    public static string GetHostName() => Bsd.GetHostName();

    /// <summary>The addresses of a host.</summary>
    /// <param name="hostNameOrAddress">A name of at most 255 characters; an address in text form, which is its own; or nothing
    /// for this machine.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="GetHostAddressesAsync(string)"/>.</exception>
    /// <remarks>Parks.</remarks>
    public static IPAddress[] GetHostAddresses(string hostNameOrAddress) =>
        GetHostAddresses(hostNameOrAddress, AddressFamily.Unspecified);

    /// <summary>The addresses of a host that are of one family.</summary>
    /// <param name="hostNameOrAddress">A name, an address in text form, or nothing for this machine.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <returns>The addresses; none for an address of the other family.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery; AddressFamilyNotSupported.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="GetHostAddressesAsync(string, AddressFamily, CancellationToken)"/>.</exception>
    /// <remarks>Parks.</remarks>
    public static IPAddress[] GetHostAddresses(string hostNameOrAddress, AddressFamily family)
    {
        ArgumentNullException.ThrowIfNull(hostNameOrAddress);
        var question = HostQuestion.About(hostNameOrAddress, nameof(hostNameOrAddress));
        using var call = SynchronousCall.Begin("GreenDns.GetHostAddresses", nameof(GetHostAddressesAsync));
        return call.Wait(question.AddressesAsync(family, CancellationToken.None));
    }

    /// <summary>The addresses of a host.</summary>
    /// <param name="hostNameOrAddress">A name, an address in text form, or nothing for this machine.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">In the task: HostNotFound, TryAgain, NoRecovery.</exception>
    /// <remarks>Parks while something is looked up.</remarks>
    public static Task<IPAddress[]> GetHostAddressesAsync(string hostNameOrAddress) =>
        AddressesAsync(hostNameOrAddress, AddressFamily.Unspecified, CancellationToken.None);

    /// <summary>The addresses of a host.</summary>
    /// <param name="hostNameOrAddress">A name, an address in text form, or nothing for this machine.</param>
    /// <param name="cancellationToken">Ends the wait; a lookup in the system goes on by itself.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">In the task: HostNotFound, TryAgain, NoRecovery.</exception>
    /// <remarks>Parks while something is looked up.</remarks>
    public static Task<IPAddress[]> GetHostAddressesAsync(string hostNameOrAddress, CancellationToken cancellationToken) =>
        AddressesAsync(hostNameOrAddress, AddressFamily.Unspecified, cancellationToken);

    /// <summary>The addresses of a host that are of one family.</summary>
    /// <param name="hostNameOrAddress">A name, an address in text form, or nothing for this machine.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <param name="cancellationToken">Ends the wait; a lookup in the system goes on by itself.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">In the task: HostNotFound, TryAgain, NoRecovery; AddressFamilyNotSupported.</exception>
    /// <remarks>Parks while something is looked up.</remarks>
    public static Task<IPAddress[]> GetHostAddressesAsync(
        string hostNameOrAddress, AddressFamily family, CancellationToken cancellationToken = default) =>
        AddressesAsync(hostNameOrAddress, family, cancellationToken);

    // The parameter's name is the one that the BCL's awaitable members complain of.
    private static Task<IPAddress[]> AddressesAsync(string hostName, AddressFamily family, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hostName);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<IPAddress[]>(cancellationToken)
            : HostQuestion.About(hostName, nameof(hostName)).AddressesAsync(family, cancellationToken).AsTask();
    }
}
