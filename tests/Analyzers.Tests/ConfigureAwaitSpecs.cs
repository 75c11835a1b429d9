using GS0002 = Akka.Greensock.Analyzers.Tests.Check<
    Akka.Greensock.Analyzers.ConfigureAwaitAnalyzer, Akka.Greensock.CodeFixes.ConfigureAwaitCodeFix>;

namespace Akka.Greensock.Analyzers.Tests;

/// <summary>GS0002. <see cref="GreenletBodySpecs"/> has what a greenlet's body is.</summary>
public class ConfigureAwaitSpecs
{
    [Theory]
    [InlineData("await socket.ReceiveAsync(bytes).{|GS0002:ConfigureAwait|}(false);", "await socket.ReceiveAsync(bytes);")]
    [InlineData(
        "await socket.ReceiveAsync(bytes).AsTask().{|GS0002:ConfigureAwait|}(false); // home",
        "await socket.ReceiveAsync(bytes).AsTask(); // home")]
    [InlineData("await (socket.ReceiveAsync(bytes)).{|GS0002:ConfigureAwait|}(false);", "await (socket.ReceiveAsync(bytes));")]
    [InlineData(
        "await stream.CopyToAsync(Stream.Null).{|GS0002:ConfigureAwait|}(false);", "await stream.CopyToAsync(Stream.Null);")]
    [InlineData("await using var s = server.{|GS0002:ConfigureAwait|}(false);", "await using var s = server;")]
    [InlineData(
        "socket.ReceiveAsync(bytes).{|GS0002:ConfigureAwait|}(continueOnCapturedContext: false).GetAwaiter().GetResult();",
        "socket.ReceiveAsync(bytes).GetAwaiter().GetResult();")]
    public Task An_awaitable_of_ours_is_awaited_as_it_is(string statement, string mended) =>
        GS0002.MendsAsync(GS0002.InAsyncMethod(statement), GS0002.InAsyncMethod(mended));

    [Theory]
    [InlineData(
        "await server.StopAsync(default).{|GS0002:ConfigureAwait|}(ConfigureAwaitOptions.None);", "await server.StopAsync(default);")]
    [InlineData(
        "await server.StopAsync(default).{|GS0002:ConfigureAwait|}(ConfigureAwaitOptions.SuppressThrowing);",
        "await server.StopAsync(default).ConfigureAwait(" +
        "ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);")]
    public Task Options_are_kept_but_for_the_context(string statement, string mended) =>
        GS0002.MendsAsync(GS0002.InAsyncMethod(statement), GS0002.InAsyncMethod(mended));

    [Theory]
    [InlineData("await socket.ReceiveAsync(bytes).ConfigureAwait(true);")]
    [InlineData("await server.StopAsync(default).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext);")]
    [InlineData("bool captured = bytes.Length > 0; await socket.ReceiveAsync(bytes).ConfigureAwait(captured);")]
    public Task What_may_continue_on_the_context_is_not_reported(string statement) =>
        GS0002.ReportsAsync(GS0002.InAsyncMethod(statement));

    [Fact]
    public Task Tasks_of_others_are_not_reported_outside_of_greenlets() =>
        GS0002.ReportsAsync(GS0002.InAsyncMethod("await task.ConfigureAwait(false);"));

    [Fact]
    public Task Tasks_of_others_come_home_to_a_greenlet() => GS0002.MendsAsync(
        GS0002.InAsyncMethod(
            """
            hub.Spawn(async () =>
                    {
                        string text = await File.ReadAllTextAsync("motd").{|GS0002:ConfigureAwait|}(false);
                        await foreach (string line in File.ReadLinesAsync("motd").{|GS0002:ConfigureAwait|}(false)) { }
                        _ = task?.{|GS0002:ConfigureAwait|}(false);
                    });
            """),
        GS0002.InAsyncMethod(
            """
            hub.Spawn(async () =>
                    {
                        string text = await File.ReadAllTextAsync("motd");
                        await foreach (string line in File.ReadLinesAsync("motd")) { }
                        _ = task;
                    });
            """));

    [Fact]
    public Task Without_the_library_there_is_nothing_to_look_for() => GS0002.ReportsWithoutLibraryAsync(
        """
        class Program
        {
            async Task Run(Task task) => await task.ConfigureAwait(false);
        }
        """);
}
