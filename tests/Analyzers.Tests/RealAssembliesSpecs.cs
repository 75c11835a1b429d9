using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Akka.Greensock.Analyzers.Tests;

/// <summary>
/// The rule of GS0001 beside what the assemblies do. A member waits where it comes to begin a synchronous call; not so by
/// <c>OwnedSocket.Call</c>, which does so on another hub than the socket's only, nor by the ends of calls
/// that were begun, which do so only before those have ended.
/// </summary>
public class RealAssembliesSpecs
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Assemblies = [typeof(Hub).Assembly, typeof(Greensock).Assembly, typeof(GreenSocket).Assembly];

    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Empty", [], [.. Library.Runtime, .. Assemblies.Select(assembly => MetadataReference.CreateFromFile(assembly.Location))]);

    private static readonly CallGraph Waiting = new(Assemblies, BeginOfSynchronousCall(), method =>
        method
        is { Name: "Call", DeclaringType.Name: "OwnedSocket" }
        or { Name: "End", DeclaringType.Name: "BegunCall" or "PendingCall`1" });

    private static readonly INamedTypeSymbol[] Types =
        [.. KnownTypes.Namespace(Empty)!.GetTypeMembers().Where(type => type.DeclaredAccessibility == Accessibility.Public)];

    private static readonly IMethodSymbol[] Members =
    [
        .. from type in Types
           from member in type.GetMembers().OfType<IMethodSymbol>()
           where member.MethodKind is MethodKind.Ordinary or MethodKind.Constructor
           where member is { IsAbstract: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public }
           where !KnownTypes.IsTask(member.ReturnType)
           select member,
    ];

    /// <summary>
    /// A member that waits and is not known has a twin of another name: it belongs into <c>AwaitableTwins.OtherTwins</c>. One that is
    /// known and does not wait belongs into <c>NeverWait</c>.
    /// </summary>
    [Fact]
    public void Exactly_the_members_that_wait_are_known_to_wait()
    {
        string[] wait = [.. Members.Where(member => Waiting.Reaches(MethodOf(member))).Select(Name)];
        string[] known = [.. Members.Where(member => AwaitableTwins.Of(member, null) is not null).Select(Name)];

        Assert.True(wait.ToHashSet().SetEquals(known), string.Join(
            "\n",
            [
                "They wait, and GS0001 does not know it:", .. wait.Except(known),
                "GS0001 says that they wait, and they do not:", .. known.Except(wait),
            ]));
        Assert.Contains("Akka.Greensock.GreenNetworkStream.Read(byte[], int, int)", known);
        Assert.Contains("Akka.Greensock.Greenlet.KillAndJoin(System.Exception?, System.TimeSpan?)", known);
        Assert.DoesNotContain("Akka.Greensock.Greenlet.Kill(System.Exception?)", known);
    }

    [Fact]
    public void Every_exception_is_for_a_member_that_exists()
    {
        string[] all =
        [
            .. from type in Types
               from declaring in AwaitableTwins.WithBases(type)
               from member in declaring.GetMembers().OfType<IMethodSymbol>()
               select AwaitableTwins.Signature(member, type),
        ];
        bool HasType(string entry) => Types.Any(type => entry.StartsWith(type.Name + ".", StringComparison.Ordinal));
        bool Exists(string entry) =>
            all.Any(signature => signature == entry || signature.StartsWith(entry + "(", StringComparison.Ordinal));

        IEnumerable<string> entries = AwaitableTwins.NeverWait.Concat(AwaitableTwins.OtherTwins.Keys);
        Assert.All(entries.Where(HasType), entry => Assert.True(Exists(entry), entry));
    }

    private static string Name(IMethodSymbol symbol) => symbol.ToDisplayString();

    private static MethodBase MethodOf(IMethodSymbol symbol) => Assemblies
        .Single(assembly => assembly.GetName().Name == symbol.ContainingAssembly.Name)
        .ManifestModule.ResolveMethod(symbol.MetadataToken)!;

    private static MethodInfo BeginOfSynchronousCall() =>
        typeof(Hub).Assembly.GetType("Akka.Greensock.SynchronousCall", throwOnError: true)!.GetMethod("Begin", Declared)!;
}
