using System.Net.Sockets;
using Akka.Greensock.TestKit;
using Xunit.Abstractions;

namespace Akka.Greensock.Tests;

/// <summary>
/// Every system call of a few programs, one after another, is made to fail with every error that its man page lists. Whatever comes of
/// it, the program ends, nothing leaks, and nobody gets what is not theirs.
/// </summary>
public class TortureSpecs(ITestOutputHelper output)
{
    private static readonly SimulationOptions Options =
        new() { MaximumTime = TimeSpan.FromHours(2), MaximumSteps = 200_000, KeptEvents = 300 };

    public static TheoryData<string> Names => [.. Programs.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_survives_every_error_of_every_call(string name)
    {
        SystemCall[] calls = Trace(name);
        int runs = 0;
        for (int number = 0; number < calls.Length; number++)
        {
            foreach (int errno in ManPages.Errors[calls[number]])
            {
                RunWith(name,
                    info => info.Number == number ? SystemCallVerdict.Fail(errno) : SystemCallVerdict.Pass,
                    $"{calls[number]} {number} fails with {errno}");
                runs++;
            }
        }

        output.WriteLine($"{name}: {calls.Length} calls, {runs} faults");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_survives_calls_that_are_cut_short(string name)
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            var random = new SimulatedRandom(seed);
            RunWith(name,
                _ => random.Chance(0.5) ? SystemCallVerdict.Short(1 + random.Next(3)) : SystemCallVerdict.Pass,
                $"short calls, seed {seed}", mustSucceed: true);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_survives_errors_at_random(string name)
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            var random = new SimulatedRandom(seed);
            RunWith(
                name,
                info => random.Chance(0.1)
                    ? SystemCallVerdict.Fail(ManPages.Errors[info.Call][random.Next(ManPages.Errors[info.Call].Length)])
                    : SystemCallVerdict.Pass,
                $"errors at random, seed {seed}");
        }
    }

    [Fact]
    public void Every_system_call_is_among_those_that_were_made_to_fail()
    {
        SystemCall[] made = [.. Programs.All.Keys.SelectMany(Trace).Distinct()];
        Assert.Equal(Enum.GetValues<SystemCall>().Order(), made.Order());
        Assert.Equal(Enum.GetValues<SystemCall>().Order(), ManPages.Errors.Keys.Order());
    }

    private static SystemCall[] Trace(string name)
    {
        var calls = new List<SystemCall>();
        RunWith(
            name,
            info =>
            {
                calls.Add(info.Call);
                return SystemCallVerdict.Pass;
            },
            "no fault",
            mustSucceed: true);
        return [.. calls];
    }

    private static void RunWith(string name, Func<SystemCallInfo, SystemCallVerdict> rule, string fault, bool mustSucceed = false)
    {
        try
        {
            Simulation.Run(1, async simulation =>
            {
                SimulatedHost server = simulation.AddHost("server");
                SimulatedHost client = simulation.AddHost("client");
                using IDisposable added = simulation.Network.AddRule(rule);
                Greenlet[] program = Programs.All[name](simulation, server, client);
                LostWakeUps.WaitFor(simulation, program);
                foreach (Greenlet greenlet in program)
                {
                    try
                    {
                        await greenlet;
                    }
                    catch (Exception e) when (!mustSucceed && IsExpected(e))
                    {
                    }
                }

                simulation.RunUntilIdle();
                Assert.DoesNotContain(simulation.ActorErrors, error => error.Cause is { } cause && !IsExpected(cause));
                if (!mustSucceed)
                {
                    simulation.ForgetErrors();
                }
            }, Options);
        }
        catch (SimulationException e)
        {
            throw new InvalidOperationException($"{name}, {fault}: {e.Message}", e);
        }
    }

    private static bool IsExpected(Exception e) => e is SocketException or IOException or ObjectDisposedException or TimeoutException
        or GreenletExitException or AddressInfoException or ExpectedFailureException;
}
