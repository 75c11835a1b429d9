namespace Akka.Greensock.TestKit;

/// <summary>
/// A peer did not do what a <see cref="Script"/> expects of it. The message shows the step, what it expects and what came, with a mark
/// under the first byte that differs, and the last exchanges of the conversation.
/// </summary>
public sealed class ScriptMismatchException : Exception
{
    internal ScriptMismatchException(
        string message,
        string stepNumber,
        string step,
        ReadOnlyMemory<byte> actual,
        int position,
        ScriptTranscript transcript,
        Exception? cause)
        : base(message, cause)
    {
        StepNumber = stepNumber;
        Step = step;
        Actual = actual;
        Position = position;
        Transcript = transcript;
    }

    /// <summary>The step's number, from "1"; "2[5].1" is the first step within the fifth round of a repetition, and "0" the
    /// accept.</summary>
    public string StepNumber { get; }

    /// <summary>The step as the script has it.</summary>
    public string Step { get; }

    /// <summary>What came while the script was at this step, and was not taken by the steps before.</summary>
    public ReadOnlyMemory<byte> Actual { get; }

    /// <summary>Which byte of <see cref="Actual"/> is the first that differs from what was expected; -1 where the step expects no certain
    /// bytes.</summary>
    public int Position { get; }

    /// <summary>The conversation up to here.</summary>
    public ScriptTranscript Transcript { get; }
}
