namespace Akka.Greensock.Tests;

// The hub ends under the call. Every waiter of that hub ends with it; one of another hub is not woken.
public abstract partial class CloseMatrixSpecs
{
    public static TheoryData<string, string> Stops => CloseMatrix.Sensible("hub stop");

    [Theory]
    [MemberData(nameof(Stops))]
    public async Task A_hub_that_stops_ends_its_waiting_calls_as_the_matrix_says(string call, string end)
    {
        CloseCell cell = CloseMatrix.Of(call, end);
        var elsewhereKernel = new DescriptorLedger(Kernels.Create(KernelName));
        using var elsewhere = new TestHub(Options with { OtherKernel = elsewhereKernel });
        Bystanders others = await elsewhere.RunAsync(() => Bystanders.ParkedAsync(elsewhereKernel));
        MatrixCall? prepared = null;
        Hub? hub = null;
        object? value = null;
        Exception? exception = null;
        OnHub(
            async () =>
            {
                hub = Hub.Current;
                UseResolver(cell);
                prepared = await MatrixCall.PrepareAsync(call, end, _kernel, _resolver);
                Greenlet parked = await StartedAsync(async () =>
                {
                    try
                    {
                        value = await prepared.MakeAsync();
                    }
                    catch (Exception e)
                    {
                        exception = e;
                        throw;
                    }
                });
                await PolledAsync();
                Assert.False(parked.IsDead);
            },
            _options);

        cell.Check(value, exception);
        await elsewhere.CallAsync(others.StillWait);
        await elsewhere.CallAsync(others.Dispose);
        HubStatistics left = hub!.Statistics;
        Assert.Equal((0, 0, 0, 0), (left.Parked, left.Greenlets, left.Timers, left.Descriptors));
        Assert.Equal(0, _resolver.Waiting);
        Assert.Equal(cell.Fate != Fate.Closed, _kernel.Open.Contains(prepared!.Number));
        if (cell.Fate == Fate.Works)
        {
            await prepared.WorksAsync(end);
        }

        prepared.Dispose();
        NothingIsLeft();
    }
}
