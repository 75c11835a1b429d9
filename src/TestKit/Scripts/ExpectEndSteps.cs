using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>The peer ends its direction, and sends nothing before that; or whatever it likes, where the step skips it.</summary>
internal sealed class ExpectEndStep(ScriptSettings settings, bool skips) : ScriptStep(settings)
{
    public override string Text => skips ? "SkipToEnd()" : "ExpectEnd()";

    public override async ValueTask RunAsync(ScriptConversation conversation)
    {
        while (true)
        {
            if (skips)
            {
                conversation.Take(conversation.Unread.Length);
            }
            else if (conversation.Unread.Length > 0)
            {
                throw conversation.Mismatch("bytes came where the peer's end of stream was expected");
            }

            if (conversation.HasEnded)
            {
                return;
            }

            try
            {
                await conversation.ReceiveAsync();
            }
            catch (SocketTimeoutException e)
            {
                throw conversation.Mismatch(
                    $"the peer did not end the stream within {ScriptConversation.Seconds(Settings.Timeout)}", cause: e);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                throw conversation.Mismatch("the peer reset the connection, and did not end it in order", cause: e);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                throw conversation.Mismatch($"receiving failed: {e.Message}", cause: e);
            }
        }
    }
}

/// <summary>The peer resets the connection, and sends nothing before that.</summary>
internal sealed class ExpectResetStep(ScriptSettings settings) : ScriptStep(settings)
{
    public override string Text => "ExpectReset()";

    public override async ValueTask RunAsync(ScriptConversation conversation)
    {
        while (conversation.Unread.Length == 0)
        {
            try
            {
                if (!await conversation.ReceiveAsync())
                {
                    throw conversation.Mismatch("the peer ended the stream in order, and did not reset it");
                }
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                return;
            }
            catch (SocketTimeoutException e)
            {
                throw conversation.Mismatch(
                    $"the peer did not reset the connection within {ScriptConversation.Seconds(Settings.Timeout)}", cause: e);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                throw conversation.Mismatch($"receiving failed: {e.Message}", cause: e);
            }
        }

        throw conversation.Mismatch("bytes came where a reset was expected");
    }
}

/// <summary>For a time the peer says nothing, and neither ends nor resets the connection.</summary>
internal sealed class ExpectSilenceStep(ScriptSettings settings, TimeSpan time) : ScriptStep(settings)
{
    public override string Text => $"ExpectSilence({ScriptConversation.Seconds(time)})";

    public override async ValueTask RunAsync(ScriptConversation conversation)
    {
        try
        {
            bool came = conversation.Unread.Length > 0 || await conversation.ReceiveAsync(time);
            throw conversation.Mismatch(came ? "bytes came" : "the peer ended the stream");
        }
        catch (SocketTimeoutException)
        {
            // That is what was expected.
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw conversation.Mismatch($"receiving failed: {e.Message}", cause: e);
        }
    }
}
