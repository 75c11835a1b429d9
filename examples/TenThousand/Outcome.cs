namespace TenThousand;

/// <summary>What a run came to.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Connected">Connections that were open before the first request.</param>
/// <param name="BytesChecked">Bytes compared in all phases.</param>
/// <param name="Measured">What was measured, or null where the run ended before.</param>
/// <param name="Failures">One line for each kind of failure; none is success.</param>
/// <param name="Interrupted">Somebody pressed Ctrl-C.</param>
internal sealed record Outcome(
    LoadOptions Options, int Connected, long BytesChecked, Measurement? Measured, IReadOnlyList<string> Failures, bool Interrupted);
