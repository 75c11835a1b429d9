namespace Akka.Greensock.TestKit;

/// <summary>What one side did in a <see cref="RecordedConversation"/>.</summary>
/// <param name="Time">How long after the conversation's first packet.</param>
/// <param name="By">Who did it.</param>
/// <param name="Act">What: <see cref="ScriptEvent.Sent"/>, <see cref="ScriptEvent.EndSent"/> or <see
/// cref="ScriptEvent.ResetSent"/>.</param>
/// <param name="Bytes">What was sent.</param>
public sealed record RecordedEvent(TimeSpan Time, ScriptSide By, ScriptEvent Act, ReadOnlyMemory<byte> Bytes);
