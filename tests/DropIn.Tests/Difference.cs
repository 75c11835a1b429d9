namespace Conformance;

/// <summary>A spec of the BCL's that ours does not hold, on purpose.</summary>
/// <param name="Spec">Which, as <c>Class.Method</c>.</param>
/// <param name="Ours">What ours does instead.</param>
/// <param name="Why">Why it must.</param>
/// <param name="Shows">How the spec fails by that: a part of what it says then.</param>
internal sealed record Difference(string Spec, string Ours, string Why, string Shows)
{
    /// <summary>Where; everywhere unless said otherwise.</summary>
    public IReadOnlyList<Place> Places { get; init; } = Enum.GetValues<Place>();
}
