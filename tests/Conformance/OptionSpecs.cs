using System.Net;
using System.Net.Sockets;

namespace Conformance;

public class OptionSpecs
{
    [Theory, Places]
    public void Linger_is_off_by_default_and_keeps_what_is_set(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Assert.False(socket.LingerState!.Enabled);
        socket.LingerState = new LingerOption(true, 7);
        Assert.True(socket.LingerState.Enabled);
        Assert.Equal(7, socket.LingerState.LingerTime);
    });

    [Theory, Places]
    public void Linger_outside_its_bounds_is_refused(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With<ArgumentException>("optionValue", () => socket.LingerState = new LingerOption(true, -1));
        Fails.With<ArgumentException>("optionValue", () => socket.LingerState = new LingerOption(true, 65536));
        Fails.With<ArgumentNullException>("optionValue", () => socket.LingerState = null!);
    });

    [Theory, Places]
    public void NoDelay_is_off_by_default(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Assert.False(socket.NoDelay);
        socket.NoDelay = true;
        Assert.True(socket.NoDelay);
        Assert.Equal(1, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay));
    });

    [Theory, Places]
    public void Buffer_sizes_are_doubled_by_Linux(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        socket.ReceiveBufferSize = 10_000;
        socket.SendBufferSize = 12_000;
        Assert.Equal(20_000, socket.ReceiveBufferSize);
        Assert.Equal(24_000, socket.SendBufferSize);
    });

    [Theory, Places]
    public void Negative_buffer_sizes_are_refused(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With<ArgumentOutOfRangeException>("value", () => socket.ReceiveBufferSize = -1);
        Fails.With<ArgumentOutOfRangeException>("value", () => socket.SendBufferSize = -1);
    });

    [Theory, Places]
    public void Timeouts_are_kept_as_they_were_set(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Assert.Equal(0, socket.ReceiveTimeout);
        Assert.Equal(0, socket.SendTimeout);
        socket.ReceiveTimeout = 1234;
        socket.SendTimeout = 4321;
        Assert.Equal(1234, socket.ReceiveTimeout);
        Assert.Equal(4321, socket.SendTimeout);
        Assert.Equal(1234, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout));
    });

    [Theory, Places]
    public void A_timeout_of_minus_one_is_none(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        socket.ReceiveTimeout = 5;
        socket.ReceiveTimeout = -1;
        Assert.Equal(0, socket.ReceiveTimeout);
        Fails.With<ArgumentOutOfRangeException>("value", () => socket.ReceiveTimeout = -2);
        Fails.With<ArgumentOutOfRangeException>("value", () => socket.SendTimeout = -2);
    });

    [Theory, Places]
    public void A_time_to_live_can_be_set(Place place) => place.Run(() =>
    {
        using Socket v4 = Make.Udp();
        v4.Ttl = 9;
        Assert.Equal(9, v4.Ttl);
        using Socket v6 = Make.Udp(AddressFamily.InterNetworkV6);
        v6.Ttl = 10;
        Assert.Equal(10, v6.Ttl);
        Fails.With<ArgumentOutOfRangeException>("value", () => v4.Ttl = -1);
        Fails.With<ArgumentOutOfRangeException>("value", () => v4.Ttl = 256);
    });

    [Theory, Places]
    public void A_unix_socket_has_no_time_to_live(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Unix();
        Fails.With<NotSupportedException>(() => _ = socket.Ttl);
        Fails.With<NotSupportedException>(() => socket.Ttl = 1);
        Fails.With<NotSupportedException>(() => _ = socket.DontFragment);
        Fails.With<NotSupportedException>(() => _ = socket.MulticastLoopback);
    });

    [Theory, Places]
    public void Fragmenting_and_broadcast_can_be_switched(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Udp();
        socket.DontFragment = true;
        Assert.True(socket.DontFragment);
        Assert.False(socket.EnableBroadcast);
        socket.EnableBroadcast = true;
        Assert.True(socket.EnableBroadcast);
    });

    [Theory, Places]
    public void Multicast_comes_back_by_default(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Udp();
        Assert.True(socket.MulticastLoopback);
        socket.MulticastLoopback = false;
        Assert.False(socket.MulticastLoopback);
    });

    [Theory, Places]
    public void Only_IPv6_can_be_of_dual_mode(Place place) => place.Run(() =>
    {
        using Socket v4 = Make.Tcp();
        Assert.False(v4.DualMode);
        Fails.With<NotSupportedException>(() => v4.DualMode = true);
        using Socket v6 = Make.Tcp(AddressFamily.InterNetworkV6);
        v6.DualMode = true;
        Assert.True(v6.DualMode);
    });

    [Theory, Places]
    public void Addresses_are_exclusive_by_default(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Assert.True(socket.ExclusiveAddressUse);
        Assert.Equal(0, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress));
        socket.ExclusiveAddressUse = false;
        Assert.False(socket.ExclusiveAddressUse);
        Assert.Equal(1, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress));
    });

    [Theory, Places]
    public void Exclusiveness_is_decided_before_binding(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Deaf();
        Fails.With<InvalidOperationException>(() => socket.ExclusiveAddressUse = false);
    });

    [Theory, Places]
    public void Two_that_reuse_share_an_address(Place place) => place.Run(() =>
    {
        using Socket one = Make.Tcp();
        using Socket two = Make.Tcp();
        one.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        two.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, 1);
        one.Bind(Make.AnyPort);
        two.Bind(one.LocalEndPoint!);
        Assert.Equal(one.LocalEndPoint, two.LocalEndPoint);
    });

    [Theory, Places]
    public void Options_by_name_come_as_numbers_bytes_and_objects(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        Assert.Equal(1, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.Equal([1, 0, 0, 0], socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, 4));
        byte[] value = new byte[4];
        socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, value);
        Assert.Equal([1, 0, 0, 0], value);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, new byte[4]);
        Assert.Equal(0, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.IsType<LingerOption>(socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Linger));
    });

    [Theory, Places]
    public void Keep_alive_times_are_seconds(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 11);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 12);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 13);
        Assert.Equal(11, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.Equal(12, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
        Assert.Equal(13, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));
    });

    [Theory, Places]
    public void Type_and_error_are_options_too(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Assert.Equal((int)SocketType.Stream, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Type));
        Assert.Equal(0, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error));
        Assert.Equal(0, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.AcceptConnection));
    });

    [Theory, Places]
    public void An_option_that_there_is_not_is_refused(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With(SocketError.OperationNotSupported, () => socket.GetSocketOption(SocketOptionLevel.Socket, (SocketOptionName)12345));
        Fails.With(SocketError.OperationNotSupported, () => socket.SetSocketOption(SocketOptionLevel.Tcp, (SocketOptionName)12345, 1));
    });

    [Theory, Places]
    public void Objects_must_be_of_the_options_own_type(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Udp();
        void Set(SocketOptionLevel level, SocketOptionName name, object? value) => socket.SetSocketOption(level, name, value!);
        Fails.With<ArgumentNullException>("optionValue", () => Set(SocketOptionLevel.Socket, SocketOptionName.Linger, null));
        Fails.With<ArgumentException>("optionValue", () => Set(SocketOptionLevel.Socket, SocketOptionName.Linger, "x"));
        Fails.With<ArgumentException>("optionValue", () => Set(SocketOptionLevel.IP, SocketOptionName.AddMembership, "x"));
        Fails.With<ArgumentException>("optionValue", () => Set(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, 1));
    });

    [Theory, Places]
    public void Raw_options_are_the_systems_own(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        socket.SetRawSocketOption(1, 9, [1, 0, 0, 0]); // SOL_SOCKET, SO_KEEPALIVE
        Assert.Equal(1, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        byte[] value = new byte[8];
        Assert.Equal(4, socket.GetRawSocketOption(1, 9, value));
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0], value);
        Fails.With(SocketError.ProtocolOption, () => socket.GetRawSocketOption(1, 12345, new byte[4]));
    });

    [Theory, Places]
    public void A_group_can_be_joined_and_left(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Udp();
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        var group = new MulticastOption(IPAddress.Parse("239.255.7.7"), IPAddress.Loopback);
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, group);
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.DropMembership, group);
        Fails.With(
            SocketError.AddressNotAvailable, () => socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.DropMembership, group));
    });

    [Theory, Places]
    public void IOControl_counts_what_can_be_read(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.Send(Make.Bytes(3));
        Make.Arrives(pair.Server);
        byte[] count = new byte[4];
        Assert.Equal(4, pair.Server.IOControl(IOControlCode.DataToRead, null, count));
        Assert.Equal([3, 0, 0, 0], count);
        Fails.With<InvalidOperationException>(() => pair.Server.IOControl(IOControlCode.NonBlockingIO, new byte[4], null));
        Fails.With<PlatformNotSupportedException>(() => pair.Server.IOControl(IOControlCode.KeepAliveValues, new byte[12], null));
    });

    [Theory, Places]
    public void Options_of_a_closed_socket_are_refused(Place place) => place.Run(() =>
    {
        Socket socket = Make.Tcp();
        socket.Dispose();
        Fails.With<ObjectDisposedException>(() => _ = socket.NoDelay);
        Fails.With<ObjectDisposedException>(() => socket.NoDelay = true);
        Fails.With<ObjectDisposedException>(() => _ = socket.LingerState);
        Fails.With<ObjectDisposedException>(() => socket.ReceiveTimeout = 1);
        Fails.With<ObjectDisposedException>(() => socket.Blocking = false);
        Fails.With<ObjectDisposedException>(() => socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Fails.With<ObjectDisposedException>(() => socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, 1));
    });

    [Theory, Places]
    public void What_only_Windows_has_is_refused(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        Fails.With<PlatformNotSupportedException>(() => socket.SetIPProtectionLevel(IPProtectionLevel.Restricted));
        Fails.With<PlatformNotSupportedException>(() => socket.DuplicateAndClose(1));
    });
}
