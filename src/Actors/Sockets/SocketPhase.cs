namespace Akka.Greensock;

/// <summary>Where a socket is in its life, as tcp(7) has it for its user.</summary>
internal enum SocketPhase
{
    /// <summary>Made, and perhaps bound. A datagram socket sends and receives.</summary>
    Open,

    /// <summary>A connect is under way.</summary>
    Connecting,

    /// <summary>Connected or accepted; either direction may have been shut down since.</summary>
    Connected,

    /// <summary>Accepts connections.</summary>
    Listening,

    /// <summary>Gone, for good.</summary>
    Closed,
}
