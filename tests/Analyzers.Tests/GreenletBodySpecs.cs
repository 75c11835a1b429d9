using GS0003 = Akka.Greensock.Analyzers.Tests.Check<
    Akka.Greensock.Analyzers.BlockingCallAnalyzer, Akka.Greensock.CodeFixes.BlockingCallCodeFix>;

namespace Akka.Greensock.Analyzers.Tests;

/// <summary>What counts as the body of a greenlet, for GS0002 and GS0003 alike.</summary>
public class GreenletBodySpecs
{
    [Theory]
    [InlineData("Greenlet.Spawn(async () => {0});")]
    [InlineData("Greenlet.Spawn(() => {0});")]
    [InlineData("Greenlet.Spawn(delegate () {{ {0}; }});")]
    [InlineData("hub.Spawn(name: \"ticker\", body: async () => {0});")]
    [InlineData("hub?.Spawn((Func<Task>)(async () => {0}));")]
    [InlineData("Hub.Run(async () => {0});")]
    [InlineData("Hub.Run(() => {0});")]
    [InlineData("new StreamServer(null, async connection => {0});")]
    [InlineData("new StreamServer(null, connection => {0});")]
    [InlineData("StreamServer other = new(null, async connection => {0});")]
    [InlineData("Task Local() {{ {0}; return Task.CompletedTask; }} hub.Spawn(Local);")]
    [InlineData("void Local() => {0}; hub.Spawn(Local);")]
    [InlineData("void Local(int i) => {0}; hub.Spawn(() => Local(1));")]
    [InlineData("async Task Local(int i) => {0}; hub.Spawn(async () => await Local(1));")]
    public Task A_function_that_is_given_to_a_greenlet_is_its_body(string spawn) =>
        GS0003.ReportsAsync(GS0003.InAsyncMethod(Suspect(spawn, "Thread.{|GS0003:Sleep|}(1)")));

    [Theory]
    [InlineData("hub.Post(() => {0});")]
    [InlineData("Task.Run(async () => {0});")]
    [InlineData("Task.Run(() => {0});")]
    [InlineData("void Local() => {0}; Local();")]
    [InlineData("void Local() => {0}; hub.Spawn(() => {{ Local(); Local(); }});")]
    [InlineData("Action body = () => {0}; hub.Spawn(body);")]
    public Task A_function_whose_greenlet_the_text_does_not_show_is_none(string other) =>
        GS0003.ReportsAsync(GS0003.InAsyncMethod(Suspect(other, "Thread.Sleep(1)")));

    [Fact]
    public Task A_method_is_found_wherever_in_the_project_it_is_given_to_a_greenlet() => GS0003.ReportsAsync(
        """
        static class Ticker
        {
            public static async Task TickAsync() => Thread.{|GS0003:Sleep|}(1);
            public static async Task TickAsync(int times) => Thread.{|GS0003:Sleep|}(times);
            public static void Tick<T>(T times) => Thread.{|GS0003:Sleep|}(1);
            public static async Task RestAsync() => Thread.Sleep(1);
        }
        """,
        """
        class Program
        {
            void Run(Hub hub)
            {
                hub.Spawn(Ticker.TickAsync);
                Hub.Run(() => Ticker.TickAsync(3));
                Greenlet.Spawn(() => Ticker.Tick(3));
            }
        }
        """);

    [Fact]
    public Task What_overrides_a_body_is_a_body() => GS0003.ReportsAsync(
        """
        abstract class Worker
        {
            public Worker(Hub hub) => hub.Spawn(WorkAsync);
            protected abstract Task WorkAsync();
        }

        class Sleeper(Hub hub) : Worker(hub)
        {
            protected override async Task WorkAsync() => Thread.{|GS0003:Sleep|}(1);
        }
        """);

    [Fact]
    public Task A_partial_method_is_a_body_where_it_is_implemented() => GS0003.ReportsAsync(
        """
        partial class Echo
        {
            private partial Task ServeAsync(GreenSocket connection);
            public StreamServer Server() => new(null, ServeAsync);
        }

        partial class Echo
        {
            private partial async Task ServeAsync(GreenSocket connection) => Thread.{|GS0003:Sleep|}(1);
        }
        """);

    [Fact]
    public Task Methods_of_others_that_spawn_or_run_are_not_ours() => GS0003.ReportsAsync(
        """
        class Pool
        {
            public void Spawn(Action action) { }
            public void Run(Action action) { }
            void Use() { Spawn(() => Thread.Sleep(1)); Run(Work); }
            void Work() => Thread.Sleep(1);
        }
        """);

    private static string Suspect(string format, string suspect) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, format, suspect);
}
