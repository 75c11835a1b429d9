namespace Akka.Greensock;

/// <summary>
/// What was set on a socket that is not connected yet, in order: a descriptor that takes the place of its own gets it
/// too. On the hub.
/// </summary>
internal sealed class KeptOptions
{
    private readonly List<(KeptOption Option, int Stamp)> _options = [];

    /// <summary>How many were set so far; moves on with each, also where it replaces an earlier one.</summary>
    public int Stamp { get; private set; }

    public void Add(KeptOption option)
    {
        _options.RemoveAll(earlier => option.Replaces(earlier.Option));
        _options.Add((option with { Bytes = (byte[]?)option.Bytes?.Clone() }, ++Stamp));
    }

    /// <summary>Sets on a descriptor what was set later than a stamp.</summary>
    public Errno ApplyTo(IKernel kernel, int descriptor, int since = 0)
    {
        foreach ((KeptOption option, int stamp) in _options)
        {
            if (stamp > since && option.ApplyTo(kernel, descriptor) is not Errno.None and Errno errno)
            {
                return errno;
            }
        }

        return Errno.None;
    }
}
