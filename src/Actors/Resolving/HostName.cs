using System.Globalization;

namespace Akka.Greensock;

/// <summary>Brings a host's name into the form in which it is looked up.</summary>
internal static class HostName
{
    private const int LongestLabel = 63; // RFC 1035, 2.3.4
    private const int LongestName = 253; // of 255 octets on the wire, written without the final dot

    private static readonly IdnMapping Mapping = new();

    /// <summary>
    /// The ASCII form of a name: Unicode labels as IDNA has them (xn--…), everything else as it is.
    /// </summary>
    /// <param name="host">The name.</param>
    /// <param name="function">Who asks, for the message.</param>
    /// <exception cref="ArgumentException">There is a NUL in it, at which libc would end the name.</exception>
    /// <exception cref="AddressInfoException">NoName: a label is empty, too long or has no ASCII form, or the whole is
    /// too long, so that no host can have that name.</exception>
    public static string ToAscii(string host, string function)
    {
        if (host.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"{function}: the host's name has a NUL in it.", nameof(host));
        }

        string what = LookupErrors.Of(function, host);
        string ascii = System.Text.Ascii.IsValid(host) ? host : Encode(host, what);
        if (ascii.Contains(':', StringComparison.Ordinal))
        {
            return ascii; // an IPv6 address, of which libc knows more than we do
        }

        string[] labels = ascii.TrimEnd('.') is { Length: > 0 } name ? name.Split('.') : [];
        if (labels.FirstOrDefault(label => label.Length is 0 or > LongestLabel) is { } label)
        {
            throw LookupErrors.Because(what, AddressInfoError.NoName, label.Length == 0
                ? "two dots stand side by side in the name; a label has 1 to 63 characters"
                : $"the label '{label}' has {label.Length} characters; a label has at most {LongestLabel}");
        }

        return Fits(ascii)
            ? ascii
            : throw LookupErrors.Because(what, AddressInfoError.NoName, $"the name is longer than {LongestName} characters");
    }

    /// <summary>False for a name that is longer than any host's, as one with a search domain may be.</summary>
    public static bool Fits(string ascii) => ascii.TrimEnd('.').Length <= LongestName;

    private static string Encode(string host, string what)
    {
        try
        {
            // Lower case first: the mapping that comes with invariant globalization folds nothing by itself.
            return Mapping.GetAscii(host.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            throw LookupErrors.Because(
                what,
                AddressInfoError.NoName,
                "the name has no ASCII form (IDNA): a label is empty, too long, or has characters that no name may have");
        }
    }
}
