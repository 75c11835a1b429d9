using System.Net.Sockets;
using System.Reflection;
using System.Text.RegularExpressions;
using Akka.Greensock.Tidy;

namespace Akka.Greensock.Tests;

/// <summary>docs/reference/gevent-map.md says for each name of gevent.socket what does the same here.</summary>
public partial class GeventMapSpecs
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Assembly[] Assemblies =
        [typeof(Bsd).Assembly, typeof(Greensock).Assembly, typeof(Hub).Assembly, typeof(Socket).Assembly, typeof(AddressFamily).Assembly];

    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs/reference/gevent-map.md"));

    [Fact]
    public void Gevent_exports_420_names_and_has_two_more()
    {
        Assert.Equal(47, GeventNames.Functions.Distinct().Count());
        Assert.Equal(373, GeventNames.Constants.Distinct().Count());
        Assert.Equal(420, GeventNames.Functions.Concat(GeventNames.Constants).Distinct().Count());
        Assert.Equal(2, GeventNames.Unlisted.Except(GeventNames.Functions).Count());
    }

    [Fact]
    public void Every_name_of_the_module_stands_in_the_page_once() => Assert.Equal(
        GeventNames.Functions.Concat(GeventNames.Unlisted).Concat(GeventNames.Constants).Order(StringComparer.Ordinal),
        Rows("Functions, classes and exceptions").Concat(Rows("Constants")).Select(row => row.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_member_of_the_class_stands_in_the_page_once() => Assert.Equal(
        GeventNames.Methods.Order(StringComparer.Ordinal), Rows("The class socket").Select(row => row.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_name_has_a_member_of_ours_or_the_reason_why_it_has_none() => Assert.All(AllRows(), row =>
        Assert.True(row.Here.Length > 0 || row.Remarks.Length > 0, $"{row.Name} has neither"));

    [Fact]
    public void A_constant_is_mapped_to_the_one_of_its_name() => Assert.All(Rows("Constants"), row =>
        Assert.Equal(row.Name == "has_ipv6" ? "`Bsd.HasIPv6`" : $"`Posix.{row.Name}`", row.Here));

    [Fact]
    public void Every_member_that_is_named_exists_and_is_public()
    {
        string[] named = [.. AllRows().SelectMany(row => Members($"{row.Here} {row.Remarks}")).Distinct()];

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !Exists(name));
        Assert.False(Exists("Bsd.NoSuchMember"));
        Assert.False(Exists("GreenSocket._socket"));
    }

    [Fact]
    public void Every_public_member_of_Bsd_and_Posix_is_named()
    {
        HashSet<string> named =
        [
            .. AllRows().SelectMany(row => Members(row.Here)),
            .. Rows("Ours beyond gevent").Select(row => row.Name),
        ];
        string[] members =
        [
            .. new[] { typeof(Bsd), typeof(Posix) }.SelectMany(type => type.GetMembers(Public | BindingFlags.DeclaredOnly)
                .Where(member => member is not MethodInfo { IsSpecialName: true } && member.DeclaringType == type)
                .Select(member => $"{type.Name}.{member.Name}"))
                .Distinct(),
        ];

        Assert.True(members.Length > 373);
        Assert.Empty(members.Except(named));
    }

    [Fact]
    public void What_is_ours_alone_says_what_for() =>
        Assert.All(Rows("Ours beyond gevent"), row => Assert.True(Exists(row.Name) && row.Here.Length > 0, row.Name));

    private static IEnumerable<(string Name, string Here, string Remarks)> AllRows() =>
        Rows("Functions, classes and exceptions").Concat(Rows("Constants")).Concat(Rows("The class socket"));

    /// <summary>The rows of the tables between a heading and the next of its level.</summary>
    private static IEnumerable<(string Name, string Here, string Remarks)> Rows(string heading)
    {
        string section = Page.Split("\n## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));
        foreach (Match row in Row().Matches(section))
        {
            yield return (row.Groups["name"].Value, row.Groups["here"].Value.Trim(), row.Groups["remarks"].Value.Trim());
        }
    }

    private static IEnumerable<string> Members(string cell) => Member().Matches(cell).Select(match => match.Groups["name"].Value);

    private static bool Exists(string name)
    {
        int dot = name.LastIndexOf('.');
        return TypeOf(name) is not null
            || (dot > 0 && TypeOf(name[..dot]) is { } type && type.GetMember(name[(dot + 1)..], Public).Length > 0);
    }

    private static Type? TypeOf(string name) => Assemblies
        .SelectMany(assembly => assembly.GetExportedTypes())
        .FirstOrDefault(type => type.FullName == name
            || (type.Name == name && type.Namespace is "Akka.Greensock" or "System.Net.Sockets"));

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \|(?<here>[^|]*)\|((?<remarks>[^|]*)\|)?$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>[A-Z][A-Za-z0-9_.]*)`")]
    private static partial Regex Member();
}
