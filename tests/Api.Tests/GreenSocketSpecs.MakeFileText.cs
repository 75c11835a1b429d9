using System.Net.Sockets;
using System.Text;

namespace Akka.Greensock.Tests;

public abstract partial class GreenSocketSpecs
{
    [Fact]
    public void Lines_come_whole_whatever_their_ends_and_the_segments_are() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        byte[] text = Encoding.UTF8.GetBytes("ünë\r\ntwo\n\n世界 𝄞\rlast");
        Greenlet writer = Greenlet.Spawn(async () =>
        {
            foreach (byte b in text) // each character is cut into its bytes
            {
                await pair.Client.SendAllAsync(new[] { b });
                await PolledAsync();
            }

            pair.Client.Shutdown(SocketShutdown.Send);
        });

        using StreamReader reader = pair.Server.MakeReader();
        foreach (string? line in new[] { "ünë", "two", string.Empty, "世界 𝄞", "last", null, null })
        {
            Assert.Equal(line, await reader.ReadLineAsync());
        }

        await writer;
    });

    [Fact]
    public void A_dialogue_of_lines_goes_to_and_fro() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        Greenlet server = Greenlet.Spawn(async () =>
        {
            using StreamReader reader = pair.Server.MakeReader();
            await using StreamWriter writer = pair.Server.MakeWriter(newLine: "\r\n");
            pair.Server.Close(); // the files are all that is needed
            while (await reader.ReadLineAsync() is { } line)
            {
                await writer.WriteLineAsync($"<{line}>");
                await writer.FlushAsync();
            }
        });
        using StreamReader answers = pair.Client.MakeReader();
        await using (StreamWriter questions = pair.Client.MakeWriter())
        {
            for (int i = 0; i < 100; i++)
            {
                await questions.WriteLineAsync($"question {i}");
                await questions.FlushAsync();
                Assert.Equal($"<question {i}>", await answers.ReadLineAsync());
            }

            await questions.WriteAsync("unfinished");
        }

        pair.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal("<unfinished>", await answers.ReadLineAsync());
        Assert.Null(await answers.ReadLineAsync());
        Assert.Null(await EndOfAsync(server));
    });

    [Fact]
    public void A_line_longer_than_every_buffer_comes_whole() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        string line = new('x', 1_000_000);
        Greenlet writer = Greenlet.Spawn(async () =>
        {
            await using StreamWriter text = pair.Client.MakeWriter();
            await text.WriteLineAsync(line);
        });
        using StreamReader reader = pair.Server.MakeReader();

        Assert.Equal(line, await reader.ReadLineAsync());
        await writer;
    });

    [Fact]
    public void A_text_file_keeps_its_newline_its_encoding_and_writes_no_byte_order_mark() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using (StreamWriter lines = pair.Client.MakeWriter())
        {
            await lines.WriteLineAsync("é");
        }

        await using (StreamWriter lines = pair.Client.MakeWriter(Encoding.Latin1, "\r\n"))
        {
            await lines.WriteLineAsync("é\n");
        }

        Assert.Equal([0xC3, 0xA9, 10, 0xE9, 10, 13, 10], await ReceiveExactlyAsync(pair.Server, 7));
        await pair.Client.SendAllAsync(new byte[] { 0xE9, 10 });
        using StreamReader reader = pair.Server.MakeReader(Encoding.Latin1);
        Assert.Equal("é", await reader.ReadLineAsync());
    });

    [Fact]
    public void Bytes_that_are_no_text_are_an_error_unless_the_encoding_replaces_them() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await pair.Client.SendAllAsync(new byte[] { 0xFF, 10 });
        using (StreamReader strict = pair.Server.MakeReader())
        {
            await ThrowsAsync<DecoderFallbackException>(async () => await strict.ReadLineAsync());
        }

        await pair.Client.SendAllAsync(new byte[] { 0xFF, 10 });
        using StreamReader replacing = pair.Server.MakeReader(Encoding.UTF8);
        Assert.Equal("\uFFFD", await replacing.ReadLineAsync());
    });

    [Fact]
    public void A_line_that_timed_out_halfway_is_not_mistaken_for_its_end() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using StreamReader reader = pair.Server.MakeReader();
        await pair.Client.SendAllAsync("DELETE /every"u8.ToArray());
        pair.Server.Timeout = TimeSpan.FromMilliseconds(20);

        IOException late = await ThrowsAsync<IOException>(async () => await reader.ReadLineAsync());

        Assert.IsType<SocketTimeoutException>(late.InnerException);
        await pair.Client.SendAllAsync("thing\n"u8.ToArray());
        IOException poisoned = await ThrowsAsync<IOException>(async () => await reader.ReadLineAsync());
        Assert.Contains("cannot read from timed out object", poisoned.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_greenlet_that_waits_for_a_line_can_be_killed_and_wakes_on_its_hub() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using StreamReader reader = pair.Server.MakeReader();
        Hub hub = Hub.Current!;
        Greenlet killed = await StartedAsync(async () => await reader.ReadLineAsync());
        await killed.KillAsync();
        Assert.IsType<GreenletExitException>(killed.Exception ?? new GreenletExitException());

        Greenlet<string?> waits = await StartedAsync(async () =>
        {
            string? line = await reader.ReadLineAsync();
            Assert.Same(hub, Hub.Current);
            Assert.Same(Greenlet.Current, SynchronizationContext.Current);
            return line;
        });
        await pair.Client.SendAllAsync("late\n"u8.ToArray());
        Assert.Null(await EndOfAsync(waits));
        Assert.Equal("late", waits.Value);
    });

    [Fact]
    public void Closing_the_last_of_socket_reader_and_writer_ends_the_connection() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        StreamReader reader = pair.Client.MakeReader();
        StreamWriter writer = pair.Client.MakeWriter();
        await writer.WriteAsync("end");
        pair.Client.Close();
        reader.Dispose();
        await writer.DisposeAsync();

        Assert.Equal("end"u8.ToArray(), await ReceiveExactlyAsync(pair.Server, 3));
        Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[1]));
        pair.Server.Shutdown(SocketShutdown.Send);
    });
}
