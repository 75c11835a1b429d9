using System.Net.Sockets;
using System.Text;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>Scripts whose peers do what is expected of them.</summary>
public abstract class ScriptSpecs(string kernelName) : ScriptSpecsBase(kernelName)
{
    [Fact]
    public void Two_scripts_talk_to_each_other() => OnHub(async () =>
    {
        Script server = Script.Start().SendLine("220 ready").ExpectLine("EHLO a").SendLine("250 OK").ExpectEnd().HalfClose();
        Script client = Script.Start().ExpectLine("220 ready").SendLine("EHLO a").ExpectLine("250 OK").HalfClose().ExpectEnd();

        await using ScriptServer serving = await ScriptServer.StartAsync(Anywhere, server);
        ScriptTranscript said = await client.ConnectAsync(serving.LocalEndPoint);
        ScriptTranscript heard = Assert.Single(await serving.CompleteAsync());

        Assert.Equal("EHLO a\r\n"u8.ToArray(), said.ToSentBytes());
        Assert.Equal("220 ready\r\n250 OK\r\n"u8.ToArray(), said.ToReceivedBytes());
        Assert.Equal(said.ToSentBytes(), heard.ToReceivedBytes());
        Assert.Equal(said.ToReceivedBytes(), heard.ToSentBytes());
        Assert.Equal(ScriptEvent.EndReceived, said.Entries[^1].Event);
        Assert.Equal("5", said.Entries[^1].Step);
        Assert.Equal(ScriptEvent.EndSent, heard.Entries[^1].Event);
    });

    [Fact]
    public void Lines_that_come_together_or_in_pieces_are_the_same_lines() => OnHub(async () =>
    {
        const string Lines = "one\r\n\r\nthree\rstill\nthree\r\n";
        for (int piece = 1; piece <= Lines.Length; piece++)
        {
            int size = piece;
            Script script = Script.Start().ExpectLine("one").ExpectLine("").ExpectLine("three\rstill\nthree").SendLine("ok").Close();
            await AgainstAsync(script, async socket =>
            {
                socket.NoDelay = true;
                for (int from = 0; from < Lines.Length; from += size)
                {
                    await SendAsync(socket, Lines[from..Math.Min(from + size, Lines.Length)]);
                    await Greenlet.YieldAsync();
                }

                Assert.Equal("ok\r\n", await ReadToEndAsync(socket));
            });
        }
    });

    [Fact]
    public void Line_ending_encoding_and_limits_hold_for_the_steps_that_follow() => OnHub(async () =>
    {
        Script script = Script.Start().ExpectLine("ä")
            .WithLineEnding("\n").ExpectLine("a\r").SendLine("x")
            .WithEncoding(Encoding.Latin1).ExpectLine("ä").SendLine("ö").WithLongestLine(3).ExpectLine("abc").Close();
        await AgainstAsync(script, async socket =>
        {
            await socket.SendAllAsync(Encoding.UTF8.GetBytes("ä\r\n"));
            await SendAsync(socket, "a\r\nä\nabc\n");
            Assert.Equal("x\nö\n", await ReadToEndAsync(socket));
        });
    });

    [Fact]
    public void What_a_group_captured_is_said_and_expected_later() => OnHub(async () =>
    {
        Script script = Script.Start()
            .ExpectLineMatching(@"^(?<tag>\w+) LOGIN (?<user>\S+) (\S+)$")
            .SendLine(seen => $"{seen["tag"]} OK {seen["user"]}")
            .ExpectLine(seen => $"{seen["user"]} BYE")
            .Close();
        ScriptTranscript said = await AgainstAsync(script, async socket =>
        {
            await SendAsync(socket, "a1 LOGIN me secret\r\n");
            Assert.Equal("a1 OK me\r\n", await ReadAsync(socket, 10));
            await SendAsync(socket, "me BYE\r\n");
        });
        Assert.Equal(["tag", "user"], said.Variables.Names);

        KeyNotFoundException missing = await ThrowsAsync<KeyNotFoundException>(() =>
            AgainstAsync(Script.Start().SendLine(seen => seen["tag"]), static _ => Task.CompletedTask));
        Assert.Contains("(?<tag>…)", missing.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void Bytes_are_expected_exactly_by_count_and_by_a_predicate() => OnHub(async () =>
    {
        Script script = Script.Start()
            .Expect([0, 1, 255]).Expect("text").Expect([]).ExpectBytes(5)
            .ExpectBytesMatching(2, static bytes => bytes.Span[0] == bytes.Span[1], "two that are the same")
            .ExpectLine("rest").Send([1, 2]).Send("ä").ExpectEnd().Close();
        await AgainstAsync(script, async socket =>
        {
            await SendAsync(socket, "\0\u0001\u00fftext12345zzrest\r\n");
            Assert.Equal("\u0001\u0002Ã¤", await ReadAsync(socket, 4));
            socket.Shutdown(SocketShutdown.Send);
        });
    });

    [Fact]
    public void What_is_sent_slowly_comes_in_pieces() => OnTimedHub(async () =>
    {
        Script script = Script.Start()
            .SendSlowly("abcdefghij", 4, TimeSpan.FromMilliseconds(1)).SendSlowly([], 1).SendSlowly("k", 9).Close();
        ScriptTranscript said = await AgainstAsync(script, async socket => Assert.Equal("abcdefghijk", await ReadToEndAsync(socket)));

        Assert.Equal(
            ["abcd", "efgh", "ij", "k"],
            said.Entries.Where(entry => entry.Event == ScriptEvent.Sent).Select(entry => Encoding.ASCII.GetString(entry.Bytes.Span)));
    });

    [Fact]
    public void A_wait_takes_its_time_by_the_hubs_clock() => OnTimedHub(async () =>
    {
        Script script = Script.Start().WithTimeout(TimeSpan.FromMilliseconds(1)).Wait(Short).SendLine("late").Close();
        ScriptTranscript said = await AgainstAsync(script, async socket => Assert.Equal("late\r\n", await ReadToEndAsync(socket)));
        Assert.InRange(said.Entries[0].Time, Short, Patience);
    });

    [Fact]
    public void A_half_close_ends_one_direction_and_a_reset_both() => OnHub(async () =>
    {
        await AgainstAsync(Script.Start().HalfClose().ExpectLine("after").Reset(), async socket =>
        {
            Assert.Equal("", await ReadToEndAsync(socket));
            await SendAsync(socket, "after\r\n");
            SocketException e = await ThrowsAsync<SocketException>(async () =>
            {
                while (true)
                {
                    await socket.SendAllAsync(new byte[1]); // until the reset is here
                    await Greenlet.YieldAsync();
                }
            });
            Assert.Contains(e.SocketErrorCode, new[] { SocketError.ConnectionReset, SocketError.Shutdown });
        });
    });

    [Fact]
    public void The_peers_reset_end_and_silence_are_expected() => OnTimedHub(async () =>
    {
        Script patient = Script.Start().WithTimeout(Patience);
        await AgainstAsync(patient.ExpectLine("bye").ExpectReset(), static async socket =>
        {
            await SendAsync(socket, "bye\r\n");
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        });
        await AgainstAsync(patient.ExpectSilence(Short).SendLine("?").ExpectLine("!").SkipToEnd(), static async socket =>
        {
            Assert.Equal("?\r\n", await ReadAsync(socket, 3));
            await SendAsync(socket, "!\r\nand whatever comes then");
            socket.Close();
        });
    });

    [Fact]
    public void A_script_within_a_script_is_repeated_and_its_steps_are_numbered() => OnHub(async () =>
    {
        Script echo = Script.Start().ExpectLineMatching("^(?<word>.*)$").SendLine(seen => seen["word"]);
        Script script = Script.Start().SendLine("hi").Repeat(3, echo).Repeat(0, echo).Then(Script.Start().ExpectEnd().Close());
        Assert.Equal(4, script.StepCount);
        ScriptTranscript said = await AgainstAsync(script, static async socket =>
        {
            await SendAsync(socket, "a\r\nb\r\nc\r\n");
            Assert.Equal("hi\r\na\r\nb\r\nc\r\n", await ReadAsync(socket, 13));
            socket.Shutdown(SocketShutdown.Send);
        });
        Assert.Equal(
            ["1", "2[1].2", "2[2].2", "2[3].2"],
            said.Entries.Where(entry => entry.Event == ScriptEvent.Sent).Select(entry => entry.Step));
        Assert.Equal("1. SendLine(\"hi\")\n2. Repeat(3, …)\n3. ExpectEnd()\n4. Close()", script.ToString());
    });

    [Fact]
    public void What_came_and_was_not_expected_is_told() => OnHub(async () =>
    {
        Script script = Script.Start().ExpectLine("a").SkipToEnd();
        ScriptTranscript none = await AgainstAsync(script, static async socket =>
        {
            await SendAsync(socket, "a\r\nb");
            socket.Close();
        });
        Assert.Equal(0, none.Unread.Length);

        ScriptTranscript some = await AgainstAsync(Script.Start().Expect("a"), static async socket => await SendAsync(socket, "abc"));
        Assert.Equal("bc", Encoding.ASCII.GetString(some.Unread.Span));
    });

    [Fact]
    public void A_script_that_is_over_leaves_the_callers_socket_open_and_as_it_was() => OnHub(async () =>
    {
        Script script = Script.Start().SendLine("one").ExpectLine("two");
        await using ScriptServer server = await ScriptServer.StartAsync(
            Anywhere, Script.Start().ExpectLine("one").SendLine("two").ExpectLine("three"));
        using var socket = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.LocalEndPoint);
        socket.Timeout = TimeSpan.FromSeconds(77);

        await script.RunAsync(socket);

        Assert.Equal(TimeSpan.FromSeconds(77), socket.Timeout);
        await SendAsync(socket, "three\r\n");
        await server.CompleteAsync();
    });

    [Fact]
    public async Task A_script_runs_from_a_thread_that_is_no_hub()
    {
        using var hub = new TestHub(Options);
        (GreenSocket One, GreenSocket Other) pair = await hub.RunAsync(async () =>
        {
            using var listener = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(Anywhere);
            listener.Listen();
            var one = new GreenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await one.ConnectAsync(listener.LocalEndPoint!);
            return (one, await listener.AcceptAsync());
        });

        Task<ScriptTranscript> client = Script.Start().SendLine("a").ExpectLine("b").Close().RunAsync(pair.One);
        await Script.Start().ExpectLine("a").SendLine("b").ExpectEnd().Close().RunAsync(pair.Other).WaitAsync(Patience);
        Assert.Equal("b\r\n"u8.ToArray(), (await client.WaitAsync(Patience)).ToReceivedBytes());
    }
}

public class LinuxScriptSpecs() : ScriptSpecs("linux");

public class PortableScriptSpecs() : ScriptSpecs("portable");
