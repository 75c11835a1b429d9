namespace Akka.Greensock;

/// <summary>
/// A socket's own code failed, which is a bug of Akka.Greensock. The socket's actor ends with it, and its supervisor
/// logs it; the hub and its other sockets go on.
/// </summary>
public sealed class SocketFaultException : Exception
{
    internal SocketFaultException(string socket, Exception bug)
        : base($"The socket {socket} ends because of a bug in Akka.Greensock; please report it: {bug.Message}", bug)
    {
    }
}
