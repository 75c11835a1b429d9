using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>The same calls, drawn by a seed, made on Linux and on the simulated kernel: every answer is the same.</summary>
public abstract class LikeLinuxSpecs(int steps)
{
    private protected const int Places = 6;

    /// <summary>Linux, and the simulated one.</summary>
    private protected IKernel[] Sides { get; } = [Kernels.Create("linux"), SimulatedNetwork.ForThreads().AddHost("here").Kernel];

    /// <summary>The descriptors of each place's socket on the two sides, or 0.</summary>
    private protected int[][] Sockets { get; } = [.. Enumerable.Range(0, Places).Select(_ => new int[2])];

    /// <summary>The calls of this seed so far, for whoever looks for the difference.</summary>
    private protected List<string> Made { get; } = [];

    /// <summary>A place without a socket, or -1.</summary>
    private protected int FreePlace => Array.FindIndex(Sockets, place => place[0] == 0);

    [Fact]
    public void Linux_and_the_simulated_kernel_give_the_same_answers()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            Run(seed);
        }
    }

    private protected abstract void Begin(ulong seed);

    private protected abstract void Step(SimulatedRandom random);

    /// <summary>All sockets are closed.</summary>
    private protected virtual void End()
    {
    }

    /// <summary>A socket is about to be closed.</summary>
    private protected virtual void LetGo(int side, int socket)
    {
    }

    private protected virtual string Tell((KernelResult Result, string? Beside) answer) =>
        answer.Result.IsOk ? $"{answer.Result.Value} {answer.Beside}" : $"{answer.Result.Errno}";

    /// <summary>Makes a call on both sides, and compares.</summary>
    /// <param name="what">The call, for the list.</param>
    /// <param name="place">Whose socket.</param>
    /// <param name="call">The call, on a side and its socket.</param>
    private protected void Both(string what, int place, Func<int, int, (KernelResult Result, string? Beside)> call)
    {
        string[] answers = [.. Sockets[place].Select((socket, side) => Tell(call(side, socket)))];
        Made.Add($"{what} -> {answers[0]}");
        Assert.True(answers[0] == answers[1], $"Linux: {answers[0]}, simulated: {answers[1]}, {WhatWasMade()}");
    }

    private protected void Close(int place)
    {
        for (int side = 0; side < 2 && Sockets[place][side] != 0; side++)
        {
            LetGo(side, Sockets[place][side]);
            Expect.Ok(Sides[side].Close(Sockets[place][side]));
            Sockets[place][side] = 0;
        }
    }

    private protected string WhatWasMade() => $"at the end of\n{string.Join('\n', Made)}";

    private void Run(ulong seed)
    {
        Made.Clear();
        Made.Add($"seed {seed}");
        Begin(seed);
        var random = new SimulatedRandom(seed);
        try
        {
            for (int step = 0; step < steps; step++)
            {
                Step(random);
            }
        }
        finally
        {
            for (int place = 0; place < Places; place++)
            {
                Close(place);
            }

            End();
        }
    }
}
