using GS0003 = Akka.Greensock.Analyzers.Tests.Check<
    Akka.Greensock.Analyzers.BlockingCallAnalyzer, Akka.Greensock.CodeFixes.BlockingCallCodeFix>;

namespace Akka.Greensock.Analyzers.Tests;

/// <summary>GS0003. <see cref="GreenletBodySpecs"/> has what a greenlet's body is.</summary>
public class BlockingCallSpecs
{
    [Theory]
    [InlineData("Thread.{|GS0003:Sleep|}(100);", "await Greenlet.SleepAsync(TimeSpan.FromMilliseconds(100));")]
    [InlineData("Thread.{|GS0003:Sleep|}(TimeSpan.Zero); // others", "await Greenlet.SleepAsync(TimeSpan.Zero); // others")]
    [InlineData("int value = task.{|GS0003:Result|};", "int value = await task;")]
    [InlineData("string text = task.{|GS0003:Result|}.ToString();", "string text = (await task).ToString();")]
    [InlineData("int value = new ValueTask<int>(task).{|GS0003:Result|};", "int value = await new ValueTask<int>(task);")]
    [InlineData("task.{|GS0003:Wait|}();", "await task;")]
    [InlineData("task.GetAwaiter().{|GS0003:GetResult|}();", "await task;")]
    [InlineData("greenlet.GetAwaiter().{|GS0003:GetResult|}();", "await greenlet;")]
    [InlineData("socket.AcceptAsync().GetAwaiter().{|GS0003:GetResult|}().Dispose();", "(await socket.AcceptAsync()).Dispose();")]
    [InlineData("task.ConfigureAwait(true).GetAwaiter().{|GS0003:GetResult|}();", "await task.ConfigureAwait(true);")]
    public Task An_async_greenlet_awaits(string statement, string mended) =>
        GS0003.MendsAsync(InGreenlet(statement, "async"), InGreenlet(mended, "async"));

    [Theory]
    [InlineData("Thread.{|GS0003:Sleep|}(100);", "Greenlet.Sleep(TimeSpan.FromMilliseconds(100));")]
    [InlineData("Thread.{|GS0003:Sleep|}(TimeSpan.Zero);", "Greenlet.Sleep(TimeSpan.Zero);")]
    [InlineData("void Local() => Thread.{|GS0003:Sleep|}(0);", "void Local() => Greenlet.Sleep(TimeSpan.FromMilliseconds(0));")]
    [InlineData("int value = task.{|GS0003:Result|};", "int value = Greenlet.Await(task);")]
    [InlineData("task.{|GS0003:Wait|}();", "Greenlet.Await(task);")]
    [InlineData("string text = task.GetAwaiter().{|GS0003:GetResult|}().ToString();", "string text = Greenlet.Await(task).ToString();")]
    public Task A_thread_greenlet_waits_as_a_greenlet(string statement, string mended) =>
        GS0003.MendsAsync(InGreenlet(statement, ""), InGreenlet(mended, ""));

    [Theory]
    [InlineData("int value = new ValueTask<int>(task).{|GS0003:Result|};")]
    [InlineData("greenlet.GetAwaiter().{|GS0003:GetResult|}();")]
    [InlineData("task.{|GS0003:Wait|}(100);")]
    [InlineData("async Task Local() => Thread.{|GS0003:Sleep|}(0);")] // in a thread greenlet nobody can say who runs it
    public Task What_a_thread_greenlet_waits_for_otherwise_is_for_people_to_mend(string statement) =>
        GS0003.CannotMendAsync(InGreenlet(statement, ""));

    [Theory]
    [InlineData("task.{|GS0003:Wait|}(100);")]
    [InlineData("Task.{|GS0003:WaitAll|}(task, task);")]
    [InlineData("int first = Task.{|GS0003:WaitAny|}(task, task);")]
    [InlineData("lock (task) { task.{|GS0003:Wait|}(); }")]
    [InlineData("void Local() => Thread.{|GS0003:Sleep|}(0);")] // whose greenlet must not wait
    [InlineData("int? value = task?.{|GS0003:Result|};")]
    public Task What_no_plain_await_replaces_is_for_people_to_mend(string statement) =>
        GS0003.CannotMendAsync(InGreenlet(statement, "async"));

    [Theory]
    [InlineData("await Task.Run(() => Thread.Sleep(100));")]
    [InlineData("new Thread(() => { task.Wait(); }).Start();")]
    [InlineData("await task.ContinueWith(ended => ended.Result);")]
    [InlineData("using var timer = new Timer(_ => Thread.Sleep(1));")]
    public Task What_another_thread_runs_may_wait(string statement) => GS0003.ReportsAsync(InGreenlet(statement, "async"));

    [Theory]
    [InlineData("Array.ForEach(new[] { 1 }, i => Thread.{|GS0003:Sleep|}(i));")]
    [InlineData("await Task.Run(() => hub.Spawn(() => Thread.{|GS0003:Sleep|}(1)));")]
    public Task A_lambda_inside_runs_in_the_greenlet_unless_it_is_seen_to_go_elsewhere(string statement) =>
        GS0003.ReportsAsync(InGreenlet(statement, "async"));

    [Theory]
    [InlineData("Thread.Sleep(1);")]
    [InlineData("task.Wait();")]
    [InlineData("int value = task.Result;")]
    [InlineData("task.GetAwaiter().GetResult();")]
    public Task Outside_of_greenlets_it_is_not_our_business(string statement) => GS0003.ReportsAsync(GS0003.InAsyncMethod(statement));

    [Fact]
    public Task What_only_has_the_name_is_not_reported() => GS0003.ReportsAsync(
        """
        class Program
        {
            int Result => 1;
            void Wait() { }
            void Sleep() { }

            void Run(Hub hub) => hub.Spawn(() =>
            {
                Wait();
                this.Sleep();
                int value = this.Result;
            });
        }
        """);

    private static string InGreenlet(string statement, string async) => GS0003.InAsyncMethod(
        $$"""
        hub.Spawn({{async}} () =>
                {
                    {{statement}}
                });
        """);
}
