using System.Text;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>What a client says in one connection, and what it must hear.</summary>
internal sealed class MailScript
{
    private static readonly (string Command, string Reply)[] Asides =
    [
        ("NOOP", "250"), ("VRFY ann", "252"), ("RSET", "250"), ("BOGUS", "500"), ("MAIL FROM:ann", "501"), ("RCPT TO:<x@b.example>", "503"),
        ("DATA", "503"), ("QUIT now", "501"), (new string('x', 1100), "500"),
    ];

    private static readonly Encoding Latin1 = Encoding.Latin1;

    private readonly List<Step> _steps = [];

    public IReadOnlyList<Step> Steps => _steps;

    public int Length => _steps.Sum(step => step.Bytes.Length);

    public IEnumerable<WrittenMail> Mails => _steps.Select(step => step.Mail).OfType<WrittenMail>();

    /// <summary>A script of up to so many mails, whose names begin alike.</summary>
    public static MailScript Draw(SimulatedRandom random, string name, int mails, int mailBytes)
    {
        var script = new MailScript();
        script.Say(random.Chance(0.8) ? "EHLO me" : "helo me", "250");
        for (int number = random.Next(mails + 1); number > 0; number--)
        {
            if (random.Chance(0.2))
            {
                var (command, reply) = Asides[random.Next(Asides.Length)];
                script.Say(command, reply);
            }

            script.Submit(WrittenMail.Draw(random, $"{name}.{number}@a.example", mailBytes));
        }

        script.Say("QUIT", "221");
        return script;
    }

    public void Say(string command, string reply) => _steps.Add(new Step(Latin1.GetBytes(command + "\r\n"), reply, null));

    public void Submit(WrittenMail mail)
    {
        Say($"MAIL FROM:<{mail.Sender}>", "250");
        foreach (string recipient in mail.Recipients)
        {
            Say($"RCPT TO:<{recipient}>", "250");
        }

        Say("DATA", "354");
        _steps.Add(new Step(mail.Transmitted, mail.Reply, mail));
    }

    public byte[] ToBytes() => [.. _steps.SelectMany(step => step.Bytes)];

    /// <summary>A command, or a mail's text; the reply to it; and whose acceptance that would be.</summary>
    internal sealed record Step(byte[] Bytes, string Reply, WrittenMail? Mail);
}
