using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <content>Begin… and End….</content>
public static partial class GreenDns
{
    /// <summary>Begins <see cref="GetHostAddresses(string)"/>.</summary>
    /// <param name="hostNameOrAddress">A name, an address in text form, or nothing for this machine.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="state">The state of the result.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <remarks>Does not park.</remarks>
    public static IAsyncResult BeginGetHostAddresses(string hostNameOrAddress, AsyncCallback? requestCallback, object? state) =>
        BegunCall.Begin(GetHostAddressesAsync(hostNameOrAddress), requestCallback, state);

    /// <summary>Ends <see cref="BeginGetHostAddresses"/>.</summary>
    /// <param name="asyncResult">What it gave.</param>
    /// <exception cref="ArgumentException">The result is another member's, or null.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery.</exception>
    /// <exception cref="BlockingSwitchOutException">The lookup has not ended, and here nothing may wait.</exception>
    /// <remarks>Parks until the lookup has ended.</remarks>
    public static IPAddress[] EndGetHostAddresses(IAsyncResult asyncResult) =>
        BegunCall.End<IPAddress[]>(asyncResult, "GreenDns.EndGetHostAddresses", nameof(GetHostAddressesAsync));

    /// <summary>Begins <see cref="GetHostEntry(string)"/>.</summary>
    /// <param name="hostNameOrAddress">A name, an address in text form, whose host is meant, or nothing for this machine.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="stateObject">The state of the result.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <remarks>Does not park.</remarks>
    public static IAsyncResult BeginGetHostEntry(string hostNameOrAddress, AsyncCallback? requestCallback, object? stateObject) =>
        BegunCall.Begin(GetHostEntryAsync(hostNameOrAddress), requestCallback, stateObject);

    /// <summary>Begins <see cref="GetHostEntry(IPAddress)"/>.</summary>
    /// <param name="address">The address.</param>
    /// <param name="requestCallback">Called once it has ended; null for nothing.</param>
    /// <param name="stateObject">The state of the result.</param>
    /// <exception cref="ArgumentNullException">The address is null.</exception>
    /// <exception cref="ArgumentException">It is the any address.</exception>
    /// <remarks>Does not park.</remarks>
    public static IAsyncResult BeginGetHostEntry(IPAddress address, AsyncCallback? requestCallback, object? stateObject) =>
        BegunCall.Begin(GetHostEntryAsync(address), requestCallback, stateObject);

    /// <summary>Ends a BeginGetHostEntry.</summary>
    /// <param name="asyncResult">What it gave.</param>
    /// <exception cref="ArgumentException">The result is another member's, or null.</exception>
    /// <exception cref="SocketException">HostNotFound, TryAgain, NoRecovery.</exception>
    /// <exception cref="BlockingSwitchOutException">The lookup has not ended, and here nothing may wait.</exception>
    /// <remarks>Parks until the lookup has ended.</remarks>
    public static IPHostEntry EndGetHostEntry(IAsyncResult asyncResult) =>
        BegunCall.End<IPHostEntry>(asyncResult, "GreenDns.EndGetHostEntry", nameof(GetHostEntryAsync));
}
