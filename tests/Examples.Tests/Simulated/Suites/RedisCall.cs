using Akka.Greensock.TestKit;
using RedisClient;

namespace Akka.Greensock.Tests;

/// <summary>A call, its one outcome, and what must have been executed then.</summary>
internal sealed class RedisCall(RespArgument[] command, Func<RespValue, bool> isRight)
{
    private State _state;

    private enum State
    {
        Open,
        Answered,
        Sent,
        NeverSent,
    }

    public RespArgument[] Command => command;

    /// <summary>A command of which no other call has the like; a GET asks for what an earlier SET has been told that it has set.</summary>
    public static RedisCall Draw(SimulatedRandom random, string id, IReadOnlyList<RedisCall> earlier)
    {
        RedisCall? set = earlier.LastOrDefault(call => call._state == State.Answered && call.Command[0].ToString() == "SET");
        return random.Next(4) switch
        {
            0 => new RedisCall(["INCR", $"count {id}"], reply => reply == new RespNumber(1)),
            1 => new RedisCall(["SET", $"key {id}", $"value {id}"], reply => reply == new RespText("OK")),
            2 when set is not null => new RedisCall(["GET", set.Command[1]], reply => IsBulk(reply, set.Command[2].ToString())),
            _ => new RedisCall(["ECHO", $"echo {id}"], reply => IsBulk(reply, $"echo {id}")),
        };
    }

    public void Answer(RespValue reply)
    {
        End(State.Answered);
        if (!isRight(reply))
        {
            throw new SuiteException($"{this} was answered by {(reply is RespBulk bulk ? bulk.Text : reply)}.");
        }
    }

    public void Fail(bool wasSent) => End(wasSent ? State.Sent : State.NeverSent);

    public void Judge(IReadOnlyList<string> executed)
    {
        string text = ToString();
        int times = executed.Count(one => one == text);
        bool isRightOften = _state switch
        {
            State.Answered => times == 1,
            State.NeverSent => times == 0,
            _ => times <= 1,
        };
        if (!isRightOften && command[0].ToString() != "GET") // of which there are several of a kind
        {
            throw new SuiteException($"{text} was executed {times} times, and its outcome was: {_state}.");
        }
    }

    public override string ToString() => string.Join(' ', command);

    private static bool IsBulk(RespValue reply, string text) => reply is RespBulk bulk && bulk.Text == text;

    private void End(State state)
    {
        if (_state != State.Open)
        {
            throw new SuiteException($"{this} has ended twice: {_state}, and then {state}.");
        }

        _state = state;
    }
}
