namespace Akka.Greensock.TestKit;

/// <summary>A side of a connection.</summary>
public enum ScriptSide
{
    /// <summary>The one that connected.</summary>
    Client,

    /// <summary>The one that accepted.</summary>
    Server,
}
