using System.Reflection;
using System.Reflection.Emit;

namespace Akka.Greensock.Analyzers.Tests;

/// <summary>Which methods of some assemblies come to call a certain one, by their IL. Lambdas count for the method
/// that makes them; a virtual method is that of the type which calls it.</summary>
/// <param name="assemblies">Where calls are followed.</param>
/// <param name="target">The method that is looked for.</param>
/// <param name="isBarrier">Methods whose calls do not count.</param>
internal sealed class CallGraph(IReadOnlyCollection<Assembly> assemblies, MethodBase target, Predicate<MethodBase> isBarrier)
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Whether the method calls the target, or one that does.</summary>
    public bool Reaches(MethodBase start)
    {
        HashSet<(Module, int)> seen = [];
        Stack<MethodBase> left = new([start]);
        while (left.TryPop(out MethodBase? method))
        {
            if (IsSame(method, target))
            {
                return true;
            }

            if (assemblies.Contains(method.Module.Assembly) && !isBarrier(method) && seen.Add((method.Module, method.MetadataToken)))
            {
                foreach (MethodBase called in Calls(method))
                {
                    left.Push(called);
                }
            }
        }

        return false;
    }

    private static bool IsSame(MethodBase one, MethodBase other) => one.Module == other.Module && one.MetadataToken == other.MetadataToken;

    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[]? ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int i = 0; i < code.Length;)
        {
            // Two bytes where the first one is 0xFE.
            OpCode instruction = OpCodesByValue[code[i] == 0xFE ? (short)(0xFE00 | code[i + 1]) : code[i]];
            i += instruction.Size;
            if (instruction.OperandType == OperandType.InlineMethod
                && (instruction == OpCodes.Call || instruction == OpCodes.Callvirt || instruction == OpCodes.Newobj
                    || instruction == OpCodes.Ldftn))
            {
                yield return Override(method.Module.ResolveMethod(BitConverter.ToInt32(code, i), ofType, ofMethod)!, method.DeclaringType);
            }

            i += OperandBytes(instruction, code, i);
        }
    }

    // IL names a virtual method by the type that had it first.
    private static MethodBase Override(MethodBase called, Type? caller) =>
        called is MethodInfo { IsVirtual: true } virtualMethod && caller?.IsSubclassOf(called.DeclaringType!) == true
            ? caller.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .FirstOrDefault(method => method.GetBaseDefinition() == virtualMethod.GetBaseDefinition()) ?? called
            : called;

    private static int OperandBytes(OpCode instruction, byte[] code, int operand) => instruction.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, operand)),
        _ => 4,
    };
}
