using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>A look at the level of readiness.</summary>
internal sealed partial class PortableSocket
{
    public KernelResult Poll(SelectMode mode)
    {
        try
        {
            // Of a connect that failed the error has been read, and is kept here.
            if (Inner.Poll(0, mode) || (mode == SelectMode.SelectError && _phase == ConnectPhase.Failed))
            {
                return KernelResult.Ok();
            }

            Want(mode switch
            {
                SelectMode.SelectRead => Interest.Read,
                SelectMode.SelectWrite => Interest.Write,
                _ => Interest.Error,
            });
            return KernelResult.Fail(Errno.Again);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }
}
