namespace Akka.Greensock.Tests;

/// <summary>What a call throws, or its task fails with. Not Assert's, whose await would leave the caller's hub or context.</summary>
internal static class Thrown
{
    public static async Task<Exception> ByAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception e)
        {
            return e;
        }

        throw new InvalidOperationException("Nothing was thrown where an exception was expected.");
    }
}
