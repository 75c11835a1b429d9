using System.Net.Sockets;

namespace Akka.Greensock.Tests;

/// <summary>What has become of the descriptor when the call has ended.</summary>
internal enum Fate
{
    /// <summary>It was closed, once.</summary>
    Closed,

    /// <summary>It is open, and works as before.</summary>
    Works,

    /// <summary>It is open, and of no use but to be closed.</summary>
    Open,
}

/// <summary>One way to end one call that waits: what the caller gets, and what becomes of the descriptor.</summary>
/// <param name="Call">The call.</param>
/// <param name="End">What ends it.</param>
/// <param name="Error">What it throws, or null where it returns.</param>
/// <param name="Code">The code of a SocketException.</param>
/// <param name="Value">What it returns.</param>
/// <param name="Fate">What becomes of the descriptor.</param>
/// <param name="WhyNot">Why there is no such cell; null where there is.</param>
internal sealed record CloseCell(string Call, string End, Type? Error, SocketError? Code, object? Value, Fate Fate, string? WhyNot)
{
    public static CloseCell Throws<T>(string call, string end, SocketError code, Fate fate)
        where T : SocketException => new(call, end, typeof(T), code, null, fate, null);

    public static CloseCell Aborts(string call, string end) =>
        Throws<SocketException>(call, end, SocketError.OperationAborted, Fate.Closed);

    public static CloseCell TimesOut(string call) => Throws<SocketTimeoutException>(call, "timeout", SocketError.TimedOut, Fate.Works);

    public static CloseCell Exits(string call, string end, Fate fate) =>
        new(call, end, typeof(GreenletExitException), null, null, fate, null);

    public static CloseCell Returns(string call, string end, object value, Fate fate) => new(call, end, null, null, value, fate, null);

    public static CloseCell None(string call, string end, string why) => new(call, end, null, null, null, default, why);

    /// <summary>Fails unless this is how the call has ended.</summary>
    public void Check(object? value, Exception? exception)
    {
        if (Error is null)
        {
            Assert.Null(exception);
            Assert.Equal(Value, value);
            return;
        }

        Assert.NotNull(exception);
        Assert.True(exception.GetType() == Error, $"{exception.GetType()} instead of {Error}: {exception}");
        if (exception is SocketException socket)
        {
            Assert.Equal(Code, socket.SocketErrorCode);
        }
    }
}
