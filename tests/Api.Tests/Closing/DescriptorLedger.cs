using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>
/// A real kernel that keeps a ledger of its descriptors: which are open, what was asked of each since it was opened, and
/// whatever was asked of one that is not. What it knows of a socket's identity in the system outlives the number.
/// </summary>
internal sealed class DescriptorLedger(IKernel inner) : PassThroughKernel(inner)
{
    private readonly IKernel _kernel = inner;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<string>> _open = [];
    private readonly HashSet<string> _identities = new(StringComparer.Ordinal);
    private readonly List<string> _mistakes = [];

    /// <summary>The numbers that are open.</summary>
    public int[] Open
    {
        get
        {
            lock (_gate)
            {
                return [.. _open.Keys.Order()];
            }
        }
    }

    /// <summary>Calls on, and closes of, numbers that were not open.</summary>
    public string[] Mistakes
    {
        get
        {
            lock (_gate)
            {
                return [.. _mistakes];
            }
        }
    }

    /// <summary>What was tried on a number since it was opened: receive, send, accept, connect …</summary>
    public string[] CallsOn(int number)
    {
        lock (_gate)
        {
            return [.. _open[number]];
        }
    }

    /// <summary>
    /// Which of the sockets that were ever opened here this process still holds, by whatever descriptor: each has an
    /// identity of its own, so other tests' do not matter.
    /// </summary>
    public string[] StillHeld()
    {
        string[] held = [.. SocketIdentities.Held()];
        lock (_gate)
        {
            return [.. held.Where(_identities.Contains)];
        }
    }

    public override KernelResult Receive(int descriptor, Span<byte> buffer, SocketFlags flags)
    {
        Note(descriptor, "receive");
        return base.Receive(descriptor, buffer, flags);
    }

    public override KernelResult ReceiveFrom(int descriptor, Span<byte> buffer, SocketFlags flags, out KernelAddress sender)
    {
        Note(descriptor, "receive-from");
        return base.ReceiveFrom(descriptor, buffer, flags, out sender);
    }

    public override KernelResult Send(int descriptor, ReadOnlySpan<byte> buffer, SocketFlags flags)
    {
        Note(descriptor, "send");
        return base.Send(descriptor, buffer, flags);
    }

    public override KernelResult Accept(int descriptor, out KernelAddress peer)
    {
        Note(descriptor, "accept");
        return base.Accept(descriptor, out peer);
    }

    public override KernelResult Connect(int descriptor, in KernelAddress address)
    {
        Note(descriptor, "connect");
        return base.Connect(descriptor, address);
    }

    public override KernelResult FinishConnect(int descriptor)
    {
        Note(descriptor, "connect");
        return base.FinishConnect(descriptor);
    }

    protected override KernelResult Opened(KernelResult result)
    {
        if (result.IsOk)
        {
            lock (_gate)
            {
                _open[result.Value] = [];
            }

            Identify(result.Value);
        }

        return result;
    }

    protected override int Checked(int descriptor)
    {
        lock (_gate)
        {
            if (!_open.ContainsKey(descriptor))
            {
                _mistakes.Add($"a call on {descriptor}, which is not open:{Environment.NewLine}{Environment.StackTrace}");
            }
        }

        return descriptor;
    }

    protected override int Closing(int descriptor)
    {
        Checked(descriptor);
        Identify(descriptor); // a socket may have been replaced below its number
        lock (_gate)
        {
            _open.Remove(descriptor);
        }

        return descriptor;
    }

    private void Note(int descriptor, string call)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(descriptor, out List<string>? calls))
            {
                calls.Add(call);
            }
        }
    }

    private void Identify(int number)
    {
        KernelResult handle = _kernel.GetHandle(number);
        if (handle.IsOk && SocketIdentities.Of(handle.Value) is { } identity)
        {
            lock (_gate)
            {
                _identities.Add(identity);
            }
        }
    }
}
