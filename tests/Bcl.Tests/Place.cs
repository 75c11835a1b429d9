namespace Conformance;

/// <summary>Where a spec runs: for the BCL on a thread, which its calls block.</summary>
public enum Place
{
    Thread,
}
