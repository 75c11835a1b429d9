using System.Runtime.ExceptionServices;
using Akka.Greensock;

namespace Conformance;

/// <summary>A body in a thread greenlet of the hub that it is started on.</summary>
internal sealed class StartedGreenlet<T> : Started<T>
{
    private readonly Greenlet _greenlet;
    private T _result = default!;
    private ExceptionDispatchInfo? _failure;

    public StartedGreenlet(Func<T> body) => _greenlet = Greenlet.Spawn(() => Run(body));

    /// <summary>Whoever yields is served after all that are ready: what has not ended a few rounds later is parked.</summary>
    public override Started<T> Blocked()
    {
        for (int round = 0; round < 8 && !_greenlet.IsDead; round++)
        {
            Greenlet.Yield();
        }

        return this;
    }

    public override T Join()
    {
        if (!_greenlet.Join(Patience))
        {
            throw new TimeoutException($"{_greenlet} has not ended after {Patience.TotalSeconds} s.");
        }

        _failure?.Throw();
        return _result;
    }

    private void Run(Func<T> body)
    {
        try
        {
            _result = body();
        }
        catch (Exception e) when (e is not GreenletExitException)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
    }
}
