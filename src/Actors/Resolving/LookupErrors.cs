using System.Globalization;

namespace Akka.Greensock;

/// <summary>
/// Makes the exceptions of lookups: what was looked up, why it failed in libc's words, what to do about it.
/// </summary>
internal static class LookupErrors
{
    public static AddressInfoException Because<T>(string what, NamesResult<T> result)
        where T : class
    {
        string errno = result.Errno == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", errno {result.Errno}");
        return result.HostError == HostLookupError.None
            ? new AddressInfoException($"{what}: {Reason(result.Error)} ({Code(result.Error)}{errno}).{Advice(result.Error)}", result.Error)
            : new AddressInfoException(
                $"{what}: {Reason(result.HostError)} ({Code(result.HostError)}{errno}).{Advice(result.Error)}",
                result.Error,
                result.HostError);
    }

    public static AddressInfoException Because(string what, AddressInfoError error) => Because<string>(what, error);

    public static AddressInfoException Because(string what, HostLookupError error) => Because<string>(what, error);

    /// <summary>A failure whose reason is ours and not the system's.</summary>
    public static AddressInfoException Because(string what, AddressInfoError error, string reason) =>
        new($"{what}: {reason} ({Code(error)}).", error);

    public static string Of(string function, string? host, string? service = null) =>
        $"{function} {(host is null ? "(no host)" : $"'{host}'")}{(service is null ? string.Empty : $", service '{service}'")}";

    // The texts of glibc's gai_strerror and hstrerror.
    private static string Reason(AddressInfoError error) => error switch
    {
        AddressInfoError.BadFlags => "Bad value for ai_flags",
        AddressInfoError.NoName => "Name or service not known",
        AddressInfoError.TryAgain => "Temporary failure in name resolution",
        AddressInfoError.Fail => "Non-recoverable failure in name resolution",
        AddressInfoError.NoData => "No address associated with hostname",
        AddressInfoError.Family => "ai_family not supported",
        AddressInfoError.SocketType => "ai_socktype not supported",
        AddressInfoError.Service => "Servname not supported for ai_socktype",
        AddressInfoError.AddressFamily => "Address family for hostname not supported",
        AddressInfoError.Memory => "Memory allocation failure",
        AddressInfoError.System => "System error",
        AddressInfoError.Overflow => "Name longer than a host's may be",
        AddressInfoError.Canceled => "The resolver was disposed of meanwhile",
        _ => "Unknown error",
    };

    private static string Reason(HostLookupError error) => error switch
    {
        HostLookupError.HostNotFound => "Unknown host",
        HostLookupError.TryAgain => "Host name lookup failure",
        HostLookupError.NoRecovery => "Unknown server error",
        HostLookupError.NoData => "No address associated with name",
        _ => "Unknown error",
    };

    private static string Code(AddressInfoError error) => error switch
    {
        AddressInfoError.BadFlags => "EAI_BADFLAGS",
        AddressInfoError.NoName => "EAI_NONAME",
        AddressInfoError.TryAgain => "EAI_AGAIN",
        AddressInfoError.Fail => "EAI_FAIL",
        AddressInfoError.NoData => "EAI_NODATA",
        AddressInfoError.Family => "EAI_FAMILY",
        AddressInfoError.SocketType => "EAI_SOCKTYPE",
        AddressInfoError.Service => "EAI_SERVICE",
        AddressInfoError.AddressFamily => "EAI_ADDRFAMILY",
        AddressInfoError.Memory => "EAI_MEMORY",
        AddressInfoError.System => "EAI_SYSTEM",
        AddressInfoError.Overflow => "EAI_OVERFLOW",
        AddressInfoError.Canceled => "EAI_CANCELED",
        _ => $"EAI {(int)error}",
    };

    private static string Code(HostLookupError error) => error switch
    {
        HostLookupError.HostNotFound => "HOST_NOT_FOUND",
        HostLookupError.TryAgain => "TRY_AGAIN",
        HostLookupError.NoRecovery => "NO_RECOVERY",
        HostLookupError.NoData => "NO_DATA",
        _ => $"h_errno {(int)error}",
    };

    private static string Advice(AddressInfoError error) => error switch
    {
        AddressInfoError.NoName => " Check the spelling, and that the name is known where this machine looks (hosts file, DNS).",
        AddressInfoError.TryAgain => " No name server has answered: check the network and resolv.conf, and try again later.",
        AddressInfoError.Fail => " The name server refuses or answers nonsense: ask another one.",
        AddressInfoError.NoData => " The name exists, but has no address of the family that was asked for.",
        AddressInfoError.Family => " Ask for InterNetwork, InterNetworkV6 or Unspecified.",
        AddressInfoError.SocketType => " Ask for Stream with Tcp, Dgram with Udp, or leave one of them open.",
        AddressInfoError.Service => " Give a port number, or a service that /etc/services has for this socket type.",
        AddressInfoError.AddressFamily => " It is an address of the other family: ask for that, or for Unspecified.",
        AddressInfoError.BadFlags => " The canonical name needs a host, and other bits need a meaning.",
        _ => string.Empty,
    };
}
