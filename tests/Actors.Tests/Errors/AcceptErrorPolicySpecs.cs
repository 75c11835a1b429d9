using System.Net.Sockets;

namespace Akka.Greensock.Tests;

public class AcceptErrorPolicySpecs
{
    // accept(2): "treat them like EAGAIN by retrying" names ENETDOWN, EPROTO, ENOPROTOOPT, EHOSTDOWN, ENONET,
    // EHOSTUNREACH, EOPNOTSUPP, ENETUNREACH; EOPNOTSUPP is left out, because it is also the answer for a socket that
    // cannot accept.
    [Theory]
    [InlineData(Errno.ConnAborted)]
    [InlineData(Errno.NetDown)]
    [InlineData(Errno.Proto)]
    [InlineData(Errno.NoProtoOpt)]
    [InlineData(Errno.HostDown)]
    [InlineData(Errno.HostUnreach)]
    [InlineData(Errno.NetUnreach)]
    [InlineData(Errno.Perm)]
    [InlineData(Errno.ConnReset)]
    [InlineData(Errno.TimedOut)]
    internal void A_connection_that_is_lost_does_not_stop_the_others(Errno errno) =>
        Assert.Equal(AcceptVerdict.Continue, AcceptErrorPolicy.Judge(errno));

    [Theory]
    [InlineData(Errno.MFile)]
    [InlineData(Errno.NFile)]
    [InlineData(Errno.NoBufs)]
    [InlineData(Errno.NoMem)]
    [InlineData(Errno.NoSpc)]
    internal void Want_of_descriptors_or_memory_backs_off(Errno errno) =>
        Assert.Equal(AcceptVerdict.BackOff, AcceptErrorPolicy.Judge(errno));

    [Theory]
    [InlineData(Errno.BadF)]
    [InlineData(Errno.Inval)]
    [InlineData(Errno.NotSock)]
    [InlineData(Errno.OpNotSupp)]
    [InlineData(Errno.Fault)]
    [InlineData(Errno.Canceled)]
    internal void A_socket_that_cannot_accept_stops(Errno errno) => Assert.Equal(AcceptVerdict.Stop, AcceptErrorPolicy.Judge(errno));

    [Theory]
    [InlineData(SocketError.ConnectionAborted, AcceptVerdict.Continue)]
    [InlineData(SocketError.ConnectionReset, AcceptVerdict.Continue)]
    [InlineData(SocketError.NetworkDown, AcceptVerdict.Continue)]
    [InlineData(SocketError.HostUnreachable, AcceptVerdict.Continue)]
    [InlineData(SocketError.TooManyOpenSockets, AcceptVerdict.BackOff)]
    [InlineData(SocketError.NoBufferSpaceAvailable, AcceptVerdict.BackOff)]
    [InlineData(SocketError.OperationAborted, AcceptVerdict.Stop)]
    [InlineData(SocketError.InvalidArgument, AcceptVerdict.Stop)]
    [InlineData(SocketError.NotSocket, AcceptVerdict.Stop)]
    internal void An_exception_is_judged_by_its_error(SocketError error, AcceptVerdict verdict) =>
        Assert.Equal(verdict, AcceptErrorPolicy.Judge(new SocketException((int)error)));

    [Fact]
    public void Delays_double_from_10_ms_to_a_second_and_begin_anew_after_a_success()
    {
        var policy = new AcceptErrorPolicy();
        double[] expected = [10, 20, 40, 80, 160, 320, 640, 1000, 1000, 1000];
        Assert.Equal(expected, expected.Select(_ => policy.NextDelay().TotalMilliseconds));
        policy.Succeeded();
        Assert.Equal(10, policy.NextDelay().TotalMilliseconds);
    }
}
