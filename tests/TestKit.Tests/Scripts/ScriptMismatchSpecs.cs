using System.Net.Sockets;
using System.Text;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>Peers that go astray, and what they are told. The clock stands still, so that every time is +0.000 s.</summary>
public class ScriptMismatchSpecs() : ScriptSpecsBase("linux")
{
    private static readonly Script Hi = Script.Start().SendLine("hi");

    [Fact]
    public void Another_line_is_shown_below_the_one_expected_with_a_mark() => OnHub(async () =>
    {
        Script script = Script.Start().SendLine("220 ready").ExpectLine("EHLO localhost").SendLine("250 OK");
        ScriptMismatchException e = await MismatchAsync(script, static async socket =>
        {
            Assert.Equal("220 ready\r\n", await ReadAsync(socket, 11));
            await SendAsync(socket, "EHLO \tlocalhost\r\n");
        });

        Assert.Equal(
            """
            The script's step 2, ExpectLine("EHLO localhost"): another line came
              expected: "EHLO localhost\r\n"
              came:     "EHLO \tlocalhost\r\n"
                              ^ byte 5
              the conversation, its last 2 of 2 entries:
                +0.000 s >>> "220 ready\r\n"
                +0.000 s <<< "EHLO \tlocalhost\r\n"
            """,
            e.Message);
        Assert.Equal("2", e.StepNumber);
        Assert.Equal("ExpectLine(\"EHLO localhost\")", e.Step);
        Assert.Equal(5, e.Position);
        Assert.Equal("EHLO \tlocalhost\r\n", Encoding.ASCII.GetString(e.Actual.Span));
        Assert.Equal(2, e.Transcript.Entries.Count);
    });

    [Fact]
    public void Other_bytes_are_shown_in_rows_with_a_mark() => OnHub(async () =>
    {
        byte[] expected = [.. Enumerable.Range(0, 60).Select(static i => (byte)(i * 5))];
        ScriptMismatchException e = await MismatchAsync(Script.Start().Expect(expected), async socket =>
        {
            byte[] other = [.. expected];
            other[35] = 0x41;
            await socket.SendAllAsync(other);
        });

        Assert.StartsWith("The script's step 1, Expect(\"\\0\\x05\\n\\x0f", e.Message, StringComparison.Ordinal);
        Assert.Contains(
            """
            …"): other bytes came
              expected: 60 bytes
                00000010 50 55 5a 5f 64 69 6e 73 78 7d 82 87 8c 91 96 9b  |PUZ_dinsx}......|
                00000020 a0 a5 aa af b4 b9 be c3 c8 cd d2 d7 dc e1 e6 eb  |................|
                                  ^^ byte 35
                00000030 f0 f5 fa ff 04 09 0e 13 18 1d 22 27              |.........."'|
              came: 60 bytes
                00000010 50 55 5a 5f 64 69 6e 73 78 7d 82 87 8c 91 96 9b  |PUZ_dinsx}......|
                00000020 a0 a5 aa 41 b4 b9 be c3 c8 cd d2 d7 dc e1 e6 eb  |...A............|
                                  ^^ byte 35
                00000030 f0 f5 fa ff 04 09 0e 13 18 1d 22 27              |.........."'|
              the conversation, its last 1 of 1 entries:
            """,
            e.Message,
            StringComparison.Ordinal);
    });

    [Fact]
    public void A_difference_at_any_byte_is_found_at_that_byte() => OnHub(async () =>
    {
        byte[] text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 15).Select(static i => $"word{i:00} ")) + "\r\n");
        byte[] binary = [.. text.Select(static value => (byte)(value ^ 0x80))];
        foreach (byte[] expected in new[] { text, binary })
        {
            Script bytes = Script.Start().Expect(expected);
            Script line = Script.Start().WithEncoding(Encoding.Latin1).ExpectLine(
                Encoding.Latin1.GetString(expected.AsSpan(0, expected.Length - 2)));
            for (int i = 0; i < expected.Length; i++)
            {
                byte[] other = [.. expected];
                other[i] ^= 0x01;
                ScriptMismatchException e = await MismatchAsync(bytes, async socket => await socket.SendAllAsync(other));
                AssertPoints(e, i);
                if (expected == text && i < text.Length - 2)
                {
                    AssertPoints(await MismatchAsync(line, async socket => await socket.SendAllAsync(other)), i);
                }
            }
        }

        static void AssertPoints(ScriptMismatchException e, int at)
        {
            Assert.Equal(at, e.Position);
            Assert.Contains($"^ byte {at}\n", e.Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void The_first_byte_that_differs_fails_without_a_wait_for_the_rest() => OnHub(async () =>
    {
        ScriptMismatchException e = await MismatchAsync(Script.Start().Expect("abcdef"), static async socket =>
        {
            await SendAsync(socket, "abX");
            Assert.Equal("", await ReadToEndAsync(socket)); // the script has ended the connection, and does not wait for three more
        });
        Assert.Equal(2, e.Position);
    });

    [Fact]
    public void An_end_at_any_byte_is_told_with_what_came() => OnHub(async () =>
    {
        const string Line = "EHLO a\r\n";
        for (int i = 0; i < Line.Length; i++)
        {
            foreach (Script script in new[] { Script.Start().ExpectLine(Line[..^2]), Script.Start().Expect(Line) })
            {
                ScriptMismatchException e = await MismatchAsync(script, async socket =>
                {
                    await SendAsync(socket, Line[..i]);
                    socket.Shutdown(SocketShutdown.Send);
                });
                Assert.Contains("): the peer ended the stream before that\n", e.Message, StringComparison.Ordinal);
                Assert.EndsWith("+0.000 s <<< (end of stream)", e.Message, StringComparison.Ordinal);
                Assert.Equal(Line[..i], Encoding.ASCII.GetString(e.Actual.Span));
                Assert.Equal(i, e.Position);
            }
        }
    });

    [Fact]
    public void A_reset_is_told() => OnHub(async () =>
    {
        foreach (Script script in new[] { Hi.ExpectLine("a"), Hi.ExpectEnd(), Hi.ExpectBytes(4) })
        {
            ScriptMismatchException e = await MismatchAsync(script, static async socket =>
            {
                Assert.Equal("hi\r\n", await ReadAsync(socket, 4));
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
            });
            Assert.Contains("the peer reset the connection", e.Message, StringComparison.Ordinal);
            Assert.EndsWith("+0.000 s <<< (reset)", e.Message, StringComparison.Ordinal);
            Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(e.InnerException).SocketErrorCode);
            Assert.Equal("2", e.StepNumber);
        }
    });

    [Fact]
    public void A_reset_while_the_script_sends_is_told() => OnHub(async () =>
    {
        Script script = Script.Start().Repeat(1000, Script.Start().Send(new byte[100_000]));
        ScriptMismatchException e = await MismatchAsync(script, static socket =>
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
            return Task.CompletedTask;
        });
        Assert.Contains("the peer had reset the connection, and took it no more", e.Message, StringComparison.Ordinal);
        Assert.StartsWith("1[", e.StepNumber, StringComparison.Ordinal);
        Assert.EndsWith("].1", e.StepNumber, StringComparison.Ordinal);
    });

    [Fact]
    public void A_peer_that_says_nothing_runs_out_of_time() => OnTimedHub(async () =>
    {
        Script quick = Script.Start().WithTimeout(Short);
        foreach ((Script script, string told) in new (Script, string)[]
        {
            (quick.ExpectLine("a"), "no more came within 0.02 s\n  expected: \"a\\r\\n\"\n  came:     \"\"\n             ^ byte 0"),
            (quick.Expect("abc"), "no more came within 0.02 s"),
            (quick.ExpectBytes(1), "no more came within 0.02 s\n  came: nothing"),
            (quick.ExpectLineMatching("a"), "no more came within 0.02 s"),
            (quick.ExpectEnd(), "the peer did not end the stream within 0.02 s"),
            (quick.SkipToEnd(), "the peer did not end the stream within 0.02 s"),
            (quick.ExpectReset(), "the peer did not reset the connection within 0.02 s"),
        })
        {
            ScriptMismatchException e = await MismatchAsync(script, static _ => Task.CompletedTask);
            Assert.Contains(told, e.Message, StringComparison.Ordinal);
            Assert.IsType<SocketTimeoutException>(e.InnerException);
        }
    });

    [Fact]
    public void A_line_that_goes_on_and_on_ends_at_its_time() => OnTimedHub(async () =>
    {
        Script slow = Script.Start().WithTimeout(Short).ExpectLine("a");
        ScriptMismatchException late = await MismatchAsync(slow, static async socket =>
        {
            await ThrowsAsync<SocketException>(async () =>
            {
                while (true)
                {
                    await SendAsync(socket, "."); // the step's time is one for all that comes
                    await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(1));
                }
            });
        });
        Assert.Contains("no more came within", late.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_line_that_goes_on_and_on_ends_at_its_limit() => OnHub(async () =>
    {
        foreach (int length in new[] { 10, 11, 12, 13, 100, 100_000 })
        {
            Script script = Script.Start().WithLongestLine(10).ExpectLineMatching("^a*$").ExpectEnd();
            async Task SendLineAsync(GreenSocket socket)
            {
                await SendAsync(socket, new string('a', length) + "\r\n");
                socket.Shutdown(SocketShutdown.Send);
            }

            if (length <= 10)
            {
                await AgainstAsync(script, SendLineAsync);
                continue;
            }

            ScriptMismatchException e = await MismatchAsync(script, async socket =>
            {
                try
                {
                    await SendLineAsync(socket);
                }
                catch (SocketException)
                {
                    // The script has hung up before all was sent.
                }
            });
            Assert.Contains("no end of a line came within 10 bytes (WithLongestLine)", e.Message, StringComparison.Ordinal);
            Assert.InRange(e.Message.Length, 1, 2000);
        }
    });

    [Fact]
    public void A_peer_that_takes_nothing_runs_out_of_time() => OnTimedHub(async () =>
    {
        Script script = Script.Start().WithTimeout(Short).Send(new byte[64 * 1024 * 1024]);
        ScriptMismatchException e = await MismatchAsync(script, static _ => Task.CompletedTask);
        Assert.Contains("the peer did not take it within 0.02 s", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void What_matches_no_pattern_and_no_predicate_is_shown() => OnHub(async () =>
    {
        ScriptMismatchException line = await MismatchAsync(
            Script.Start().ExpectLineMatching("^A(?<n>\\d+)$"), static async socket => await SendAsync(socket, "Ax\r\n"));
        Assert.StartsWith(
            "The script's step 1, ExpectLineMatching(/^A(?<n>\\d+)$/): a line came that does not match\n  came: \"Ax\\r\\n\"\n",
            line.Message,
            StringComparison.Ordinal);
        Assert.Equal(-1, line.Position);

        ScriptMismatchException bytes = await MismatchAsync(
            Script.Start().ExpectBytesMatching(2, static _ => false, "a checksum"), static async socket => await socket.SendAllAsync(
                new byte[] { 1, 2 }));
        Assert.StartsWith(
            "The script's step 1, ExpectBytesMatching(2, a checksum): other bytes came\n  came: 2 bytes\n    00000000 01 02 ",
            bytes.Message,
            StringComparison.Ordinal);
    });

    [Fact]
    public void Bytes_where_the_end_a_reset_or_silence_was_expected_are_shown() => OnHub(async () =>
    {
        Script silence = Script.Start().ExpectSilence(TimeSpan.FromSeconds(1));
        foreach (Script script in new[] { Script.Start().ExpectEnd(), Script.Start().ExpectReset(), silence })
        {
            ScriptMismatchException e = await MismatchAsync(script, static async socket => await SendAsync(socket, "more"));
            Assert.Contains("bytes came", e.Message, StringComparison.Ordinal);
            Assert.Contains("\n  came: \"more\"\n", e.Message, StringComparison.Ordinal);
        }

        foreach (Script script in new[] { Script.Start().ExpectReset(), silence })
        {
            ScriptMismatchException e = await MismatchAsync(script, static socket =>
            {
                socket.Shutdown(SocketShutdown.Send);
                return Task.CompletedTask;
            });
            Assert.Contains("the peer ended the stream", e.Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void A_long_text_is_shown_around_its_difference_and_a_long_conversation_at_its_end() => OnHub(async () =>
    {
        string text = string.Concat(Enumerable.Range(0, 200).Select(static i => $"{i:0000}."));
        Script script = Script.Start().Repeat(20, Script.Start().SendLine("again")).Expect(text);
        ScriptMismatchException e = await MismatchAsync(script, async socket => await SendAsync(socket, text[..700] + "X" + text[701..]));
        Assert.Equal(700, e.Position);
        Assert.Contains("\n  expected: …\"0132.0133.", e.Message, StringComparison.Ordinal);
        Assert.Contains("\n  came:     …\"0132.0133.", e.Message, StringComparison.Ordinal);
        Assert.Contains("its last 8 of 21 entries", e.Message, StringComparison.Ordinal);
        string[] lines = e.Message.Split('\n');
        int mark = Array.FindIndex(lines, static line => line.EndsWith("^ byte 700", StringComparison.Ordinal));
        Assert.Equal('X', lines[mark - 1][lines[mark].IndexOf('^', StringComparison.Ordinal)]);
        Assert.Equal('0', lines[mark - 2][lines[mark].IndexOf('^', StringComparison.Ordinal)]);
    });

    [Fact]
    public void A_cancelled_or_killed_script_ends_so_and_the_socket_can_be_used_on() => OnHub(async () =>
    {
        await using ScriptServer server = await ScriptServer.StartAsync(Anywhere, Script.Start().ExpectLine("x").SendLine("y").ExpectEnd());
        using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.LocalEndPoint);
        using var source = new CancellationTokenSource();
        Script waits = Script.Start().ExpectLine("never");
        Greenlet cancelled = Greenlet.Spawn(
            async () => await ThrowsAsync<OperationCanceledException>(() => waits.RunAsync(socket, source.Token)));
        Greenlet killed = Greenlet.Spawn(async () => await waits.RunAsync(socket));
        await Greenlet.YieldAsync();
        await source.CancelAsync();
        await cancelled;
        await killed.KillAsync();
        Assert.Equal(GreenletState.Killed, killed.State);

        await Script.Start().SendLine("x").ExpectLine("y").Close().RunAsync(socket);
        await server.CompleteAsync();
    });
}
