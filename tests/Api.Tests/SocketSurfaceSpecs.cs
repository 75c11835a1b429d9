using System.Net.Sockets;
using System.Reflection;

namespace Akka.Greensock.Tests;

/// <summary>
/// Every public member of the BCL's socket is here, with its parameters, their names and what it returns: code ports by an alias.
/// </summary>
public class SocketSurfaceSpecs
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, Type> Ours = new()
    {
        [typeof(Socket)] = typeof(GreenSocket),
        [typeof(SocketAsyncEventArgs)] = typeof(GreenSocketAsyncEventArgs),
    };

    [Theory]
    [InlineData(typeof(Socket))]
    [InlineData(typeof(SocketAsyncEventArgs))]
    public void Every_member_of_the_BCL_is_here_by_its_own_signature(Type theirs)
    {
        HashSet<string> here = [.. Members(Ours[theirs]).Select(Signature)];

        string[] missing = [.. Members(theirs).Select(Signature).Where(signature => !here.Contains(signature))];

        Assert.True(missing.Length == 0, string.Join('\n', missing));
        Assert.InRange(Members(theirs).Count(), theirs == typeof(Socket) ? 200 : 30, int.MaxValue); // it is looked at all
    }

    [Fact]
    public void A_member_that_is_obsolete_there_is_so_here()
    {
        string[] Obsolete(Type type) =>
            [.. type.GetMembers(Public).Where(one => one.IsDefined(typeof(ObsoleteAttribute))).Select(one => one.Name).Order()];

        Assert.Equal(Obsolete(typeof(Socket)), Obsolete(typeof(GreenSocket)));
    }

    private static IEnumerable<MethodBase> Members(Type type) =>
        type.GetConstructors(Public).Concat<MethodBase>(type.GetMethods(Public));

    private static string Signature(MethodBase method)
    {
        string returns = method is MethodInfo info ? Name(info.ReturnType) : "new";
        IEnumerable<string> parameters = method.GetParameters().Select(parameter =>
        {
            string suffix = parameter.HasDefaultValue ? " = default" : "";
            return $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)} {parameter.Name}{suffix}";
        });
        return $"{(method.IsStatic ? "static " : "")}{returns} {method.Name}({string.Join(", ", parameters)})";
    }

    private static string Name(Type type)
    {
        if (type.HasElementType)
        {
            return Name(type.GetElementType()!) + (type.IsByRef ? "&" : "[]");
        }

        return type.IsGenericType
            ? $"{type.Name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : Ours.GetValueOrDefault(type, type).Name;
    }
}
