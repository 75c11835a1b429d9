using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>What a call came to, as a text in which the BCL's outcome and ours can be compared.</summary>
internal static class Outcome
{
    public static string Of(Net net, Func<object?> call)
    {
        try
        {
            object? result = call();
            if (result is not Task task)
            {
                return Text(result);
            }

            net.Wait(task);
            return $"task of {Text(task.GetType().GetProperty("Result")?.GetValue(task))}";
        }
        catch (Exception e)
        {
            return Text(e);
        }
        finally
        {
            Net.LetGo();
        }
    }

    /// <summary>Runs the same lines over both, ours also in thread greenlets of both kernels, and compares.</summary>
    public static void IsTheBcls(Func<Net, object?> script)
    {
        string expected = Of(Net.Bcl, () => script(Net.Bcl));
        Assert.Equal(expected, Of(Net.Green, () => script(Net.Green)));
        foreach (string kernel in new[] { "linux", "portable" })
        {
            string? inGreenlet = null;
            Hub.Run(() => inGreenlet = Of(Net.Green, () => script(Net.Green)), new HubOptions { Kernel = kernel });
            Assert.Equal($"{kernel}: {expected}", $"{kernel}: {inGreenlet}");
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        IPAddress[] addresses => $"[{string.Join(", ", addresses.Select(one => one.ToString()).Order(StringComparer.Ordinal))}]",
        IPHostEntry host => $"{host.HostName}, {host.Aliases.Length} aliases, {Text(host.AddressList)}",
        byte[] bytes => $"bytes {Convert.ToHexString(bytes)}",
        LingerOption linger => $"linger {linger.Enabled} {linger.LingerTime}",
        UdpReceiveResult received => $"{Text(received.Buffer)} from {received.RemoteEndPoint.Address}",
        System.Runtime.CompilerServices.ITuple tuple => string.Join(" ", Enumerable.Range(0, tuple.Length).Select(i => Text(tuple[i]))),
        _ when value.GetType().Name == "VoidTaskResult" => "nothing",
        _ => $"{value}".Replace("System.Net.Sockets.", "Green", StringComparison.Ordinal)
            .Replace("Akka.Greensock.", string.Empty, StringComparison.Ordinal),
    };

    // A subclass of ours says more, and is the same to whoever catches the BCL's.
    private static string Text(Exception e) => e switch
    {
        SocketException socket => $"SocketException {socket.SocketErrorCode}",
        ObjectDisposedException => "ObjectDisposedException",
        ArgumentException argument => $"{argument.GetType().Name} {argument.ParamName}",
        OperationCanceledException => "OperationCanceledException",
        IOException { InnerException: { } inner } => $"IOException of {Text(inner)}",
        _ => e.GetType().Name,
    };
}
