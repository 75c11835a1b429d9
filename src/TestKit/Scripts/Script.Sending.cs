namespace Akka.Greensock.TestKit;

/// <content>What the script does itself.</content>
public sealed partial class Script
{
    /// <summary>The pause between two pieces of <see cref="SendSlowly(ReadOnlySpan{byte}, int, TimeSpan?)"/>, where none is given: 10
    /// ms.</summary>
    public static TimeSpan DefaultPause { get; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Sends a line.</summary>
    /// <param name="line">The line without its ending.</param>
    /// <exception cref="InvalidOperationException">The script has ended its direction before.</exception>
    public Script SendLine(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        byte[] bytes = _settings.Encoding.GetBytes(line + _settings.LineEnding);
        return With(new SendStep(_settings, $"SendLine({Quoted(line)})", _ => bytes));
    }

    /// <summary>Sends a line that is made of what was captured before.</summary>
    /// <param name="line">Makes the line, without its ending.</param>
    /// <exception cref="InvalidOperationException">The script has ended its direction before.</exception>
    public Script SendLine(Func<ScriptVariables, string> line)
    {
        ArgumentNullException.ThrowIfNull(line);
        ScriptSettings settings = _settings;
        return With(new SendStep(
            settings, "SendLine(variables => …)", variables => settings.Encoding.GetBytes(line(variables) + settings.LineEnding)));
    }

    /// <summary>Sends bytes, in one call.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="InvalidOperationException">The script has ended its direction before.</exception>
    public Script Send(ReadOnlySpan<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        return With(new SendStep(_settings, $"Send({ByteText.Quote(copy, 40)})", _ => copy));
    }

    /// <summary>Sends text, with whatever line endings are in it.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="InvalidOperationException">The script has ended its direction before.</exception>
    public Script Send(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Send(_settings.Encoding.GetBytes(text));
    }

    /// <summary>Sends bytes in pieces with a pause after each, so that the peer gets them in many reads. Sets NoDelay.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="pieceBytes">How many bytes a piece has, from 1.</param>
    /// <param name="pause">How long to wait between two pieces, from 0; null for <see cref="DefaultPause"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A piece of no bytes, or a negative pause.</exception>
    /// <exception cref="InvalidOperationException">The script has ended its direction before.</exception>
    public Script SendSlowly(ReadOnlySpan<byte> bytes, int pieceBytes, TimeSpan? pause = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pieceBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pause ?? TimeSpan.Zero, TimeSpan.Zero, nameof(pause));
        return With(new SendSlowlyStep(_settings, bytes.ToArray(), pieceBytes, pause ?? DefaultPause));
    }

    /// <inheritdoc cref="SendSlowly(ReadOnlySpan{byte}, int, TimeSpan?)"/>
    /// <param name="text">The text, with whatever line endings are in it.</param>
    /// <param name="pieceBytes">How many bytes a piece has, from 1.</param>
    /// <param name="pause">How long to wait between two pieces, from 0; null for <see cref="DefaultPause"/>.</param>
    public Script SendSlowly(string text, int pieceBytes, TimeSpan? pause = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SendSlowly(_settings.Encoding.GetBytes(text), pieceBytes, pause);
    }

    /// <summary>Does nothing for a time. What comes meanwhile waits for the steps that follow.</summary>
    /// <param name="time">How long, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script Wait(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return With(new WaitStep(_settings, time));
    }

    /// <summary>Ends the script's direction: the peer gets its end of stream, and may still send.</summary>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script HalfClose() => With(new HalfCloseStep(_settings));

    /// <summary>
    /// Closes the connection. In order, unless there is something that the peer sent and no step has taken from the kernel: then kernels
    /// send a reset.
    /// </summary>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc2525#section-2.17">RFC 2525, 2.17</seealso>
    public Script Close() => With(new CloseStep(_settings, resets: false));

    /// <summary>Closes the connection by a reset: what the peer has not read yet may be lost, and its calls fail.</summary>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    /// <seealso href="https://man7.org/linux/man-pages/man7/socket.7.html">socket(7): SO_LINGER</seealso>
    public Script Reset() => With(new CloseStep(_settings, resets: true));
}
