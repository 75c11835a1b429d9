namespace TenThousand;

/// <summary>How far a run is, for whoever watches it.</summary>
/// <param name="Phase">What it does now.</param>
/// <param name="Open">Connections that are open.</param>
/// <param name="Wanted">Connections that there are to be.</param>
/// <param name="Requests">Requests answered since the start.</param>
/// <param name="Bytes">Bytes checked since the start.</param>
/// <param name="Errors">Everything that has gone wrong.</param>
internal sealed record Progress(string Phase, int Open, int Wanted, long Requests, long Bytes, int Errors);
