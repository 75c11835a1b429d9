using System.Globalization;
using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <content>What becomes of a peer that does something else.</content>
internal sealed partial class ScriptConversation
{
    /// <summary>
    /// Parks until more of what a step expects has come, and fails the script where it never will: the end came, the reset, or the
    /// step's time is up.
    /// </summary>
    /// <param name="expected">The bytes that the step expects, where it knows them: for the message.</param>
    public async ValueTask NeedMoreAsync(byte[]? expected = null)
    {
        try
        {
            if (await ReceiveAsync())
            {
                return;
            }
        }
        catch (SocketTimeoutException e)
        {
            throw Mismatch($"no more came within {Seconds(_step!.Settings.Timeout)}", expected, e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            throw Mismatch("the peer reset the connection before that", expected, e);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Mismatch($"receiving failed before that: {e.Message}", expected, e);
        }

        throw Mismatch("the peer ended the stream before that", expected);
    }

    /// <summary>What is thrown where the peer did something else.</summary>
    /// <param name="reason">What it did.</param>
    /// <param name="expected">The bytes that the step expects, where it knows them.</param>
    /// <param name="cause">The socket's failure, where that is what it is.</param>
    public ScriptMismatchException Mismatch(string reason, byte[]? expected = null, Exception? cause = null)
    {
        byte[] actual = Unread.ToArray();
        int position = expected is null ? -1 : ByteText.FirstDifference(expected, actual);
        Transcript.Unread = actual;
        string message = MismatchText.Of(_number, _step!.Text, reason, expected, actual, position, Transcript);
        return new ScriptMismatchException(message, _number, _step.Text, actual, position, Transcript, cause);
    }

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
