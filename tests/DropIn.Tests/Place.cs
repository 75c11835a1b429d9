namespace Conformance;

/// <summary>Where a spec runs: what a call blocks there, and the kernel below.</summary>
public enum Place
{
    /// <summary>On a thread, which its calls block; the sockets are on the default system's hubs.</summary>
    Thread,

    /// <summary>In a greenlet of a hub over the Linux kernel: a thread greenlet, or an async one where the spec awaits.</summary>
    GreenletOnLinux,

    /// <summary>The same over the Portable kernel.</summary>
    GreenletOnPortable,
}
