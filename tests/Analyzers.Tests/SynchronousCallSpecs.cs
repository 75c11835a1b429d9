using Akka.Greensock.CodeFixes;
using GS0001 = Akka.Greensock.Analyzers.Tests.Check<
    Akka.Greensock.Analyzers.SynchronousCallAnalyzer, Akka.Greensock.CodeFixes.AwaitTwinCodeFix>;

namespace Akka.Greensock.Analyzers.Tests;

/// <summary>GS0001: where it is reported. <see cref="AwaitTwinCodeFix"/> has its own specs.</summary>
public class SynchronousCallSpecs
{
    [Theory]
    [InlineData("socket.{|GS0001:Receive|}(bytes);")]
    [InlineData("int count = socket?.{|GS0001:Receive|}(bytes) ?? 0;")]
    [InlineData("using var accepted = socket.{|GS0001:Accept|}();")]
    [InlineData("Greenlet.{|GS0001:Sleep|}(TimeSpan.Zero);")]
    [InlineData("greenlet.{|GS0001:Join|}();")]
    [InlineData("greenlet.{|GS0001:KillAndJoin|}();")]
    [InlineData("greenlet.{|GS0001:Get|}();")]
    [InlineData("socket.{|GS0001:Close|}(100);")]
    [InlineData("Bsd.{|GS0001:GetAddrInfo|}(\"localhost\", 80);")]
    [InlineData("Bsd.{|GS0001:CreateServer|}(\"localhost\", 80);")]
    [InlineData("stream.{|GS0001:Read|}(bytes, 0, 1);")]
    public Task A_call_that_waits_is_reported_in_an_async_method(string statement) => GS0001.ReportsAsync(GS0001.InAsyncMethod(statement));

    [Theory]
    [InlineData("var client = {|GS0001:new GreenTcpClient(\"localhost\", 80)|};")]
    [InlineData("GreenTcpClient client = {|GS0001:new(\"localhost\", 80)|};")]
    [InlineData("var client = new GreenTcpClient();")]
    [InlineData("var client = new GreenTcpClient(null, null);")]
    public Task A_constructor_waits_where_it_connects(string statement) => GS0001.ReportsAsync(GS0001.InAsyncMethod(statement));

    [Theory]
    [InlineData("stream.{|GS0001:ReadExactly|}(bytes);")]
    [InlineData("stream.{|GS0001:CopyTo|}(Stream.Null);")]
    [InlineData("int one = stream.{|GS0001:ReadByte|}();")]
    public Task What_a_stream_of_ours_inherits_waits_too(string statement) => GS0001.ReportsAsync(GS0001.InAsyncMethod(statement));

    [Theory]
    [InlineData("hub.Spawn(async () => { socket.{|GS0001:Receive|}(bytes); await Task.Yield(); });")]
    [InlineData("Func<Task> body = async () => socket.{|GS0001:Receive|}(bytes);")]
    [InlineData("Func<Task> body = async delegate { socket.{|GS0001:Receive|}(bytes); };")]
    [InlineData("async Task Local() => socket.{|GS0001:Receive|}(bytes);")]
    [InlineData("async ValueTask<int> Local() { return socket.{|GS0001:Receive|}(bytes); }")]
    public Task Every_asynchronous_function_is_looked_at(string statement) => GS0001.ReportsAsync(
        $$"""
        class Program
        {
            void Run(GreenSocket socket, Hub hub, byte[] bytes)
            {
                {{statement}}
            }
        }
        """);

    [Fact]
    public Task A_synchronous_method_may_wait() => GS0001.ReportsAsync(
        """
        class Program(GreenSocket socket)
        {
            int First { get; } = socket.Receive(new byte[1]);
            int Receive(byte[] bytes) => socket.Receive(bytes);
            int Next { get { return socket.Receive(new byte[1]); } }
        }
        """);

    [Theory]
    [InlineData("hub.Spawn(() => { socket.Receive(bytes); });")]
    [InlineData("Hub.Run(() => { socket.Receive(bytes); });")]
    [InlineData("Action body = () => socket.Receive(bytes);")]
    [InlineData("int Local() => socket.Receive(bytes);")]
    public Task A_synchronous_function_inside_of_an_async_one_may_wait(string statement) =>
        GS0001.ReportsAsync(GS0001.InAsyncMethod(statement));

    [Theory]
    [InlineData("socket.Bind(null);")]
    [InlineData("socket.Listen();")]
    [InlineData("socket.Shutdown(SocketShutdown.Both);")]
    [InlineData("socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error);")]
    [InlineData("socket.Close();")]
    [InlineData("socket.Dispose();")]
    [InlineData("stream.Flush();")]
    [InlineData("stream.Dispose();")]
    [InlineData("greenlet.Kill();")]
    [InlineData("using var listener = Bsd.CreateServer(new IPEndPoint(IPAddress.Loopback, 0));")]
    public Task A_call_that_never_waits_is_not_reported_although_it_has_a_twin(string statement) =>
        GS0001.ReportsAsync(GS0001.InAsyncMethod(statement));

    [Theory]
    [InlineData("socket.Poll(0, SelectMode.SelectRead);")]
    [InlineData("Stream other = stream; other.Read(bytes, 0, 1);")]
    [InlineData("using var bcl = new Socket(SocketType.Stream, ProtocolType.Tcp); bcl.Receive(bytes);")]
    [InlineData("await socket.ReceiveAsync(bytes);")]
    public Task What_has_no_twin_or_is_not_ours_is_not_reported(string statement) =>
        GS0001.ReportsAsync(GS0001.InAsyncMethod(statement));

    [Fact]
    public Task Top_level_statements_may_wait_as_long_as_they_do_not_await() => GS0001.ReportsAsync(
        """
        // top-level
        var greenlet = new Hub().Spawn(() => { });
        greenlet.Join();
        """);

    [Fact]
    public Task Top_level_statements_that_await_are_asynchronous() => GS0001.ReportsAsync(
        """
        // top-level
        var greenlet = new Hub().Spawn(() => { });
        greenlet.{|GS0001:Join|}();
        await Task.Yield();
        """);

    [Fact]
    public Task Without_the_library_there_is_nothing_to_look_for() => GS0001.ReportsWithoutLibraryAsync(
        """
        namespace Akka.Greensock
        {
            class GreenSocket
            {
                public void Receive() { }
                public Task ReceiveAsync() => Task.CompletedTask;
                async Task Run() { Receive(); await Task.Yield(); }
            }
        }
        """);

    [Fact]
    public Task Generated_code_is_left_alone() =>
        GS0001.ReportsAsync("// <auto-generated/>\n" + GS0001.InAsyncMethod("socket.Receive(bytes);"));
}
