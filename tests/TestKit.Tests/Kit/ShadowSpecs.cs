using System.Reflection;
using Akka.Greensock.TestKit;
using Akka.Greensock.Tidy;
using Akka.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>No member of Akka's kit waits in real time behind our back.</summary>
public class ShadowSpecs
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs/reference/testkit.md"));

    [Theory]
    [InlineData(typeof(GreensockTestKit))]
    [InlineData(typeof(SimulatedProbe))]
    public void Every_member_of_Akkas_is_virtual_or_has_its_reason_on_the_page(Type type)
    {
        Assert.Equal([], OfAkka().Where(member => !IsShadowed(type, member) && !HasReason(member)).Select(Describe).Distinct());
    }

    [Fact]
    public void No_member_has_a_reason_that_needs_none()
    {
        Assert.Equal(
            [],
            OfAkka()
                .Where(member => IsShadowed(typeof(GreensockTestKit), member) && IsShadowed(typeof(SimulatedProbe), member))
                .Where(HasReason)
                .Select(Describe));
    }

    [Fact]
    public void Kit_and_probe_have_the_same_waits()
    {
        IEnumerable<string> WaitsOf(Type type) => type.GetMethods(Declared)
            .Where(method => !method.IsSpecialName && !method.IsVirtual && OfAkka().Any(akkas => Same(akkas, method)))
            .Select(Describe)
            .Order();
        Assert.Equal(WaitsOf(typeof(GreensockTestKit)), WaitsOf(typeof(SimulatedProbe)));
    }

    [Fact]
    public void Every_member_of_the_filters_is_virtual()
    {
        Assert.Equal(
            [],
            typeof(EventFilterFactory).GetMethods(Declared).Where(method => method.IsPublic)
                .Where(method => !IsShadowed(typeof(SimulatedEventFilters), method)).Select(Describe));
    }

    private static IEnumerable<MethodInfo> OfAkka() =>
        typeof(TestKitBase).GetMethods(Declared).Where(method => method is { IsPublic: true } or { IsFamily: true });

    // The return type may be a type that derives from theirs.
    private static bool IsShadowed(Type type, MethodInfo member) => type != typeof(TestKitBase) && type != typeof(EventFilterFactory)
        && (type.GetMethods(Declared).Any(own => Same(member, own)) || IsShadowed(type.BaseType!, member));

    private static bool Same(MethodInfo one, MethodInfo other) => one.Name == other.Name
        && one.GetGenericArguments().Length == other.GetGenericArguments().Length
        && TypesOf(one).SequenceEqual(TypesOf(other));

    private static IEnumerable<string> TypesOf(MethodInfo method) => method.GetParameters().Select(one => one.ParameterType.ToString());

    private static bool HasReason(MethodInfo member) =>
        Page.Contains($"| `{member.Name.Replace("get_", string.Empty, StringComparison.Ordinal)}` |", StringComparison.Ordinal);

    private static string Describe(MethodInfo method) => method.ToString()!;
}
