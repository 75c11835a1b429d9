using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>Options that are no integers, options by number, multicast, and controls.</summary>
internal sealed partial class PortableSocket
{
    /// <summary>The value is the byte count.</summary>
    public KernelResult GetOption(SocketOptionLevel level, SocketOptionName name, Span<byte> value)
    {
        try
        {
            byte[] read = Inner.GetSocketOption(level, name, value.Length);
            int count = Math.Min(read.Length, value.Length);
            read.AsSpan(0, count).CopyTo(value);
            return KernelResult.Ok(count);
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    public KernelResult SetOption(SocketOptionLevel level, SocketOptionName name, ReadOnlySpan<byte> value)
    {
        byte[] copy = value.ToArray();
        return Set((level, name), socket => socket.SetSocketOption(level, name, copy));
    }

    /// <summary>The value is the byte count.</summary>
    public KernelResult GetRawOption(int level, int name, Span<byte> value)
    {
        try
        {
            return KernelResult.Ok(Inner.GetRawSocketOption(level, name, value));
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    public KernelResult SetRawOption(int level, int name, ReadOnlySpan<byte> value)
    {
        byte[] copy = value.ToArray();
        return Set((level, name), socket => socket.SetRawSocketOption(level, name, copy));
    }

    public KernelResult SetMulticast(SocketOptionName name, MulticastOption option)
    {
        var group = (option.Group, option.LocalAddress, option.InterfaceIndex);
        return SetMembership(SocketOptionLevel.IP, name, option, group);
    }

    public KernelResult SetMulticast(SocketOptionName name, IPv6MulticastOption option) =>
        SetMembership(SocketOptionLevel.IPv6, name, option, (option.Group, option.InterfaceIndex));

    /// <summary>
    /// ioctl by Winsock's numbers, which are the BCL's; on Unix it knows FIONREAD and SIOCATMARK of them.
    /// </summary>
    public KernelResult IOControl(uint request, Span<byte> argument)
    {
        try
        {
            byte[] output = new byte[argument.Length];
            int count = Inner.IOControl(unchecked((int)request), argument.ToArray(), output);
            output.AsSpan(0, Math.Min(count, output.Length)).CopyTo(argument);
            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    // A group is joined once and left once; what was left is not to be joined again by a socket in this one's place.
    private KernelResult SetMembership(SocketOptionLevel level, SocketOptionName name, object option, object group)
    {
        KernelResult result = Set((level, name, group), socket => socket.SetSocketOption(level, name, option));
        if (result.IsOk && name == SocketOptionName.DropMembership)
        {
            Forget((level, SocketOptionName.AddMembership, group));
            Forget((level, name, group));
        }

        return result;
    }
}
