namespace Akka.Greensock.TestKit;

/// <summary>One step of a script. It keeps nothing of a run, so that a script may run many times, at once too.</summary>
internal abstract class ScriptStep(ScriptSettings settings)
{
    public ScriptSettings Settings { get; } = settings;

    /// <summary>The step as it was written.</summary>
    public abstract string Text { get; }

    /// <summary>It sends, which it cannot once the script has ended its direction.</summary>
    public virtual bool Sends => false;

    /// <summary>It ends the script's direction of the connection.</summary>
    public virtual bool EndsSending => false;

    /// <summary>It ends the connection: no step can follow.</summary>
    public virtual bool EndsAll => false;

    public abstract ValueTask RunAsync(ScriptConversation conversation);
}
