namespace Akka.Greensock.Tidy;

/// <summary>A line of HOCON.conf that sets a leaf; the comment is empty if none stands directly above it.</summary>
internal sealed record HoconLine(string Key, string Value, string Comment)
{
    public override string ToString() => $"{Key} = {Value}";
}
