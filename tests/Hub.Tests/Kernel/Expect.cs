namespace Akka.Greensock.Tests;

/// <summary>Assertions on kernel results that name the errno where they fail.</summary>
internal static class Expect
{
    public static int Ok(KernelResult result)
    {
        Assert.True(result.IsOk, $"The call answered {result.Errno}.");
        return result.Value;
    }

    public static void Fails(Errno expected, KernelResult result) => Assert.Equal(expected, result.Errno);

    public static void WouldBlock(KernelResult result) => Fails(Errno.Again, result);
}
