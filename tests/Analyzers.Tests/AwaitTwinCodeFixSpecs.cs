using GS0001 = Akka.Greensock.Analyzers.Tests.Check<
    Akka.Greensock.Analyzers.SynchronousCallAnalyzer, Akka.Greensock.CodeFixes.AwaitTwinCodeFix>;

namespace Akka.Greensock.Analyzers.Tests;

public class AwaitTwinCodeFixSpecs
{
    [Theory]
    [InlineData("greenlet.{|GS0001:Join|}();", "await greenlet.JoinAsync();")]
    [InlineData("bool ended = greenlet.{|GS0001:KillAndJoin|}();", "bool ended = await greenlet.KillAsync();")]
    [InlineData("Greenlet.{|GS0001:Sleep|}(TimeSpan.Zero);", "await Greenlet.SleepAsync(TimeSpan.Zero);")]
    [InlineData("socket.{|GS0001:Connect|}(\"localhost\", 80); // there", "await socket.ConnectAsync(\"localhost\", 80); // there")]
    [InlineData("int count = socket.{|GS0001:Receive|}(bytes);", "int count = await socket.ReceiveAsync(bytes);")]
    [InlineData("using var accepted = socket.{|GS0001:Accept|}();", "using var accepted = await socket.AcceptAsync();")]
    [InlineData(
        "if (!greenlet.{|GS0001:Join|}(timeout: TimeSpan.Zero)) { }", "if (!await greenlet.JoinAsync(timeout: TimeSpan.Zero)) { }")]
    [InlineData("Console.WriteLine(1 + socket.{|GS0001:Receive|}(bytes));", "Console.WriteLine(1 + await socket.ReceiveAsync(bytes));")]
    public Task The_twin_is_awaited_with_the_same_arguments(string statement, string mended) =>
        GS0001.MendsAsync(GS0001.InAsyncMethod(statement), GS0001.InAsyncMethod(mended));

    [Theory]
    [InlineData("socket.{|GS0001:Receive|}(bytes).ToString();", "(await socket.ReceiveAsync(bytes)).ToString();")]
    [InlineData("socket.{|GS0001:Accept|}()!.Dispose();", "(await socket.AcceptAsync())!.Dispose();")]
    [InlineData("socket.{|GS0001:Accept|}()?.Dispose();", "(await socket.AcceptAsync())?.Dispose();")]
    [InlineData(
        "socket.{|GS0001:Accept|}().{|GS0001:Receive|}(bytes);", "await (await socket.AcceptAsync()).ReceiveAsync(bytes);")]
    public Task A_result_that_is_used_at_once_gets_parentheses(string statement, string mended) =>
        GS0001.MendsAsync(GS0001.InAsyncMethod(statement), GS0001.InAsyncMethod(mended));

    [Theory]
    [InlineData(
        "socket.{|GS0001:Receive|}(bytes, 1, 2, SocketFlags.Peek);", "await socket.ReceiveAsync(bytes.AsMemory(1, 2), SocketFlags.Peek);")]
    [InlineData(
        "socket.{|GS0001:Receive|}(bytes, 2, SocketFlags.Peek);", "await socket.ReceiveAsync(bytes.AsMemory(0, 2), SocketFlags.Peek);")]
    [InlineData(
        "socket.{|GS0001:Receive|}(bytes, 0, bytes.Length, SocketFlags.Peek);", "await socket.ReceiveAsync(bytes, SocketFlags.Peek);")]
    [InlineData(
        "socket.{|GS0001:Receive|}(new byte[4], 2, SocketFlags.Peek);",
        "await socket.ReceiveAsync((new byte[4]).AsMemory(0, 2), SocketFlags.Peek);")]
    [InlineData("socket.{|GS0001:Receive|}(bytes.AsSpan(1));", "await socket.ReceiveAsync(bytes.AsMemory(1));")]
    [InlineData("socket.{|GS0001:Receive|}(bytes.AsMemory(1).Span);", "await socket.ReceiveAsync(bytes.AsMemory(1));")]
    [InlineData("socket.{|GS0001:Send|}(bytes);", "await socket.SendAsync(bytes);")]
    [InlineData("socket.{|GS0001:Send|}(\"quit\"u8);", "await socket.SendAsync(\"quit\"u8.ToArray());")]
    [InlineData("socket.{|GS0001:Send|}(new ArraySegment<byte>[1]);", "await socket.SendAsync(new ArraySegment<byte>[1]);")]
    public Task Arrays_with_numbers_and_spans_become_memory(string statement, string mended) =>
        GS0001.MendsAsync(GS0001.InAsyncMethod(statement), GS0001.InAsyncMethod(mended));

    [Fact]
    public Task A_stream_keeps_the_overload_that_it_has() => GS0001.MendsAsync(
        GS0001.InAsyncMethod("stream.{|GS0001:Read|}(bytes, 0, 1);"), GS0001.InAsyncMethod("await stream.ReadAsync(bytes, 0, 1);"));

    [Theory]
    [InlineData("server.{|GS0001:Drain|}();", "await server.DrainAsync(CancellationToken.None);")]
    [InlineData("server.{|GS0001:Stop|}(CancellationToken.None);", "await server.StopAsync(CancellationToken.None);")]
    public Task A_token_that_the_twin_insists_on_is_none(string statement, string mended) =>
        GS0001.MendsAsync(GS0001.InAsyncMethod(statement), GS0001.InAsyncMethod(mended));

    [Theory]
    [InlineData("greenlet.{|GS0001:Get|}();")] // a twin without a name
    [InlineData("Console.WriteLine({|GS0001:new GreenTcpClient(\"localhost\", 80)|});")]
    [InlineData("var client = {|GS0001:new GreenTcpClient(\"localhost\", 80)|};")] // two statements
    [InlineData("socket.{|GS0001:Receive|}(stackalloc byte[4]);")] // no memory
    [InlineData("socket.{|GS0001:Receive|}(bytes, SocketFlags.None, out var error);")] // no out parameter
    [InlineData("EndPoint from = null; int count = socket.{|GS0001:ReceiveFrom|}(bytes, ref from);")] // another result
    [InlineData("List<string> found = Bsd.{|GS0001:GetAddrInfo|}(\"localhost\", 80);")] // another result
    public Task Where_no_overload_of_the_twin_fits_it_is_for_people_to_mend(string statement) =>
        GS0001.CannotMendAsync(GS0001.InAsyncMethod(statement));

    [Theory]
    [InlineData("int? count = socket?.{|GS0001:Receive|}(bytes);")]
    [InlineData("lock (bytes) { socket.{|GS0001:Receive|}(bytes); }")]
    [InlineData("try { } catch when (socket.{|GS0001:Receive|}(bytes) == 0) { }")]
    [InlineData("var counts = from b in bytes select socket.{|GS0001:Receive|}(bytes);")]
    public Task Where_the_language_allows_no_await_it_is_for_people_to_mend(string statement) =>
        GS0001.CannotMendAsync(GS0001.InAsyncMethod(statement));

    [Fact]
    public Task Lambdas_and_top_level_statements_are_mended_as_methods_are() => GS0001.MendsAsync(
        """
        // top-level
        var greenlet = new Hub().Spawn(async () => Bsd.{|GS0001:CreateServer|}("localhost", 80).Dispose());
        greenlet.{|GS0001:Join|}();
        await Task.Yield();
        """,
        """
        // top-level
        var greenlet = new Hub().Spawn(async () => (await Bsd.CreateServerAsync("localhost", 80)).Dispose());
        await greenlet.JoinAsync();
        await Task.Yield();
        """);
}
