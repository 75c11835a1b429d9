using System.Text;

namespace Akka.Greensock.TestKit;

/// <summary>What the steps that follow are made with.</summary>
internal sealed record ScriptSettings
{
    public static readonly ScriptSettings Default = new();

    public string LineEnding { get; init; } = "\r\n";

    public int LongestLineBytes { get; init; } = 64 * 1024;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public Encoding Encoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public byte[] LineEndingBytes => Encoding.GetBytes(LineEnding);
}
