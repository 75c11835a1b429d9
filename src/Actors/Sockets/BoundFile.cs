namespace Akka.Greensock;

/// <summary>
/// The file that a bind to a Unix path has made. It is removed with the socket, as the BCL does; the identity keeps a
/// file alone that somebody has put in its place since.
/// </summary>
/// <param name="Address">The path, as it was given to bind.</param>
/// <param name="Identity">Which file that was.</param>
internal sealed record BoundFile(KernelAddress Address, UInt128 Identity);
