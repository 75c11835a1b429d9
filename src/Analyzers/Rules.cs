using Microsoft.CodeAnalysis;

namespace Akka.Greensock.Analyzers;

/// <summary>What the analyzers report. Each rule has its section in docs/reference/analyzers.md.</summary>
internal static class Rules
{
    public const string SynchronousCallId = "GS0001";
    public const string ConfigureAwaitId = "GS0002";
    public const string BlockingCallId = "GS0003";

    private const string Category = "Usage";

    public static readonly DiagnosticDescriptor SynchronousCall = new(
        SynchronousCallId,
        "Synchronous Greensock call in asynchronous code",
        "'{0}' waits: in an async greenlet or an actor it always throws BlockingSwitchOutException, and elsewhere it blocks the thread; " +
        "await {1} instead",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Nothing on a hub's thread may wait but a thread greenlet. A synchronous member that waits is refused in async " +
        "greenlets and in actors of a hub, whether or not there would have been something to wait for.");

    public static readonly DiagnosticDescriptor ConfigureAwait = new(
        ConfigureAwaitId,
        "ConfigureAwait leaves the hub",
        "'{0}' leaves the hub: what comes after the await runs on the thread pool, beside the other greenlets; await without it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The greenlet is the synchronization context of its body: that is how every await comes home to its hub. An await " +
        "that does not continue on the captured context goes on outside of the greenlet, at the same time as the hub.");

    public static readonly DiagnosticDescriptor BlockingCall = new(
        BlockingCallId,
        "Blocking call in a greenlet",
        "'{0}' stops the hub, and with it every other greenlet and socket on it, until it returns; {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A greenlet lets others run only where it parks. A thread that sleeps or waits for a task does not park, and if " +
        "what it waits for needs the hub, neither of them ever goes on.");
}
