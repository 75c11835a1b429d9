using System.Net.Sockets;

namespace Conformance;

public class UrgentSpecs
{
    [Theory, Places]
    public void An_urgent_byte_is_received_apart(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send([1]);
        Assert.Equal(1, pair.Client.Send([9], SocketFlags.OutOfBand));
        pair.Client.Send([2]);
        Assert.True(pair.Server.Poll(Make.Long, SelectMode.SelectError));
        byte[] urgent = new byte[1];
        Assert.Equal(1, pair.Server.Receive(urgent, SocketFlags.OutOfBand));
        Assert.Equal(9, urgent[0]);
        Assert.Equal([1, 2], Make.ReceiveExactly(pair.Server, 2));
    });

    [Theory, Places]
    public void An_urgent_byte_stays_in_line_where_that_is_asked_for(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline, true);
        pair.Client.Send([1]);
        pair.Client.Send([9], SocketFlags.OutOfBand);
        Assert.Equal([1, 9], Make.ReceiveExactly(pair.Server, 2));
    });

    [Theory, Places]
    public void No_urgent_byte_is_InvalidArgument(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With(SocketError.InvalidArgument, () => pair.Server.Receive(new byte[1], SocketFlags.OutOfBand));
    });

    [Theory, Places]
    public void The_mark_is_told_by_IOControl(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send([9], SocketFlags.OutOfBand);
        Assert.True(pair.Server.Poll(Make.Long, SelectMode.SelectError));
        byte[] mark = new byte[4];
        Assert.Equal(4, pair.Server.IOControl(IOControlCode.OobDataRead, null, mark));
        Assert.Equal([1, 0, 0, 0], mark);
    });

    [Theory, Places]
    public void Select_counts_an_urgent_byte_as_an_error(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send([9], SocketFlags.OutOfBand);
        List<Socket> error = [pair.Server];
        Socket.Select(null, null, error, Make.Long);
        Assert.Equal([pair.Server], error);
    });
}
