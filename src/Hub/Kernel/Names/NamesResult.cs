namespace Akka.Greensock;

/// <summary>What a name call gave: its value, or why there is none. The seam throws nothing.</summary>
internal readonly record struct NamesResult<T>(
    T? Value, AddressInfoError Error, HostLookupError HostError = HostLookupError.None, int Errno = 0)
    where T : class
{
    public bool IsOk => Value is not null;

    public static implicit operator NamesResult<T>(T value) => new(value, AddressInfoError.None);

    public static implicit operator NamesResult<T>(AddressInfoError error) => new(null, error);

    /// <summary>A failure of gethostbyname or gethostbyaddr, with the EAI code that says the same.</summary>
    public static implicit operator NamesResult<T>(HostLookupError error) => new(null, ToAddressInfoError(error), error);

    private static AddressInfoError ToAddressInfoError(HostLookupError error) => error switch
    {
        HostLookupError.TryAgain => AddressInfoError.TryAgain,
        HostLookupError.NoRecovery => AddressInfoError.Fail,
        HostLookupError.NoData => AddressInfoError.NoData,
        HostLookupError.None => AddressInfoError.System,
        _ => AddressInfoError.NoName,
    };
}
