using System.Text;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>A mail as a client has written it, and what became of it so far.</summary>
internal sealed class WrittenMail(string sender, IReadOnlyList<string> recipients, IReadOnlyList<string> lines, string reply = "250")
{
    /// <summary>No two mails have the same.</summary>
    public string Sender => sender;

    public IReadOnlyList<string> Recipients => recipients;

    /// <summary>What a server must answer that hears all of it.</summary>
    public string Reply => reply;

    /// <summary>The server is to hear a failure of the sink's.</summary>
    public bool IsRefused => reply == "451";

    public byte[] Text { get; } = Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => line + "\r\n")));

    public byte[] Transmitted { get; } =
        Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => (line.StartsWith('.') ? "." : "") + line + "\r\n")) + ".\r\n");

    /// <summary>Its last byte may have been sent.</summary>
    public bool IsSent { get; set; }

    /// <summary>Its client has heard 250.</summary>
    public bool IsAccepted { get; set; }

    public static WrittenMail Draw(SimulatedRandom random, string sender, int mailBytes)
    {
        string[] recipients = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(number => $"r{number}@b.example")];
        List<string> lines = [.. Enumerable.Range(0, random.Next(8)).Select(_ => DrawLine(random))];
        switch (random.Next(20))
        {
            case 0:
                lines.AddRange(Enumerable.Repeat(new string('l', 98), (mailBytes / 100) + 1));
                return new WrittenMail(sender, recipients, lines, "552");
            case 1:
                lines.Insert(random.Next(lines.Count + 1), random.Chance(0.5) ? new string('x', 999) : "bare\nLF");
                return new WrittenMail(sender, recipients, lines, "554");
            case 2:
                return new WrittenMail(sender, recipients, lines, "451");
            default:
                return new WrittenMail(sender, recipients, lines);
        }
    }

    private static string DrawLine(SimulatedRandom random)
    {
        string dots = new('.', random.Chance(0.3) ? 1 + random.Next(2) : 0);
        return dots + string.Create(random.Next(40), random, static (line, random) =>
        {
            foreach (ref char c in line)
            {
                c = (char)random.Next(' ', 256);
            }
        });
    }
}
