using System.Text;
using MailServer;

namespace Akka.Greensock.Tests;

/// <summary>A sink that keeps what it takes, and lets a test have a say in that.</summary>
internal sealed class MailBox : IMailSink
{
    public List<Mail> Mails { get; } = [];

    /// <summary>What happens before a mail is kept.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public IEnumerable<string> Texts => Mails.Select(mail => Encoding.Latin1.GetString(mail.Content.Span));

    public async ValueTask TakeAsync(Mail mail)
    {
        await Before();
        Mails.Add(mail);
    }
}
