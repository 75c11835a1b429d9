using System.Text.RegularExpressions;

namespace Akka.Greensock.TestKit;

/// <content>What the peer is expected to do.</content>
public sealed partial class Script
{
    /// <summary>Expects a line.</summary>
    /// <param name="line">The line without its ending.</param>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script ExpectLine(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return With(new ExpectExactLineStep(_settings, $"ExpectLine({Quoted(line)})", _ => line));
    }

    /// <summary>Expects a line that is made of what was captured before.</summary>
    /// <param name="line">Makes the line, without its ending.</param>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script ExpectLine(Func<ScriptVariables, string> line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return With(new ExpectExactLineStep(_settings, "ExpectLine(variables => …)", line));
    }

    /// <summary>
    /// Expects a line in which a regular expression finds a match. Its named groups become <see cref="ScriptVariables"/> for the steps
    /// that follow.
    /// </summary>
    /// <param name="pattern">The expression; put it between ^ and $ to match the whole line, which has no ending any more.</param>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script ExpectLineMatching(Regex pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return With(new ExpectMatchingLineStep(_settings, pattern));
    }

    /// <inheritdoc cref="ExpectLineMatching(Regex)"/>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public Script ExpectLineMatching(string pattern) => ExpectLineMatching(new Regex(pattern, RegexOptions.CultureInvariant));

    /// <summary>Expects exactly these bytes. The first that differs fails the step, without a wait for the rest.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script Expect(ReadOnlySpan<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        return With(new ExpectBytesStep(_settings, $"Expect({ByteText.Quote(copy, 40)})", _ => copy));
    }

    /// <summary>Expects exactly this text, of one line or many, with whatever line endings are in it.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script Expect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Expect(_settings.Encoding.GetBytes(text));
    }

    /// <summary>Expects a number of bytes, whatever they are.</summary>
    /// <param name="count">How many, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script ExpectBytes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return With(new ExpectCountStep(_settings, FormattableString.Invariant($"ExpectBytes({count})"), count, static _ => true));
    }

    /// <summary>Expects a number of bytes that a predicate accepts.</summary>
    /// <param name="count">How many, from 0.</param>
    /// <param name="accepts">Whether it is them.</param>
    /// <param name="description">What they are to be, for the message of a mismatch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script ExpectBytesMatching(int count, Func<ReadOnlyMemory<byte>, bool> accepts, string description)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(accepts);
        ArgumentException.ThrowIfNullOrEmpty(description);
        return With(
            new ExpectCountStep(_settings, FormattableString.Invariant($"ExpectBytesMatching({count}, {description})"), count, accepts));
    }

    /// <summary>Expects that the peer ends its direction, and sends nothing before.</summary>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script ExpectEnd() => With(new ExpectEndStep(_settings, skips: false));

    /// <summary>Takes whatever the peer sends, and expects that it ends its direction then.</summary>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script SkipToEnd() => With(new ExpectEndStep(_settings, skips: true));

    /// <summary>Expects that the peer resets the connection, and sends nothing before.</summary>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script ExpectReset() => With(new ExpectResetStep(_settings));

    /// <summary>Expects that the peer sends nothing for a time, and neither ends nor resets the connection.</summary>
    /// <param name="time">How long; more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative.</exception>
    /// <exception cref="InvalidOperationException">The script has closed the connection before.</exception>
    public Script ExpectSilence(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return With(new ExpectSilenceStep(_settings, time));
    }

    private string Quoted(string text) => ByteText.Quote(_settings.Encoding.GetBytes(text), 80);
}
