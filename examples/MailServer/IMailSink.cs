namespace MailServer;

/// <summary>Where accepted mail goes: a queue, a directory, a test's list.</summary>
public interface IMailSink
{
    /// <summary>
    /// Takes over the responsibility for a mail. The client is told that it was accepted only once this has ended; where it throws,
    /// the client is told to try again later, and nobody else is told: log it first.
    /// </summary>
    /// <param name="mail">The mail.</param>
    ValueTask TakeAsync(Mail mail);
}

/// <summary>A mail as it was submitted.</summary>
/// <param name="Sender">Where bounces go, without the angle brackets; empty for nowhere, as a bounce itself has it.</param>
/// <param name="Recipients">To whom, at least one, without the angle brackets, in the order in which they were given.</param>
/// <param name="Content">Header and body, each line with its CRLF, the doubled dots undoubled. No Received line is added.</param>
public sealed record Mail(string Sender, IReadOnlyList<string> Recipients, ReadOnlyMemory<byte> Content);
