using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>Sends bytes at once.</summary>
internal sealed class SendStep(ScriptSettings settings, string text, Func<ScriptVariables, byte[]> bytes) : ScriptStep(settings)
{
    public override string Text => text;

    public override bool Sends => true;

    public override ValueTask RunAsync(ScriptConversation conversation) => conversation.SendAsync(bytes(conversation.Variables));
}

/// <summary>Sends bytes in pieces, with a pause between each and the next. Each piece has the step's time to itself.</summary>
internal sealed class SendSlowlyStep(ScriptSettings settings, byte[] bytes, int pieceBytes, TimeSpan pause) : ScriptStep(settings)
{
    public override string Text => $"SendSlowly({ByteText.Quote(bytes, 24)}, {pieceBytes})";

    public override bool Sends => true;

    public override async ValueTask RunAsync(ScriptConversation conversation)
    {
        if (conversation.Socket.LocalEndPoint is IPEndPoint)
        {
            conversation.Socket.NoDelay = true; // else Nagle's algorithm would put pieces together
        }

        for (int from = 0; from < bytes.Length; from += pieceBytes)
        {
            if (from > 0)
            {
                await Greenlet.SleepAsync(pause, conversation.CancellationToken);
                conversation.RestartTime();
            }

            await conversation.SendAsync(bytes.AsMemory(from, Math.Min(pieceBytes, bytes.Length - from)));
        }
    }
}

internal sealed class WaitStep(ScriptSettings settings, TimeSpan time) : ScriptStep(settings)
{
    public override string Text => $"Wait({ScriptConversation.Seconds(time)})";

    public override ValueTask RunAsync(ScriptConversation conversation) => Greenlet.SleepAsync(time, conversation.CancellationToken);
}

/// <summary>Ends the script's direction; the peer's goes on.</summary>
internal sealed class HalfCloseStep(ScriptSettings settings) : ScriptStep(settings)
{
    public override string Text => "HalfClose()";

    public override bool EndsSending => true;

    public override async ValueTask RunAsync(ScriptConversation conversation)
    {
        conversation.Note(ScriptEvent.EndSent);
        try
        {
            await conversation.Socket.ShutdownAsync(SocketShutdown.Send);
        }
        catch (SocketException e)
        {
            throw conversation.Mismatch("the connection was gone already", cause: e);
        }
    }
}

/// <summary>Closes the socket in order, or so that the peer gets a reset.</summary>
internal sealed class CloseStep(ScriptSettings settings, bool resets) : ScriptStep(settings)
{
    public override string Text => resets ? "Reset()" : "Close()";

    public override bool EndsSending => true;

    public override bool EndsAll => true;

    public override async ValueTask RunAsync(ScriptConversation conversation)
    {
        conversation.Note(resets ? ScriptEvent.ResetSent : ScriptEvent.Closed);
        if (resets)
        {
            conversation.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await conversation.Socket.DisposeAsync();
    }
}

/// <summary>Runs a script within the script, a number of times.</summary>
internal sealed class RepeatStep(ScriptSettings settings, int count, Script script) : ScriptStep(settings)
{
    public override string Text => $"Repeat({count}, …)";

    public override bool Sends => script.Sends;

    public override bool EndsSending => script.EndsSending;

    public override bool EndsAll => script.EndsAll;

    public override async ValueTask RunAsync(ScriptConversation conversation)
    {
        string number = conversation.Number;
        for (int round = 1; round <= count; round++)
        {
            await conversation.RunAsync(script.StepList, FormattableString.Invariant($"{number}[{round}]."));
        }
    }
}
