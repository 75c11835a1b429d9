using System.Runtime.ExceptionServices;

namespace Akka.Greensock;

/// <summary>A call that is made on the owner's hub while a thread that is no hub waits for it.</summary>
internal sealed class BlockingCall<T>(OwnedSocket socket, string operation, Func<OwnedSocket, T> call) : IHubWork
{
    private readonly ManualResetEventSlim _done = new();
    private ExceptionDispatchInfo? _failure;
    private T? _result;

    public void Run()
    {
        try
        {
            _result = socket.Guarded(operation, call);
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }

        _done.Set();
    }

    public void Reject()
    {
        _failure = ExceptionDispatchInfo.Capture(OwnedSocket.Disposed(operation));
        _done.Set();
    }

    public T Wait()
    {
        _done.Wait();
        _failure?.Throw();
        return _result!;
    }
}
