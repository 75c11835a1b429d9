namespace Akka.Greensock.TestKit;

/// <summary>What a <see cref="ScriptTranscriptEntry"/> tells.</summary>
public enum ScriptEvent
{
    /// <summary>The script sent bytes.</summary>
    Sent,

    /// <summary>Bytes came from the peer.</summary>
    Received,

    /// <summary>The script ended its direction: the peer gets its end of stream.</summary>
    EndSent,

    /// <summary>The peer ended its direction.</summary>
    EndReceived,

    /// <summary>The script reset the connection.</summary>
    ResetSent,

    /// <summary>The peer reset the connection.</summary>
    ResetReceived,

    /// <summary>The script closed its socket.</summary>
    Closed,
}
