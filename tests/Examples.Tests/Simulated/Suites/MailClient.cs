using System.Net.Sockets;
using System.Text;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>A client that knows what it must hear, and says all that it has heard where it hears something else.</summary>
internal sealed class MailClient(GreenSocket socket)
{
    private readonly byte[] _buffer = new byte[512];
    private readonly StringBuilder _heard = new();
    private readonly Queue<(string Reply, WrittenMail? Mail)> _expected = new([("220", null)]);
    private string _unread = "";

    /// <summary>Says a script up to a byte, in pieces, and hears what is answered now and then.</summary>
    public async Task ConverseAsync(MailScript script, int upTo, SimulatedRandom random)
    {
        foreach (MailScript.Step step in script.Steps)
        {
            int count = Math.Min(step.Bytes.Length, upTo);
            upTo -= count;
            bool isWhole = count == step.Bytes.Length;
            await SayAsync(step.Bytes.AsMemory(0, count), random, isWhole ? step.Mail : null);
            if (!isWhole)
            {
                return;
            }

            Expect(step.Reply, step.Mail);
            if (random.Chance(0.5))
            {
                await HearAsync();
            }
        }
    }

    /// <summary>Says bytes in pieces, with a pause now and then.</summary>
    public async ValueTask SayAsync(ReadOnlyMemory<byte> bytes, SimulatedRandom random, WrittenMail? ending = null)
    {
        while (!bytes.IsEmpty)
        {
            int count = random.Chance(0.7) ? bytes.Length : 1 + random.Next(bytes.Length);
            if (ending is not null)
            {
                ending.IsSent |= count == bytes.Length;
            }

            await socket.SendAllAsync(bytes[..count]);
            bytes = bytes[count..];
            await (random.Chance(0.1) ? Greenlet.SleepAsync(TimeSpan.FromMilliseconds(random.Next(200))) : default);
        }
    }

    /// <summary>Says a script at once, as PIPELINING has it.</summary>
    public async Task SayAsync(MailScript script)
    {
        Expect(script);
        await socket.SendAllAsync(script.ToBytes());
    }

    /// <summary>All of a script is to be answered, for all of it is about to be said.</summary>
    public void Expect(MailScript script)
    {
        foreach (MailScript.Step step in script.Steps)
        {
            step.Mail?.IsSent = true;
            Expect(step.Reply, step.Mail);
        }
    }

    public void Expect(string reply, WrittenMail? mail = null) => _expected.Enqueue((reply, mail));

    /// <summary>Hears everything that is to be heard.</summary>
    public async Task HearAsync()
    {
        while (_expected.TryDequeue(out (string Reply, WrittenMail? Mail) expected))
        {
            string reply = await ReplyAsync() ?? "the end";
            if (!reply.StartsWith(expected.Reply, StringComparison.Ordinal))
            {
                throw new SuiteException($"The server answers '{reply}' where {expected.Reply} was due. Heard before:\n{_heard}");
            }

            expected.Mail?.IsAccepted = expected.Reply == "250";
        }
    }

    /// <summary>Hears everything, and then the end.</summary>
    public async Task HearToEndAsync()
    {
        await HearAsync();
        if (await ReplyAsync() is { } reply)
        {
            throw new SuiteException($"The server answers '{reply}' where nothing more was due. Heard before:\n{_heard}");
        }
    }

    /// <summary>Says that it says no more.</summary>
    public ValueTask HangUpAsync() => socket.ShutdownAsync(SocketShutdown.Send);

    /// <summary>Resets the connection.</summary>
    public void Abort()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    // The last line of a reply; null at the end.
    private async ValueTask<string?> ReplyAsync()
    {
        while (true)
        {
            int end;
            while ((end = _unread.IndexOf("\r\n", StringComparison.Ordinal)) < 0)
            {
                int count = await socket.ReceiveAsync(_buffer);
                if (count == 0)
                {
                    return null;
                }

                _unread += Encoding.Latin1.GetString(_buffer, 0, count);
            }

            string line = _unread[..end];
            _unread = _unread[(end + 2)..];
            _heard.Append(line).Append('\n');
            if (line.Length < 4 || line[3] != '-')
            {
                return line;
            }
        }
    }
}
