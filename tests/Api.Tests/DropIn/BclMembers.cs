using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Akka.Greensock.Tests;

/// <summary>
/// The public and protected members of the BCL's types that have a type of ours in their place, and in what ours differ from
/// them: for whoever compiles against one and the other.
/// </summary>
internal static class BclMembers
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Type[] Types =
    [
        typeof(Socket), typeof(TcpClient), typeof(TcpListener), typeof(UdpClient), typeof(NetworkStream), typeof(SocketAsyncEventArgs),
        typeof(Dns),
    ];

    private static readonly Dictionary<Type, Type> Ours = Types
        .Select(type => (type, Green: typeof(GreenSocket).Assembly.GetType($"Akka.Greensock.Green{type.Name}")))
        .Where(pair => pair.Green is not null)
        .ToDictionary(pair => pair.type, pair => pair.Green!);

    /// <summary>Each member by its signature, with what differs; with nothing where ours is as the BCL's.</summary>
    public static IEnumerable<(string Member, string Difference)> Compared()
    {
        foreach (Type type in Types)
        {
            yield return (type.Name, Compare(type));
            if (Ours.TryGetValue(type, out Type? green))
            {
                foreach ((string member, string difference) in Compared(type, green))
                {
                    yield return (member, difference);
                }
            }
        }

        foreach (MethodInfo form in typeof(SocketTaskExtensions).GetMethods(All | BindingFlags.DeclaredOnly).Where(IsForOthers))
        {
            yield return ($"SocketTaskExtensions.{Signature(form)}", CompareExtension(form));
        }
    }

    /// <summary>The members of one type, except for those that need a type which has none of ours in its place.</summary>
    public static IEnumerable<(string Member, string Difference)> Compared(Type type, Type green) => type
        .GetMembers(All | BindingFlags.DeclaredOnly)
        .Where(member => IsForOthers(member) && !Types.Except(Ours.Keys).Any(lacking => Needs(member, lacking)))
        .Select(member => ($"{type.Name}.{Signature(member)}", Compare(member, green)));

    private static bool Needs(MemberInfo member, Type lacking) =>
        member is MethodBase method && method.GetParameters().Any(one => one.ParameterType == lacking);

    private static string Compare(Type type)
    {
        if (!Ours.TryGetValue(type, out Type? green))
        {
            return "missing";
        }

        string[] lacking = [.. type.GetInterfaces().Except(green.GetInterfaces()).Select(one => $"no {one.Name}")];
        return string.Join(", ", lacking
            .Concat(type.IsSealed == green.IsSealed ? [] : ["sealed"])
            .Concat(type.BaseType == green.BaseType ? [] : [$"derives from {green.BaseType!.Name}"]));
    }

    private static string Compare(MemberInfo member, Type green) => member switch
    {
        ConstructorInfo one => Of(one, green.GetConstructors(All).FirstOrDefault(other => Takes(other, one))),
        MethodInfo one => Of(one, green.GetMethods(All).FirstOrDefault(other => other.Name == one.Name && Takes(other, one))),
        PropertyInfo one => Of(one, green.GetProperty(one.Name, All)),
        EventInfo one => green.GetEvent(one.Name, All) is { } other && other.EventHandlerType == Mapped(one.EventHandlerType!)
            ? string.Empty
            : "missing",
        _ => "a kind of member that is not compared",
    };

    /// <summary>An extension is called as a member is, so that a member of ours takes its place.</summary>
    private static string CompareExtension(MethodInfo form)
    {
        ParameterInfo[] parameters = form.GetParameters()[1..];
        MethodInfo? ours = typeof(GreenSocket).GetMethods().FirstOrDefault(other => other.Name == form.Name && Takes(other, parameters));
        return ours is null ? "missing" : Text([.. Differences(parameters, ours.GetParameters()), .. Returns(form, ours)]);
    }

    private static string Of(PropertyInfo one, PropertyInfo? other)
    {
        if (other is null)
        {
            return "missing";
        }

        return Text(
        [
            .. Mapped(one.PropertyType) == other.PropertyType ? [] : new[] { $"is {other.PropertyType.Name}" },
            .. Accessor("get", one.GetMethod, other.GetMethod),
            .. Accessor("set", one.SetMethod, other.SetMethod),
            .. IsObsolete(one) == IsObsolete(other) ? [] : new[] { "obsolete" },
        ]);
    }

    private static IEnumerable<string> Accessor(string name, MethodInfo? one, MethodInfo? other)
    {
        if (one is null || !IsForOthers(one))
        {
            return [];
        }

        return other is null || !IsForOthers(other) ? [$"no {name}"] : Shape(one, other);
    }

    private static string Of(MethodBase one, MethodBase? other)
    {
        if (other is null || !IsForOthers(other))
        {
            return "missing";
        }

        return Text(
        [
            .. Differences(one.GetParameters(), other.GetParameters()),
            .. one is MethodInfo method ? Returns(method, (MethodInfo)other) : [],
            .. Shape(one, other),
            .. IsObsolete(one) == IsObsolete(other) ? [] : new[] { "obsolete" },
        ]);
    }

    private static IEnumerable<string> Shape(MethodBase one, MethodBase other)
    {
        if (one.IsStatic != other.IsStatic)
        {
            yield return one.IsStatic ? "not static" : "static";
        }

        if (one.IsPublic != other.IsPublic)
        {
            yield return other.IsPublic ? "public" : "not public";
        }

        bool wasOpen = one is { IsVirtual: true, IsFinal: false };
        if (wasOpen && (other is not { IsVirtual: true, IsFinal: false } || other.DeclaringType!.IsSealed))
        {
            yield return "not virtual";
        }
    }

    private static IEnumerable<string> Returns(MethodInfo one, MethodInfo other) =>
        Mapped(one.ReturnType) == other.ReturnType ? [] : [$"returns {Name(other.ReturnType)}"];

    private static IEnumerable<string> Differences(ParameterInfo[] ones, ParameterInfo[] others) => ones.Zip(others).SelectMany(pair =>
    {
        (ParameterInfo one, ParameterInfo other) = pair;
        return new[]
        {
            one.Name == other.Name ? null : $"{one.Name} is called {other.Name}",
            one.IsOut == other.IsOut ? null : $"{one.Name} is {(other.IsOut ? "out" : "ref")}",
            one.HasDefaultValue == other.HasDefaultValue && Equals(one.RawDefaultValue, other.RawDefaultValue)
                ? null
                : $"{one.Name} has another default",
        }.OfType<string>();
    });

    private static bool Takes(MethodBase ours, MethodBase theirs) => Takes(ours, theirs.GetParameters());

    private static bool Takes(MethodBase ours, ParameterInfo[] theirs) =>
        ours.GetParameters().Select(one => one.ParameterType).SequenceEqual(theirs.Select(one => Mapped(one.ParameterType)));

    private static bool IsObsolete(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute), inherit: false);

    private static bool IsForOthers(MemberInfo member) => member switch
    {
        MethodBase { IsSpecialName: true } accessor when accessor is not ConstructorInfo => false,
        MethodInfo { Name: "Finalize" } => false, // nobody calls it by name
        MethodBase method => IsForOthers(method),
        PropertyInfo property => property.GetAccessors(true).Any(IsForOthers),
        EventInfo one => IsForOthers(one.AddMethod!),
        _ => false,
    };

    private static bool IsForOthers(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static Type Mapped(Type type)
    {
        if (type.IsByRef)
        {
            return Mapped(type.GetElementType()!).MakeByRefType();
        }

        if (type.IsArray)
        {
            return Mapped(type.GetElementType()!).MakeArrayType();
        }

        return type.IsGenericType
            ? type.GetGenericTypeDefinition().MakeGenericType([.. type.GetGenericArguments().Select(Mapped)])
            : Ours.GetValueOrDefault(type, type);
    }

    private static string Signature(MemberInfo member) => member switch
    {
        MethodBase method => $"{(method is ConstructorInfo ? "new" : method.Name)}" +
            $"({string.Join(", ", method.GetParameters().Select(one => Prefix(one) + Name(one.ParameterType)))})",
        _ => member.Name,
    };

    private static string Prefix(ParameterInfo one) => one.IsOut ? "out " : one.ParameterType.IsByRef ? "ref " : string.Empty;

    private static string Name(Type type)
    {
        if (type.HasElementType)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : string.Empty);
        }

        return type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.FullName switch
            {
                "System.Int32" => "int",
                "System.Boolean" => "bool",
                "System.Byte" => "byte",
                "System.String" => "string",
                "System.Object" => "object",
                "System.Void" => "void",
                _ => type.Name,
            };
    }

    private static string Text(IEnumerable<string> differences) => string.Join(", ", differences.Distinct());
}
