using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>What the BCL keeps for programs of the year 2002, with the quirks that these may know.</content>
public static partial class GreenDns
{
    /// <summary>As <see cref="GetHostEntry(string)"/>, but an address in text form is a host by itself.</summary>
    /// <param name="hostName">A name, or an address in text form.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait.</exception>
    /// <remarks>Parks.</remarks>
    [Obsolete("GetHostByName is obsolete in the BCL. Use GetHostEntry.")]
    public static IPHostEntry GetHostByName(string hostName)
    {
        ArgumentNullException.ThrowIfNull(hostName);
        using var call = SynchronousCall.Begin("GreenDns.GetHostByName", nameof(GetHostEntryAsync));
        return call.Wait(ByNameAsync(hostName));
    }

    /// <summary>As <see cref="GetHostEntry(IPAddress)"/>, for an address in text form.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ArgumentNullException">The address is null.</exception>
    /// <exception cref="FormatException">It is none.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait.</exception>
    /// <remarks>Parks.</remarks>
    [Obsolete("GetHostByAddress is obsolete in the BCL. Use GetHostEntry.")]
    public static IPHostEntry GetHostByAddress(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return GetHostByAddress(IPAddress.Parse(address));
    }

    /// <summary>As <see cref="GetHostEntry(IPAddress)"/>.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ArgumentNullException">The address is null.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait.</exception>
    /// <remarks>Parks.</remarks>
    [Obsolete("GetHostByAddress is obsolete in the BCL. Use GetHostEntry.")]
    public static IPHostEntry GetHostByAddress(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var call = SynchronousCall.Begin("GreenDns.GetHostByAddress", nameof(GetHostEntryAsync));
        return call.Wait(HostQuestion.EntryAsync(address, AddressFamily.Unspecified, CancellationToken.None));
    }

    /// <summary>As <see cref="GetHostEntry(string)"/>, but an address whose host nobody knows is a host by itself.</summary>
    /// <param name="hostName">A name, or an address in text form.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery.</exception>
    /// <exception cref="BlockingSwitchOutException">Here nothing may wait.</exception>
    /// <remarks>Parks.</remarks>
    [Obsolete("Resolve is obsolete in the BCL. Use GetHostEntry.")]
    public static IPHostEntry Resolve(string hostName)
    {
        ArgumentNullException.ThrowIfNull(hostName);
        using var call = SynchronousCall.Begin("GreenDns.Resolve", nameof(GetHostEntryAsync));
        return call.Wait(ResolvedAsync(hostName));
    }

    /// <summary>Begins <see cref="GetHostByName"/>.</summary>
    /// <param name="hostName">A name, or an address in text form.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="stateObject">The state of the result.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <remarks>Does not park.</remarks>
    [Obsolete("BeginGetHostByName is obsolete in the BCL. Use BeginGetHostEntry.")]
    public static IAsyncResult BeginGetHostByName(string hostName, AsyncCallback? requestCallback, object? stateObject)
    {
        ArgumentNullException.ThrowIfNull(hostName);
        _ = HostQuestion.About(hostName, nameof(hostName));
        return BegunCall.Begin(ByNameAsync(hostName).AsTask(), requestCallback, stateObject);
    }

    /// <summary>Ends <see cref="BeginGetHostByName"/>.</summary>
    /// <param name="asyncResult">What it gave.</param>
    /// <exception cref="ArgumentException">The result is another member's, or null.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery.</exception>
    /// <exception cref="BlockingSwitchOutException">The lookup has not ended, and here nothing may wait.</exception>
    /// <remarks>Parks until the lookup has ended.</remarks>
    [Obsolete("EndGetHostByName is obsolete in the BCL. Use EndGetHostEntry.")]
    public static IPHostEntry EndGetHostByName(IAsyncResult asyncResult) =>
        BegunCall.End<IPHostEntry>(asyncResult, "GreenDns.EndGetHostByName", nameof(GetHostEntryAsync));

    /// <summary>Begins <see cref="Resolve"/>.</summary>
    /// <param name="hostName">A name, or an address in text form.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="stateObject">The state of the result.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <remarks>Does not park.</remarks>
    [Obsolete("BeginResolve is obsolete in the BCL. Use BeginGetHostEntry.")]
    public static IAsyncResult BeginResolve(string hostName, AsyncCallback? requestCallback, object? stateObject)
    {
        ArgumentNullException.ThrowIfNull(hostName);
        return BegunCall.Begin(ResolvedAsync(hostName).AsTask(), requestCallback, stateObject);
    }

    /// <summary>Ends <see cref="BeginResolve"/>.</summary>
    /// <param name="asyncResult">What it gave.</param>
    /// <exception cref="ArgumentException">The result is another member's, or null.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery.</exception>
    /// <exception cref="BlockingSwitchOutException">The lookup has not ended, and here nothing may wait.</exception>
    /// <remarks>Parks until the lookup has ended.</remarks>
    [Obsolete("EndResolve is obsolete in the BCL. Use EndGetHostEntry.")]
    public static IPHostEntry EndResolve(IAsyncResult asyncResult) =>
        BegunCall.End<IPHostEntry>(asyncResult, "GreenDns.EndResolve", nameof(GetHostEntryAsync));

    private static async ValueTask<IPHostEntry> ByNameAsync(string hostName)
    {
        var question = HostQuestion.AboutAny(hostName);
        return question.Address is { } address
            ? HostQuestion.EntryOf(address)
            : await question.EntryAsync(AddressFamily.Unspecified, CancellationToken.None);
    }

    private static async ValueTask<IPHostEntry> ResolvedAsync(string hostName)
    {
        var question = HostQuestion.AboutAny(hostName);
        try
        {
            return await question.EntryAsync(AddressFamily.Unspecified, CancellationToken.None);
        }
        catch (SocketException) when (question.Address is not null)
        {
            return HostQuestion.EntryOf(question.Address);
        }
    }
}
