using System.Globalization;

namespace Akka.Greensock.TestKit;

/// <summary>One thing that happened in a conversation.</summary>
/// <param name="Time">How long after the conversation's begin, by the clock of the socket's hub: virtual in a simulation.</param>
/// <param name="Event">What happened.</param>
/// <param name="Bytes">What was sent or came; empty for other events.</param>
/// <param name="Step">The number of the step that the script was at, such as "3", or "2[5].1" for the first step within the fifth
/// round of a repetition.</param>
public sealed record ScriptTranscriptEntry(TimeSpan Time, ScriptEvent Event, ReadOnlyMemory<byte> Bytes, string Step)
{
    private const int ShownBytes = 96;

    /// <summary>One line: the time, <c>&gt;&gt;&gt;</c> for what the script did and <c>&lt;&lt;&lt;</c> for what came, and what it
    /// was.</summary>
    public override string ToString()
    {
        string arrow = Event is ScriptEvent.Received or ScriptEvent.EndReceived or ScriptEvent.ResetReceived ? "<<<" : ">>>";
        string what = Event switch
        {
            ScriptEvent.Sent or ScriptEvent.Received => Bytes.Length > ShownBytes
                ? string.Create(CultureInfo.InvariantCulture, $"{ByteText.Quote(Bytes.Span, ShownBytes)} ({Bytes.Length} bytes)")
                : ByteText.Quote(Bytes.Span),
            ScriptEvent.EndSent or ScriptEvent.EndReceived => "(end of stream)",
            ScriptEvent.Closed => "(close)",
            _ => "(reset)",
        };
        return string.Create(CultureInfo.InvariantCulture, $"+{Time.TotalSeconds:0.000} s {arrow} {what}");
    }
}
