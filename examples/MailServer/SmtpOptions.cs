namespace MailServer;

/// <summary>How the server calls itself, and what it grants a client.</summary>
public sealed record SmtpOptions
{
    /// <summary>The server's name in its greeting.</summary>
    public string HostName { get; init; } = "localhost";

    /// <summary>Octets of a mail, as announced by SIZE (RFC 1870). 10 MiB.</summary>
    public int MailBytes { get; init; } = 10 << 20;

    /// <summary>Recipients of a mail. RFC 5321 4.5.3.1.8 wants 100 at least.</summary>
    public int Recipients { get; init; } = 100;

    /// <summary>Commands that may be refused for good, before the client is sent away: it is broken, or an attacker.</summary>
    public int Errors { get; init; } = 10;

    /// <summary>How long a line, or the client's taking of a reply, may take. RFC 5321 4.5.3.2.7 wants five minutes at least.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after the last reply the client may take to hang up.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(2);
}
