using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

public sealed class SimulatedPipeSpecs
{
    [Fact]
    public void A_pipe_carries_bytes_to_whoever_waits_for_them_until_it_ends() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost host = simulation.Network.AddHost("here");
        using SimulatedPipe pipe = host.OpenPipe();
        Greenlet<string> reader = host.Spawn(async () =>
        {
            var seen = new List<int>();
            byte[] buffer = new byte[8];
            while (true)
            {
                await Bsd.WaitReadAsync(pipe.ReadDescriptor);
                while (pipe.TryRead(buffer, out int count))
                {
                    seen.Add(count);
                    if (count == 0)
                    {
                        return string.Join(' ', seen);
                    }
                }
            }
        });
        await host.Spawn(async () =>
        {
            Assert.True(pipe.TryWrite(new byte[3], out _));
            await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
            Assert.True(pipe.TryWrite(new byte[2], out _));
            await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
            pipe.CloseWrite();
        }).JoinAsync();
        await reader.JoinAsync();

        Assert.Equal("3 2 0", reader.Value);
    });

    [Fact]
    public void A_full_pipe_takes_no_more_until_a_page_of_it_was_read() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost host = simulation.Network.AddHost("here");
        using SimulatedPipe pipe = host.OpenPipe();
        Assert.True(pipe.TryWrite(new byte[100_000], out int taken));
        Assert.Equal(65_536, taken);
        Assert.False(pipe.TryWrite(new byte[1], out _));
        Greenlet writer = host.Spawn(async () => await Bsd.WaitWriteAsync(pipe.WriteDescriptor));

        await host.Spawn(async () =>
        {
            await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
            Assert.True(pipe.TryRead(new byte[4095], out _));
            await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
            Assert.False(writer.IsDead);
            Assert.False(pipe.TryWrite(new byte[4096], out _)); // whole or not at all
            Assert.True(pipe.TryRead(new byte[1], out _));
            Assert.True(await writer.JoinAsync(TimeSpan.FromSeconds(1)));
            Assert.True(pipe.TryWrite(new byte[4096], out _));
        }).JoinAsync();
    });

    [Fact]
    public void Whoever_writes_to_nobody_is_told_and_whoever_waits_wakes() => Simulation.Run(1, async simulation =>
    {
        SimulatedHost host = simulation.Network.AddHost("here");
        using SimulatedPipe pipe = host.OpenPipe();
        while (pipe.TryWrite(new byte[4096], out _))
        {
        }

        Greenlet writer = host.Spawn(async () => await Bsd.WaitWriteAsync(pipe.WriteDescriptor));
        await host.Spawn(async () =>
        {
            await Greenlet.SleepAsync(TimeSpan.FromSeconds(1));
            pipe.CloseRead();
            Assert.True(await writer.JoinAsync(TimeSpan.FromSeconds(1)));
        }).JoinAsync();

        Assert.Contains("EPIPE", Assert.Throws<IOException>(() => pipe.TryWrite(new byte[1], out _)).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => pipe.TryRead(new byte[1], out _));
    });

    [Fact]
    public void A_pipe_that_finds_no_numbers_leaves_none_open() => Simulation.Run(1, simulation =>
    {
        SimulatedHost host = simulation.Network.AddHost("here");
        int before = host.OpenDescriptors;
        host.DescriptorLimit = before + 1;

        Assert.Throws<IOException>(host.OpenPipe);
        Assert.Equal(before, host.OpenDescriptors);
    });
}
