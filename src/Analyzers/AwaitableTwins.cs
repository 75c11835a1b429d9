using Microsoft.CodeAnalysis;

namespace Akka.Greensock.Analyzers;

/// <summary>
/// Which synchronous members wait, and what to await in their place. A member has a twin where its type, or one that it inherits
/// from, has a public method of the same name with <c>Async</c> behind it that gives a task, or where <see cref="OtherTwins"/> has it.
/// </summary>
/// <remarks>
/// A member with a twin waits, unless it is one of <see cref="NeverWait"/>: calls that are done where they are made, at once. Their
/// twins are for those on another hub than the socket's, and only there do they throw. The specs compare this rule with what the
/// assemblies do, overload by overload.
/// </remarks>
internal sealed class AwaitableTwins(Compilation compilation)
{
    private const string Suffix = "Async";

    /// <summary>By type and name; with the types of the parameters where other overloads do wait.</summary>
    public static readonly IReadOnlyCollection<string> NeverWait = new HashSet<string>(StringComparer.Ordinal)
    {
        "GreenSocket.Bind",
        "GreenSocket.Detach",
        "GreenSocket.Disconnect",
        "GreenSocket.Duplicate",
        "GreenSocket.GetSocketOption",
        "GreenSocket.Listen",
        "GreenSocket.SetSocketOption",
        "GreenSocket.Shutdown",
        "GreenNetworkStream.Flush", // there is no buffer to flush
        "Greenlet.Kill(Exception)", // the kill that does not wait for the end
        "Bsd.CreateServer(EndPoint, Nullable, Boolean, Boolean)", // no name to look up
    };

    /// <summary>On whichever type, without parameters: what ends something, and waits for nobody.</summary>
    private static readonly HashSet<string> NeverWaitAnywhere = new(StringComparer.Ordinal) { "Close", "Dispose" };

    /// <summary>Members that wait, and whose twins have other names.</summary>
    public static readonly IReadOnlyDictionary<string, string> OtherTwins = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Greenlet.Get"] = "the greenlet",
        ["Greenlet.KillAndJoin"] = "KillAsync",
        ["GreenSocket.Close(Int32)"] = "DisposeAsync",
        ["GreenNetworkStream.ReadByte"] = "ReadAsync",
        ["GreenNetworkStream.WriteByte"] = "WriteAsync",
        ["GreenDns.GetHostByAddress"] = "GetHostEntryAsync",
        ["GreenDns.GetHostByName"] = "GetHostEntryAsync",
        ["GreenDns.Resolve"] = "GetHostEntryAsync",
        ["GreenTcpClient..ctor(String, Int32)"] = "ConnectAsync",
        ["GreenUdpClient..ctor(String, Int32)"] = "GreenDns.GetHostAddressesAsync",
        ["GreenUdpClient.Connect"] = "Client.ConnectAsync",
    };

    private HashSet<string>? _names;

    /// <summary>Whether any of our types has a twin for a member of this name: the look before anything is bound.</summary>
    public bool MayBeFor(string name) => (_names ??= Names(compilation)).Contains(name);

    /// <summary>What to await in the place of a member that waits; null for one that does not, or is not ours.</summary>
    /// <param name="method">The member that is called.</param>
    /// <param name="receiver">The type of what it is called on, which may have inherited it from another that is not ours.</param>
    public static string? Of(IMethodSymbol method, ITypeSymbol? receiver)
    {
        ITypeSymbol? type = KnownTypes.IsOurs(method.ContainingType) ? method.ContainingType
            : KnownTypes.IsOurs(receiver) ? receiver
            : null;
        if (type is null || KnownTypes.IsTask(method.ReturnType) || NeverWaits(method, type))
        {
            return null;
        }

        bool hasTwin = WithBases(type)
            .SelectMany(each => each.GetMembers(method.Name + Suffix))
            .OfType<IMethodSymbol>()
            .Any(twin => IsTwin(twin) && twin.IsStatic == method.IsStatic);
        string name = Name(method, type);
        return hasTwin ? method.Name + Suffix
            : OtherTwins.TryGetValue(name, out string? other) || OtherTwins.TryGetValue(Signature(method, type), out other) ? other
            : null;
    }

    /// <summary>A member of a type as <see cref="NeverWait"/> has it.</summary>
    public static string Signature(IMethodSymbol method, ITypeSymbol type) => Name(method, type) + Parameters(method);

    private static bool NeverWaits(IMethodSymbol method, ITypeSymbol type)
    {
        string name = Name(method, type);
        return (NeverWaitAnywhere.Contains(method.Name) && method.Parameters.IsEmpty)
            || NeverWait.Contains(name)
            || NeverWait.Contains(Signature(method, type));
    }

    private static string Name(IMethodSymbol method, ITypeSymbol type) => type.Name + "." + method.Name;

    private static string Parameters(IMethodSymbol method) =>
        "(" + string.Join(", ", method.Parameters.Select(parameter => parameter.Type.Name)) + ")";

    private static HashSet<string> Names(Compilation compilation) =>
    [
        .. from entry in OtherTwins.Keys
           select entry.Substring(entry.IndexOf('.') + 1),
        .. from type in KnownTypes.Namespace(compilation)?.GetTypeMembers() ?? []
           from each in WithBases(type)
           from method in each.GetMembers().OfType<IMethodSymbol>()
           where method.Name.EndsWith(Suffix, StringComparison.Ordinal) && IsTwin(method)
           select method.Name.Substring(0, method.Name.Length - Suffix.Length),
    ];

    private static bool IsTwin(IMethodSymbol method) =>
        method.DeclaredAccessibility == Accessibility.Public && KnownTypes.IsTask(method.ReturnType);

    internal static IEnumerable<ITypeSymbol> WithBases(ITypeSymbol type)
    {
        for (ITypeSymbol? each = type; each is not null; each = each.BaseType)
        {
            yield return each;
        }
    }
}
