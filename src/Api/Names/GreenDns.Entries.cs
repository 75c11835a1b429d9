using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>A host's name together with its addresses.</content>
public static partial class GreenDns
{
    /// <summary>The host of an address: its name, and all of its addresses.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The host, never with aliases; without addresses where its name leads nowhere.</returns>
    /// <exception cref="ArgumentNullException">The address is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">HostNotFound: nobody knows its name. TryAgain, NoRecovery.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="GetHostEntryAsync(IPAddress)"/>.</exception>
    /// <remarks>Parks.</remarks>
    public static IPHostEntry GetHostEntry(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        HostQuestion.RefuseUnspecified(address, nameof(address));
        using var call = SynchronousCall.Begin("GreenDns.GetHostEntry", nameof(GetHostEntryAsync));
        return call.Wait(HostQuestion.EntryAsync(address, AddressFamily.Unspecified, CancellationToken.None));
    }

    /// <summary>A host's canonical name and its addresses.</summary>
    /// <param name="hostNameOrAddress">A name of at most 255 characters; an address in text form, whose host is meant; or
    /// nothing for this machine.</param>
    /// <returns>The host, never with aliases.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="GetHostEntryAsync(string)"/>.</exception>
    /// <remarks>Parks.</remarks>
    public static IPHostEntry GetHostEntry(string hostNameOrAddress) => GetHostEntry(hostNameOrAddress, AddressFamily.Unspecified);

    /// <summary>A host's canonical name and its addresses of one family.</summary>
    /// <param name="hostNameOrAddress">A name, an address in text form, whose host is meant, or nothing for this machine.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <returns>The host, never with aliases.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery; AddressFamilyNotSupported.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait: await
    /// <see cref="GetHostEntryAsync(string, AddressFamily, CancellationToken)"/>.</exception>
    /// <remarks>Parks.</remarks>
    public static IPHostEntry GetHostEntry(string hostNameOrAddress, AddressFamily family)
    {
        ArgumentNullException.ThrowIfNull(hostNameOrAddress);
        var question = HostQuestion.About(hostNameOrAddress, nameof(hostNameOrAddress));
        using var call = SynchronousCall.Begin("GreenDns.GetHostEntry", nameof(GetHostEntryAsync));
        return call.Wait(question.EntryAsync(family, CancellationToken.None));
    }

    /// <summary>The host of an address: its name, and all of its addresses.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ArgumentNullException">The address is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">In the task: HostNotFound, TryAgain, NoRecovery.</exception>
    /// <remarks>Parks while something is looked up.</remarks>
    public static Task<IPHostEntry> GetHostEntryAsync(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        HostQuestion.RefuseUnspecified(address, nameof(address));
        return HostQuestion.EntryAsync(address, AddressFamily.Unspecified, CancellationToken.None).AsTask();
    }

    /// <summary>A host's canonical name and its addresses.</summary>
    /// <param name="hostNameOrAddress">A name, an address in text form, whose host is meant, or nothing for this machine.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">In the task: HostNotFound, TryAgain, NoRecovery.</exception>
    /// <remarks>Parks while something is looked up.</remarks>
    public static Task<IPHostEntry> GetHostEntryAsync(string hostNameOrAddress) =>
        EntryAsync(hostNameOrAddress, AddressFamily.Unspecified, CancellationToken.None);

    /// <summary>A host's canonical name and its addresses.</summary>
    /// <param name="hostNameOrAddress">A name, an address in text form, whose host is meant, or nothing for this machine.</param>
    /// <param name="cancellationToken">Ends the wait; a lookup in the system goes on by itself.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">In the task: HostNotFound, TryAgain, NoRecovery.</exception>
    /// <remarks>Parks while something is looked up.</remarks>
    public static Task<IPHostEntry> GetHostEntryAsync(string hostNameOrAddress, CancellationToken cancellationToken) =>
        EntryAsync(hostNameOrAddress, AddressFamily.Unspecified, cancellationToken);

    /// <summary>A host's canonical name and its addresses of one family.</summary>
    /// <param name="hostNameOrAddress">A name, an address in text form, whose host is meant, or nothing for this machine.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <param name="cancellationToken">Ends the wait; a lookup in the system goes on by itself.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <exception cref="SocketException">In the task: HostNotFound, TryAgain, NoRecovery; AddressFamilyNotSupported.</exception>
    /// <remarks>Parks while something is looked up.</remarks>
    public static Task<IPHostEntry> GetHostEntryAsync(
        string hostNameOrAddress, AddressFamily family, CancellationToken cancellationToken = default) =>
        EntryAsync(hostNameOrAddress, family, cancellationToken);

    private static Task<IPHostEntry> EntryAsync(string hostName, AddressFamily family, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hostName);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<IPHostEntry>(cancellationToken)
            : HostQuestion.About(hostName, nameof(hostName)).EntryAsync(family, cancellationToken).AsTask();
    }
}
