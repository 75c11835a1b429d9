using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Akka.Greensock.Tests;

/// <summary>
/// A call that is sure to wait, with all that can be done to end its wait. What is done is done at once: the hub takes
/// no turn meanwhile.
/// </summary>
internal abstract class MatrixCall(DescriptorLedger kernel) : IDisposable
{
    protected DescriptorLedger Kernel { get; } = kernel;

    /// <summary>The kernel's number of what the call waits for.</summary>
    public abstract int Number { get; }

    /// <summary>How long the call may take, set before it is made.</summary>
    public abstract TimeSpan Timeout { set; }

    /// <summary>What alone may be tried on a socket that gets the number next.</summary>
    public virtual string NewcomersOwn => "receive-from";

    /// <summary>Makes the call.</summary>
    public abstract Task<object?> MakeAsync();

    /// <summary>Makes another call on the same socket, that waits too; null where there is no such call.</summary>
    public virtual Func<Task>? Beside => null;

    /// <summary>Closes what the call waits for.</summary>
    public abstract void Close();

    /// <summary>Lets happen what the call waits for, until the kernel has it.</summary>
    public async Task HappenAsync()
    {
        await CauseAsync();
        Until(() => HasHappened);
    }

    /// <summary>The peer ends its stream.</summary>
    public virtual Task FinishAsync() => throw new InvalidOperationException("There is no such cell.");

    /// <summary>The peer resets.</summary>
    public virtual Task ResetAsync() => throw new InvalidOperationException("There is no such cell.");

    /// <summary>Fails unless the descriptor works as it should after this end.</summary>
    public abstract Task WorksAsync(string end);

    public abstract void Dispose();

    /// <summary>What is done for it by the other side.</summary>
    protected abstract Task CauseAsync();

    /// <summary>What the kernel says of it.</summary>
    protected virtual bool HasHappened => Kernel.Poll(Number, SelectMode.SelectRead).IsOk;

    public static async Task<MatrixCall> PrepareAsync(
        string call, string end, DescriptorLedger kernel, GatedResolver resolver) => call switch
        {
            "receive" => new ReceiveCall(kernel, await SocketSpecs.ConnectionAsync()),
            "send" => new SendCall(kernel, await SocketSpecs.ConnectionAsync()),
            "accept" => new AcceptCall(kernel, SocketSpecs.Listener()),
            "connect" when end is "peer FIN" or "descriptor reuse" => new ConnectCall(kernel, RawSockets.Listener(kernel)),
            "connect" when end is "RST" => new ConnectCall(kernel, SocketSpecs.Deaf(out IPEndPoint deaf), deaf),
            "connect" => new ConnectCall(kernel, await SocketSpecs.FullListenerAsync()),
            "wait" => new WaitCall(kernel, await RawSockets.ConnectionAsync(kernel)),
            "receive-from" => await ReceiveFromCall.PrepareAsync(kernel),
            "dns" => new DnsCall(kernel, resolver),
            _ => throw new ArgumentOutOfRangeException(nameof(call), call, null),
        };

    /// <summary>The kernel's number of a socket.</summary>
    public static int NumberOf(GreenSocket socket) => OwnedBelow(socket).Number;

    /// <summary>What is below the façade.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_socket")]
    public static extern ref OwnedSocket OwnedBelow(GreenSocket socket);

    protected static void ResetBy(GreenSocket peer)
    {
        peer.LingerState = new LingerOption(true, 0);
        peer.Close();
    }
}
