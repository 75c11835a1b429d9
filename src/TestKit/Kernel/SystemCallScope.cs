namespace Akka.Greensock.TestKit;

/// <summary>
/// A system call from its start to its end: the network's gate is held, the rules are asked, the descriptor is looked up, and what
/// it set in motion without delay arrives before it returns.
/// </summary>
internal ref struct SystemCallScope
{
    private readonly SimulatedKernel _kernel;
    private readonly SystemCall _call;
    private readonly int _descriptor;
    private readonly KernelResult _failure;

    /// <summary>Begins a call on a descriptor; -1 for one that needs none.</summary>
    public SystemCallScope(SimulatedKernel kernel, SystemCall call, int descriptor)
    {
        _kernel = kernel;
        _call = call;
        _descriptor = descriptor;
        SimulatedNetwork network = kernel.Host.Network;
        Monitor.Enter(network.Gate);
        network.CatchUp();
        Limit = int.MaxValue;
        Errno errno = Errno.None;
        if (descriptor >= 0 || call is not (SystemCall.Socket or SystemCall.SocketPair or SystemCall.Pipe or SystemCall.UnixName))
        {
            File = kernel.Find(descriptor);
            errno = File is null ? Errno.BadF : Errno.None;
        }

        if (errno == Errno.None && kernel.IsDead)
        {
            errno = Errno.NetDown;
        }

        if (errno == Errno.None && network.HasCallRules)
        {
            SystemCallVerdict verdict = Judge(network, kernel.Host, call, descriptor);
            errno = verdict.Errno;
            if (verdict.Limit != int.MaxValue && IsOfBytes(call, File))
            {
                Limit = verdict.Limit;
                IsShort = true;
            }
        }

        if (errno != Errno.None)
        {
            _failure = KernelResult.Fail(errno);
            network.Log.Call(kernel.Host, call, descriptor, _failure);
            if (_failure.WouldBlock)
            {
                File?.Notify(File.Level); // who is told to wait is promised an event
            }
        }
    }

    /// <summary>What the descriptor stands for.</summary>
    public SimulatedFile? File { get; }

    /// <summary>How many bytes it may move at the most; a rule may say so.</summary>
    public int Limit { get; }

    /// <summary>A rule cuts it short: what it leaves has to be announced again.</summary>
    public bool IsShort { get; }

    /// <summary>The call fails before it begins.</summary>
    public readonly bool Fails(out KernelResult failure)
    {
        failure = _failure;
        return !failure.IsOk;
    }

    /// <summary>The same for a call on a socket.</summary>
    public readonly bool Fails(out KernelResult failure, out SimulatedSocket socket)
    {
        socket = (File as SimulatedSocket)!;
        failure = _failure;
        if (failure.IsOk && socket is null)
        {
            failure = End(KernelResult.Fail(Errno.NotSock));
        }

        return !failure.IsOk;
    }

    /// <summary>The call has its answer.</summary>
    public readonly KernelResult End(KernelResult result)
    {
        SimulatedNetwork network = _kernel.Host.Network;
        network.Settle();
        network.Log.Call(_kernel.Host, _call, _descriptor, result);
        if (IsShort && result.IsOk)
        {
            // The caller takes a short answer for the last of it, and waits for an event before it asks again.
            File!.Notify(File.Level);
        }

        return result;
    }

    // There is no call yet that could let go of the gate where a rule throws.
    private static SystemCallVerdict Judge(SimulatedNetwork network, SimulatedHost host, SystemCall call, int descriptor)
    {
        try
        {
            return network.Judge(host, call, descriptor);
        }
        catch
        {
            Monitor.Exit(network.Gate);
            throw;
        }
    }

    // A datagram is taken and sent whole.
    private static bool IsOfBytes(SystemCall call, SimulatedFile? file) =>
        file is PipeEnd or SimulatedSocket { Description.Type: System.Net.Sockets.SocketType.Stream }
        && call is SystemCall.Receive or SystemCall.Send or SystemCall.ReceiveFrom or SystemCall.SendTo or SystemCall.ReceiveMessage
            or SystemCall.SendMessage or SystemCall.SendFile or SystemCall.Read or SystemCall.Write;

    public readonly void Dispose() => Monitor.Exit(_kernel.Host.Network.Gate);
}
