using System.Net.Sockets;

namespace Conformance;

public class SendFileSpecs
{
    [Theory, Places]
    public void The_whole_file_is_sent(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        With(Make.Bytes(200_000), path =>
        {
            Started<int> sender = place.Start(() => pair.Client.SendFile(path));
            Assert.Equal(Make.Bytes(200_000), Make.ReceiveExactly(pair.Server, 200_000));
            sender.Join();
        });
    });

    [Theory, Places]
    public void Between_what_comes_before_and_after(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        With(Make.Bytes(3, first: 10), path =>
        {
            pair.Client.SendFile(path, [1, 2], [98, 99], TransmitFileOptions.UseDefaultWorkerThread);
            Assert.Equal([1, 2, 10, 11, 12, 98, 99], Make.ReceiveExactly(pair.Server, 7));
            pair.Client.SendFile(path, [5], ReadOnlySpan<byte>.Empty, TransmitFileOptions.UseDefaultWorkerThread);
            Assert.Equal([5, 10, 11, 12], Make.ReceiveExactly(pair.Server, 4));
        });
    });

    [Theory, Places]
    public void Without_a_file_only_those_are_sent(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        pair.Client.SendFile(null, [1], [2], TransmitFileOptions.UseDefaultWorkerThread);
        Assert.Equal([1, 2], Make.ReceiveExactly(pair.Server, 2));
    });

    [Theory, Places]
    public void A_file_that_is_not_there_is_not_found(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        Fails.With<FileNotFoundException>(() => pair.Client.SendFile("/no-such-file"));
        Assert.True(pair.Client.Connected);
    });

    [Theory, Places]
    public void Before_connecting_it_is_refused(Place place) => place.Run(() =>
    {
        using Socket socket = Make.Tcp();
        With([1], path => Fails.With<NotSupportedException>(() => socket.SendFile(path)));
    });

    [Theory, Places]
    public void Options_of_Windows_are_refused(Place place) => place.Run(() =>
    {
        using var pair = Pair.Tcp();
        With([1], path => Fails.With<PlatformNotSupportedException>(
            () => pair.Client.SendFile(path, null, null, TransmitFileOptions.Disconnect)));
    });

    [Theory, Places]
    public void A_file_can_be_awaited(Place place) => place.Run(async () =>
    {
        using var pair = await Pair.TcpAsync();
        string path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, [1, 2, 3]);
        await pair.Client.SendFileAsync(path);
        await pair.Client.SendFileAsync(path, new byte[] { 9 }, new byte[] { 8 }, TransmitFileOptions.UseDefaultWorkerThread);
        pair.Client.Shutdown(SocketShutdown.Send);
        using var stream = new NetworkStream(pair.Server);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        Assert.Equal([1, 2, 3, 9, 1, 2, 3, 8], all.ToArray());
        File.Delete(path);
    });

    private static void With(byte[] content, Action<string> use)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, content);
            use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
