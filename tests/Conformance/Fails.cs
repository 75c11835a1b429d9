using System.Net.Sockets;
using Akka.Greensock.Tests;

namespace Conformance;

/// <summary>What a call fails with.</summary>
internal static class Fails
{
    /// <summary>Exactly this type, whatever its message.</summary>
    public static T With<T>(Action call)
        where T : Exception => Assert.Throws<T>(call);

    /// <summary>A <see cref="SocketException"/>, or one of its kind, with the error's code.</summary>
    public static SocketException With(SocketError code, Action call)
    {
        SocketException e = Assert.ThrowsAny<SocketException>(call);
        Assert.Equal(code, e.SocketErrorCode);
        return e;
    }

    /// <summary>The argument that is wrong is named.</summary>
    public static void With<T>(string parameter, Action call)
        where T : ArgumentException => Assert.Equal(parameter, Assert.Throws<T>(call).ParamName);

    /// <summary>An <see cref="IOException"/> around the socket's error, as streams have it.</summary>
    public static void WithinIOException(SocketError code, Action call)
    {
        IOException e = Assert.Throws<IOException>(call);
        Assert.Equal(code, Assert.IsAssignableFrom<SocketException>(e.InnerException).SocketErrorCode);
    }

    /// <summary>
    /// A race in the BCL, which ends receiving before it closes: a call that waits is woken by the one, with the end of the
    /// stream, or finds the other.
    /// </summary>
    public static void OrEnds(int end, SocketError code, Func<int> call)
    {
        try
        {
            Assert.Equal(end, call());
        }
        catch (Exception e) when (e is SocketException or IOException { InnerException: SocketException })
        {
            Assert.Equal(code, ((e as SocketException) ?? (SocketException)e.InnerException!).SocketErrorCode);
        }
    }

    /// <summary>The same for what is awaited, whether the call throws or the task has failed.</summary>
    public static async Task<T> WithAsync<T>(Func<Task> call)
        where T : Exception =>
        Assert.IsAssignableFrom<T>(await Thrown.ByAsync(call));

    /// <inheritdoc cref="With(SocketError, Action)"/>
    public static async Task WithAsync(SocketError code, Func<Task> call) =>
        Assert.Equal(code, (await WithAsync<SocketException>(call)).SocketErrorCode);

    /// <inheritdoc cref="WithinIOException"/>
    public static async Task WithinIOExceptionAsync(SocketError code, Func<Task> call)
    {
        IOException e = await WithAsync<IOException>(call);
        Assert.Equal(code, Assert.IsAssignableFrom<SocketException>(e.InnerException).SocketErrorCode);
    }
}
