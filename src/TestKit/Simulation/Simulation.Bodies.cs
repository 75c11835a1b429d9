namespace Akka.Greensock.TestKit;

/// <content>A simulation from its start to its end.</content>
public sealed partial class Simulation
{
    /// <summary>Runs a simulation: the body, until it ends, and then whatever is needed to end the hosts.</summary>
    /// <param name="seed">What everything that is drawn depends on.</param>
    /// <param name="body">The test. It runs outside of the hosts.</param>
    /// <param name="options">The bounds; null for the defaults.</param>
    /// <returns>What happened.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="SimulationException">The body threw, or a greenlet died of what nobody took, or descriptors leaked.</exception>
    /// <exception cref="SimulationDeadlockException">Everything waited, and nothing would ever have happened.</exception>
    /// <exception cref="SimulationLimitException">A limit of the options was reached.</exception>
    public static SimulationResult Run(ulong seed, Func<Simulation, Task> body, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        using var simulation = new Simulation(seed, options);
        return simulation.Run(body);
    }

    /// <summary>Runs a simulation whose body is synchronous: each wait of its lets the simulation go on.</summary>
    /// <inheritdoc cref="Run(ulong, Func{Simulation, Task}, SimulationOptions?)"/>
    public static SimulationResult Run(ulong seed, Action<Simulation> body, SimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Run(
            seed,
            simulation =>
            {
                body(simulation);
                return Task.CompletedTask;
            },
            options);
    }

    internal SimulationResult Run(Func<Simulation, Task> body)
    {
        using SimulationScope scope = Enter();
        IsDriven = true;
        try
        {
            Task running = body(this);
            RunUntil(() => running.IsCompleted, Timeout.InfiniteTimeSpan);
            BodyHasEnded();
            running.GetAwaiter().GetResult();
            var result = new SimulationResult(Seed, Log.Hash, Log.Count, Steps, Now);
            End();
            return result;
        }
        catch (Exception e) when (e is not SimulationException)
        {
            throw Failure(e);
        }
        finally
        {
            BodyHasEnded();
        }
    }

    /// <summary>What is to be thrown for what the body threw.</summary>
    internal Exception Failure(Exception exception) =>
        exception as SimulationException
            ?? new SimulationException($"{exception.GetType().Name}: {exception.Message}{Report()}", exception);

    /// <summary>The log's hash when the body ended: what comes after only clears away.</summary>
    internal ulong BodyHash { get; private set; }

    internal void BodyHasEnded() => BodyHash = BodyHash == 0 ? Log.Hash : BodyHash;

    /// <summary>This thread is the simulation's until the scope ends. A body that has moved to another thread takes it along.</summary>
    internal SimulationScope Enter()
    {
        if (_depth == 0)
        {
            _thread = Environment.CurrentManagedThreadId;
        }

        return new(this);
    }

    /// <summary>Ends the hosts, and fails on what is left.</summary>
    internal void End()
    {
        EndHosts();
        if (_options.FailsOnUnobservedErrors && _errors.Count != 0)
        {
            Exception first = _errors[0].Exception;
            throw new SimulationException(
                $"{_errors.Count} errors that nobody took, of which the first is {first.Message}{Report()}", first);
        }

        if (Network.Hosts.Sum(host => host.OpenDescriptors) is var open && open != 0 && _options.FailsOnLeaks)
        {
            throw new SimulationException($"{open} descriptors are open after all hosts have ended.{Report()}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using SimulationScope scope = Enter();
        bool isClean = true;
        try
        {
            EndHosts();
        }
        catch (Exception)
        {
            isClean = false; // whoever runs it knows of a failure already, or is about to
        }

        _system?.GiveBack(isClean);
        _system = null;
        _hasEnded = true;
    }

    private void EndHosts()
    {
        foreach (DrivenHub driven in _hubs.ToArray())
        {
            driven.Hub.Stop();
        }

        RunUntil(() => _hubs.Count == 0, TimeSpan.FromMinutes(1));
        _system?.StopActors();
        RunUntilIdle(); // a mailbox that is left here would count as scheduled for ever
    }
}
