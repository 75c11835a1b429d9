namespace Akka.Greensock.Tests;

/// <summary>A suite has found what must not be.</summary>
internal sealed class SuiteException(string message) : Exception(message);
