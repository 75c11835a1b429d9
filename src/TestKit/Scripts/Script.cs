using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>
/// A peer that says and expects what it was told to, step by step, as a client or as a server:
/// <code>Script.Start().SendLine("220 ready").ExpectLine("EHLO a").SendLine("250 OK").HalfClose().ExpectEnd()</code>
/// It runs over real and over simulated sockets, and by the clock of their hub.
/// </summary>
/// <remarks>
/// <para>A script is immutable: each member returns a new one that is longer by a step. It may run many times, at once too.</para>
/// <para>Every step has a time of its own, 5 s unless <see cref="WithTimeout"/> says otherwise. A peer that does something else, or
/// nothing in time, ends the run with a <see cref="ScriptMismatchException"/>.</para>
/// <para>Lines end with CR LF (<see cref="WithLineEnding"/>), text is UTF-8 (<see cref="WithEncoding"/>), and a line has at most 64 KiB
/// (<see cref="WithLongestLine"/>). These hold for the steps that follow them.</para>
/// </remarks>
public sealed partial class Script
{
    private static readonly Script Empty = new([], ScriptSettings.Default);

    private readonly ScriptSettings _settings;

    private Script(IReadOnlyList<ScriptStep> steps, ScriptSettings settings)
    {
        StepList = steps;
        _settings = settings;
    }

    /// <summary>The steps as they were written, each on a line of its own with its number.</summary>
    public override string ToString() =>
        string.Join('\n', StepList.Select((step, i) => FormattableString.Invariant($"{i + 1}. {step.Text}")));

    /// <summary>How many steps it has; a repetition counts as one.</summary>
    public int StepCount => StepList.Count;

    internal IReadOnlyList<ScriptStep> StepList { get; }

    internal bool Sends => StepList.Any(step => step.Sends);

    internal bool EndsSending => StepList.Any(step => step.EndsSending);

    internal bool EndsAll => StepList.Any(step => step.EndsAll);

    /// <summary>A script without steps, to begin with.</summary>
    public static Script Start() => Empty;

    /// <summary>Sets what lines end with in the steps that follow. CR LF unless set.</summary>
    /// <param name="ending">Such as <c>"\n"</c>; at least one character.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public Script WithLineEnding(string ending)
    {
        ArgumentException.ThrowIfNullOrEmpty(ending);
        return new Script(StepList, _settings with { LineEnding = ending });
    }

    /// <summary>Sets how text becomes bytes, and bytes text, in the steps that follow. UTF-8 unless set.</summary>
    /// <param name="encoding">The encoding; Latin1 for bytes one to one.</param>
    public Script WithEncoding(Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return new Script(StepList, _settings with { Encoding = encoding });
    }

    /// <summary>Sets how long a line of the peer may be in the steps that follow, without its ending. 65,536 unless set.</summary>
    /// <param name="bytes">From 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public Script WithLongestLine(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return new Script(StepList, _settings with { LongestLineBytes = bytes });
    }

    /// <summary>Sets how long each of the steps that follow may take. 5 s unless set.</summary>
    /// <param name="timeout">More than 0; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. <see cref="Wait"/>,
    /// <see cref="ExpectSilence"/> and the pauses of <see cref="SendSlowly(ReadOnlySpan{byte}, int, TimeSpan?)"/> do not count.</param>
    /// <exception cref="ArgumentOutOfRangeException">Zero, or negative and not infinite.</exception>
    public Script WithTimeout(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeout), timeout, "Script.WithTimeout: a time of more than 0, or Timeout.InfiniteTimeSpan for no limit.");
        }

        return new Script(StepList, _settings with { Timeout = timeout });
    }

    /// <summary>Appends another script's steps, with the settings that they were made with.</summary>
    /// <param name="script">The other one.</param>
    /// <exception cref="InvalidOperationException">This one has closed the connection already.</exception>
    public Script Then(Script script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return script.StepList.Aggregate(this, static (whole, step) => whole.With(step));
    }

    /// <summary>Appends another script, to be run a number of times as one step.</summary>
    /// <param name="count">How many times, from 0.</param>
    /// <param name="script">What to repeat.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    /// <exception cref="ArgumentException">A second round would have to use what the first has ended.</exception>
    /// <exception cref="InvalidOperationException">This one has closed the connection already.</exception>
    public Script Repeat(int count, Script script)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(script);
        if (count > 1 && (script.EndsAll || script.EndsSending))
        {
            throw new ArgumentException(
                "Script.Repeat: what is repeated ends the connection or its direction, which can be done once. "
                + "End it after the repetition.",
                nameof(script));
        }

        return count == 0 ? this : With(new RepeatStep(_settings, count, script));
    }

    private Script With(ScriptStep step)
    {
        if (EndsAll)
        {
            throw new InvalidOperationException($"Script: {step.Text} cannot follow {StepList[^1].Text}, which ends the connection.");
        }

        if (EndsSending && step.Sends)
        {
            throw new InvalidOperationException($"Script: {step.Text} cannot follow a HalfClose, which ends what the script sends.");
        }

        return new Script([.. StepList, step], _settings);
    }
}
