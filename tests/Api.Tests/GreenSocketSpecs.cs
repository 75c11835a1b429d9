namespace Akka.Greensock.Tests;

/// <summary>How a <see cref="GreenSocket"/> behaves, over every kernel. Topics are in partial files.</summary>
public abstract partial class GreenSocketSpecs(string kernelName) : SocketSpecs(kernelName);
