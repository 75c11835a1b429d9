using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Akka.Greensock.Analyzers.Tests;

/// <summary>
/// The rule of GS0001 beside what the assemblies do. A member waits where it comes to begin a synchronous call; not so by
/// <c>OwnedSocket.Call</c>, which does so on another hub than the socket's only.
/// </summary>
public class RealAssembliesSpecs
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Assemblies = [typeof(Hub).Assembly, typeof(Greensock).Assembly, typeof(GreenSocket).Assembly];

    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Empty", [], [.. Library.Runtime, .. Assemblies.Select(assembly => MetadataReference.CreateFromFile(assembly.Location))]);

    private static readonly CallGraph Waiting = new(Assemblies, BeginOfSynchronousCall(), method =>
        method is { Name: "Call", DeclaringType.Name: "OwnedSocket" });

    private static readonly (IMethodSymbol Symbol, MethodBase Method)[] Synchronous =
    [
        .. from type in KnownTypes.Namespace(Empty)!.GetTypeMembers()
           where type.DeclaredAccessibility == Accessibility.Public
           from symbol in type.GetMembers().OfType<IMethodSymbol>()
           where symbol.MethodKind == MethodKind.Ordinary && !symbol.IsAbstract && symbol.DeclaredAccessibility == Accessibility.Public
           where HasAwaitableTwin(type, symbol)
           select (symbol, MethodOf(symbol)),
    ];

    [Fact]
    public void Exactly_the_members_that_wait_are_known_to_wait()
    {
        string[] wait = [.. from member in Synchronous where Waiting.Reaches(member.Method) select Name(member.Symbol)];
        string[] known =
            [.. from member in Synchronous where AwaitableTwins.Of(member.Symbol, null) is not null select Name(member.Symbol)];

        Assert.Equal(wait.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
        Assert.Contains(known, name => name.StartsWith("Akka.Greensock.GreenNetworkStream.Read(", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Akka.Greensock.GreenSocket.Bind(")]
    [InlineData("Akka.Greensock.Greenlet.Kill(")]
    [InlineData("Akka.Greensock.Bsd.CreateServer(")]
    public void A_member_with_a_twin_may_never_wait(string member) =>
        Assert.Contains(Synchronous, pair => Name(pair.Symbol).StartsWith(member, StringComparison.Ordinal));

    [Fact]
    public void Every_member_that_is_said_never_to_wait_exists()
    {
        string[] all = [.. from pair in Synchronous select AwaitableTwins.Signature(pair.Symbol)];

        Assert.All(AwaitableTwins.NeverWait, entry => Assert.Contains(
            all, signature => signature == entry || signature.StartsWith(entry + "(", StringComparison.Ordinal)));
    }

    private static bool HasAwaitableTwin(INamedTypeSymbol type, IMethodSymbol method)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.BaseType)
        {
            if (each.GetMembers(method.Name + "Async").OfType<IMethodSymbol>().Any(twin => KnownTypes.IsTask(twin.ReturnType)))
            {
                return true;
            }
        }

        return false;
    }

    private static string Name(IMethodSymbol symbol) => symbol.ToDisplayString();

    private static MethodBase MethodOf(IMethodSymbol symbol) => Assemblies
        .Single(assembly => assembly.GetName().Name == symbol.ContainingAssembly.Name)
        .ManifestModule.ResolveMethod(symbol.MetadataToken)!;

    private static MethodInfo BeginOfSynchronousCall() =>
        typeof(Hub).Assembly.GetType("Akka.Greensock.SynchronousCall", throwOnError: true)!.GetMethod("Begin", Declared)!;
}
