namespace Akka.Greensock.Tests;

/// <summary>
/// Runs every cell of <see cref="CloseMatrix"/>: the caller gets the one outcome that the cell says; nobody else is woken;
/// the descriptor is closed once, or works on; and nothing is left over, in the hub, in the kernel or in the process.
/// </summary>
public abstract partial class CloseMatrixSpecs : SocketSpecs, IDisposable
{
    private readonly DescriptorLedger _kernel;
    private readonly ManualClock _clock = new();
    private readonly GatedResolver _resolver = new();
    private readonly HubOptions _options;
    private ResolvingSystem? _system;

    protected CloseMatrixSpecs(string kernelName)
        : base(kernelName)
    {
        _kernel = new DescriptorLedger(Kernels.Create(kernelName));
        _options = Options with { OtherKernel = _kernel, TimeProvider = _clock };
    }

    public static TheoryData<string, string> Ends => CloseMatrix.Sensible("local close", "kill", "timeout", "peer FIN", "RST");

    public void Dispose()
    {
        _system?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_call_that_waits_ends_as_the_matrix_says(string call, string end)
    {
        CloseCell cell = CloseMatrix.Of(call, end);
        OnHub(() => EndAsync(cell), _options);
        NothingIsLeft();
    }

    private async Task EndAsync(CloseCell cell)
    {
        UseResolver(cell);
        using Bystanders others = await Bystanders.ParkedAsync(_kernel);
        Holdings before = Held();
        using (MatrixCall call = await MatrixCall.PrepareAsync(cell.Call, cell.End, _kernel, _resolver))
        {
            bool isOurs = cell.End is "kill" or "timeout"; // the socket and its other calls have no part in it
            Greenlet? beside = isOurs && call.Beside is { } making ? await StartedAsync(making) : null;
            await PolledAsync();
            if (cell.End == "timeout")
            {
                call.Timeout = TimeSpan.FromHours(1);
            }

            Greenlet<object?> parked = await StartedAsync(call.MakeAsync);
            Assert.False(parked.IsDead, $"it does not wait: {parked.Exception}");
            int number = call.Number;

            await ByAsync(cell, call, parked);

            Exception? exception = await EndOfAsync(parked);
            cell.Check(exception is null ? await parked : null, exception);
            others.StillWait();
            if (beside is not null)
            {
                Assert.False(beside.IsDead, $"{beside.Exception}");
                await beside.KillAsync();
            }

            Assert.Equal(cell.Fate != Fate.Closed, _kernel.Open.Contains(number));
            if (cell.Fate == Fate.Works)
            {
                await call.WorksAsync(cell.End);
            }
        }

        await PolledAsync();
        Assert.Equal(before, Held());
    }

    private async Task ByAsync(CloseCell cell, MatrixCall call, Greenlet<object?> parked)
    {
        switch (cell.End)
        {
            case "local close":
                call.Close();
                break;
            case "kill":
                parked.Kill();
                break;
            case "timeout":
                _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
                await PolledAsync();
                Assert.False(parked.IsDead, "it ended before its time was up");
                _clock.Advance(TimeSpan.FromSeconds(2));
                break;
            case "peer FIN":
                await call.FinishAsync();
                if (call is SendCall sending)
                {
                    await PolledAsync();
                    Assert.False(parked.IsDead, $"the end of the peer's own stream ended a send: {parked.Exception}");
                    await sending.DrainAsync();
                }

                break;
            case "RST":
                await call.ResetAsync();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(cell));
        }
    }

    private void UseResolver(CloseCell cell)
    {
        if (cell.Call == "dns")
        {
            _system = new ResolvingSystem(_resolver);
        }
    }

    private Holdings Held()
    {
        HubStatistics now = Hub.Current!.Statistics;
        return new Holdings(now.Parked, now.Greenlets, now.Timers, now.Descriptors, _kernel.Open.Length, _resolver.Waiting);
    }

    private void NothingIsLeft()
    {
        Assert.Empty(_kernel.Mistakes);
        Assert.Empty(_kernel.Open);
        Assert.Empty(_kernel.StillHeld());
    }

    /// <summary>What a hub and its kernel hold at a time.</summary>
    private sealed record Holdings(int Parked, int Greenlets, int Timers, int Descriptors, int Open, int Lookups);
}
