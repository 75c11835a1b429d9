using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>The addresses of both ends.</summary>
internal sealed partial class PortableSocket
{
    private KernelAddress _unixName; // what it was bound to: the BCL cannot read back a path of full length
    private UInt128 _unixFile;

    public KernelResult Bind(in KernelAddress address)
    {
        Errno refusal = PortableEndPoints.TryTranslate(address, out EndPoint endPoint);
        if (refusal != Errno.None)
        {
            return KernelResult.Fail(refusal);
        }

        try
        {
            Inner.Bind(endPoint);
            _bound = endPoint;
            if (address.Family == AddressFamily.Unix && !address.Name.IsEmpty)
            {
                _unixName = address;
                PortableUnixNames.Identify(address, out _unixFile);
                return KernelResult.Ok();
            }

            _bound = Inner.LocalEndPoint;
            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            return answer;
        }
    }

    /// <summary>The address of this end; the family's "any" with port 0 where it has none yet, as getsockname
    /// says.</summary>
    public KernelResult GetLocalAddress(out KernelAddress address)
    {
        Settle();
        address = _unixName;
        if (!address.IsNone)
        {
            return KernelResult.Ok();
        }

        try
        {
            address = PortableEndPoints.ToAddress(Inner.LocalEndPoint);
            if (address.IsNone)
            {
                address = PortableEndPoints.ToAddress(PortableEndPoints.Any(Inner));
            }

            return KernelResult.Ok();
        }
        catch (Exception e) when (PortableErrors.IsAnswer(e, out KernelResult answer))
        {
            address = default;
            return answer;
        }
    }

    /// <summary>The peer's address, kept from the beginning: the BCL forgets it at the first shutdown.</summary>
    public KernelResult GetPeerAddress(out KernelAddress address)
    {
        Settle();
        address = _phase == ConnectPhase.Established ? _peer : default;
        return address.IsNone ? KernelResult.Fail(Errno.NotConn) : KernelResult.Ok();
    }

    /// <summary>The address as getpeername would say it: on an IPv6 socket an IPv4 peer has a mapped address.</summary>
    private KernelAddress Mapped(in KernelAddress address)
    {
        if (address.Family != AddressFamily.InterNetwork || Inner.AddressFamily == AddressFamily.InterNetwork)
        {
            return address;
        }

        IPEndPoint endPoint = address.ToIPEndPoint();
        return KernelAddress.FromEndPoint(new IPEndPoint(endPoint.Address.MapToIPv6(), endPoint.Port));
    }

    private void RemoveOwnUnixFile()
    {
        if (_unixName.IsUnixPath && _unixFile != default && PortableUnixNames.Remove(_unixName, _unixFile).IsOk)
        {
            _unixFile = default;
        }
    }
}
