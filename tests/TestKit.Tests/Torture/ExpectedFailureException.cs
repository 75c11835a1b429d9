namespace Akka.Greensock.Tests;

/// <summary>A program that was tortured did not get what it waited for, and gives up.</summary>
internal sealed class ExpectedFailureException(string message) : Exception(message);
