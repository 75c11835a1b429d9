using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Akka.Greensock.Tests;

// Every public member after a close.
public abstract partial class GreenSocketSpecs
{
    /// <summary>What a closed socket still answers, and why.</summary>
    private static readonly Dictionary<string, string> StillAnswers = new(StringComparer.Ordinal)
    {
        ["Close"] = "a second close does nothing",
        ["Dispose"] = "a second close does nothing",
        ["DisposeAsync"] = "a second close does nothing",
        ["Detach"] = "-1, as BSD has it",
        ["DetachAsync"] = "-1, as BSD has it",
        ["get_Descriptor"] = "-1, as BSD has it",
        ["get_Actor"] = "who owned it",
        ["get_Hub"] = "who owned it",
        ["get_AddressFamily"] = "what it was made with; the BCL gives it too",
        ["get_SocketType"] = "what it was made with; the BCL gives it too",
        ["get_ProtocolType"] = "what it was made with; the BCL gives it too",
        ["get_Connected"] = "false; the BCL gives it too",
        ["get_IsBound"] = "whether it was; the BCL gives it too",
        ["get_DualMode"] = "how it was made",
        ["get_Timeout"] = "not the kernel's: gevent has it so",
        ["set_Timeout"] = "not the kernel's: gevent has it so",
        ["get_Blocking"] = "not the kernel's: gevent has it so",
        ["get_Handle"] = "the descriptor: -1",
        ["get_SafeHandle"] = "an invalid one; the BCL gives one too",
        ["get_UseOnlyOverlappedIO"] = "it means nothing",
        ["set_UseOnlyOverlappedIO"] = "it means nothing",
        ["ToString"] = "for logs",
        ["GetType"] = "an object's",
        ["Equals"] = "an object's",
        ["GetHashCode"] = "an object's",
    };

    [Fact]
    public void Every_public_member_of_a_closed_socket_throws_or_has_a_reason_not_to() => OnHub(async () =>
    {
        var wrong = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (MethodInfo method in typeof(GreenSocket).GetMethods(BindingFlags.Public | BindingFlags.Instance))
        {
            GreenSocket socket = NewSocket(AddressFamily.InterNetworkV6);
            socket.Dispose();
            Exception? thrown = await OutcomeOfAsync(method, socket);
            if (StillAnswers.ContainsKey(method.Name))
            {
                seen.Add(method.Name);
                if (thrown is not null)
                {
                    wrong.Add($"{method}: {thrown.GetType().Name}, though it should answer");
                }
            }
            else if (method.Name.StartsWith("End", StringComparison.Ordinal))
            {
                // It tells how what was begun before the close has ended. Here nothing was.
                if (thrown is not ArgumentNullException)
                {
                    wrong.Add($"{method}: {thrown?.GetType().Name ?? "nothing"}");
                }
            }
            else if (thrown is not ObjectDisposedException && (thrown, method.Name) is not
                (PlatformNotSupportedException, "Share" or "DuplicateAndClose" or "SetIPProtectionLevel"))
            {
                wrong.Add($"{method}: {thrown?.GetType().Name ?? "nothing"} {thrown?.Message}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(StillAnswers.Keys.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    });

    private static async Task<Exception?> OutcomeOfAsync(MethodInfo method, GreenSocket socket)
    {
        try
        {
            // An argument of ReadOnlySpan cannot be boxed: reflection leaves out what takes one.
            if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike))
            {
                return new ObjectDisposedException("left out");
            }

            object? result = method.Invoke(socket, [.. method.GetParameters().Select(Argument)]);
            switch (result)
            {
                case Task task:
                    await task;
                    break;
                case ValueTask valueTask:
                    await valueTask;
                    break;
                case not null when result.GetType().IsGenericType && result.GetType().GetGenericTypeDefinition() == typeof(ValueTask<>):
                    await (Task)result.GetType().GetMethod("AsTask")!.Invoke(result, [])!;
                    break;
            }

            return null;
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static object? Argument(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        return type switch
        {
            _ when type == typeof(EndPoint) => new IPEndPoint(IPAddress.IPv6Loopback, 9),
            _ when type == typeof(IPAddress) => IPAddress.IPv6Loopback,
            _ when type == typeof(string) => parameter.Name == "host" ? "::1" : "/proc/self/limits",
            _ when type == typeof(FileAccess) => FileAccess.Read,
            _ when type == typeof(byte[]) => new byte[4],
            _ when type == typeof(Memory<byte>) => new Memory<byte>(new byte[4]),
            _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>(new byte[4]),
            _ when type == typeof(IReadOnlyList<Memory<byte>>) => new Memory<byte>[] { new byte[4] },
            _ when type == typeof(IReadOnlyList<ReadOnlyMemory<byte>>) => new ReadOnlyMemory<byte>[] { new byte[4] },
            _ when type == typeof(SocketAddress) => new SocketAddress(AddressFamily.InterNetworkV6, 128),
            _ when type == typeof(LingerOption) => new LingerOption(false, 0),
            _ when type == typeof(Hub) => Hub.Current,
            _ when type == typeof(FileStream) => new FileStream("/proc/self/limits", FileMode.Open, FileAccess.Read),
            _ when type == typeof(Microsoft.Win32.SafeHandles.SafeFileHandle) => File.OpenHandle("/proc/self/limits"),
            _ when type == typeof(object) => new LingerOption(false, 0),
            _ when type == typeof(SocketOptionName) => SocketOptionName.Linger,
            _ when type == typeof(SocketOptionLevel) => SocketOptionLevel.Socket,
            _ when type == typeof(int) => 1,
            _ when type == typeof(short) => (short)1,
            _ when type == typeof(long?) => 1L,
            _ when type.IsValueType => Activator.CreateInstance(type),
            _ => null,
        };
    }
}
