using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Akka.Greensock.Analyzers.Tests;

/// <summary>
/// What the sources of the specs are compiled against: the runtime that runs the specs, so that nothing has to be fetched, and a
/// library of ours that is nothing but names. <see cref="RealAssembliesSpecs"/> holds the rules against the assemblies themselves.
/// </summary>
internal static class Library
{
    private const string Names =
        """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Net;
        using System.Net.Sockets;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Akka.Greensock;

        public class Greenlet : SynchronizationContext
        {
            public static Greenlet Spawn(Func<Task> body, string name = null) => null;
            public static Greenlet Spawn(Action body, string name = null) => null;
            public static void Await(Task task, TimeSpan? timeout = null) { }
            public static T Await<T>(Task<T> task, TimeSpan? timeout = null) => default;
            public void Get() { }
            public static void Sleep(TimeSpan time) { }
            public static ValueTask SleepAsync(TimeSpan time, CancellationToken cancellationToken = default) => default;
            public void Join() { }
            public bool Join(TimeSpan timeout) => false;
            public ValueTask JoinAsync() => default;
            public ValueTask<bool> JoinAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => default;
            public void Kill(Exception exception = null) { }
            public bool KillAndJoin(Exception exception = null, TimeSpan? timeout = null) => false;
            public ValueTask<bool> KillAsync(Exception exception = null, TimeSpan? timeout = null) => default;
            public System.Runtime.CompilerServices.ValueTaskAwaiter GetAwaiter() => default;
        }

        public class Hub
        {
            public Greenlet Spawn(Func<Task> body, string name = null) => null;
            public Greenlet Spawn(Action body, string name = null) => null;
            public static void Run(Func<Task> main) { }
            public static void Run(Action main) { }
            public void Post(Action callback) { }
        }

        public sealed class GreenSocket : IDisposable, IAsyncDisposable
        {
            public void Bind(EndPoint localEP) { }
            public ValueTask BindAsync(EndPoint localEP) => default;
            public void Listen(int backlog = 0) { }
            public ValueTask ListenAsync(int backlog = 0) => default;
            public void Shutdown(SocketShutdown how) { }
            public ValueTask ShutdownAsync(SocketShutdown how) => default;
            public GreenSocket Accept() => null;
            public bool AcceptAsync(SocketAsyncEventArgs e) => false;
            public ValueTask<GreenSocket> AcceptAsync(CancellationToken cancellationToken = default) => default;
            public void Connect(string host, int port) { }
            public ValueTask ConnectAsync(string host, int port, CancellationToken cancellationToken = default) => default;
            public int Receive(byte[] buffer) => 0;
            public int Receive(byte[] buffer, int size, SocketFlags flags) => 0;
            public int Receive(byte[] buffer, int offset, int size, SocketFlags flags) => 0;
            public int Receive(Span<byte> buffer) => 0;
            public int Receive(byte[] buffer, SocketFlags flags, out SocketError error) { error = 0; return 0; }
            public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => default;
            public ValueTask<int> ReceiveAsync(Memory<byte> buffer, SocketFlags flags, CancellationToken token = default) => default;
            public int ReceiveFrom(byte[] buffer, ref EndPoint remoteEP) => 0;
            public ValueTask<SocketReceiveFromResult> ReceiveFromAsync(Memory<byte> buffer, EndPoint remoteEP) => default;
            public int Send(ReadOnlySpan<byte> buffer) => 0;
            public ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;
            public int Send(IList<ArraySegment<byte>> buffers) => 0;
            public Task<int> SendAsync(IList<ArraySegment<byte>> buffers) => null;
            public int GetSocketOption(SocketOptionLevel level, SocketOptionName name) => 0;
            public ValueTask<int> GetSocketOptionAsync(SocketOptionLevel level, SocketOptionName name) => default;
            public bool Poll(int microSeconds, SelectMode mode) => false;
            public void Close() { }
            public void Close(int timeout) { }
            public Task CloseAsync() => null;
            public void Dispose() { }
            public ValueTask DisposeAsync() => default;
        }

        public sealed class GreenNetworkStream : Stream
        {
            public override int Read(byte[] buffer, int offset, int count) => 0;
            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => default;
            public override void Write(byte[] buffer, int offset, int count) { }
            public override void Flush() { }
            public override Task FlushAsync(CancellationToken cancellationToken) => null;
            public override bool CanRead => true;
            public override bool CanWrite => true;
            public override bool CanSeek => false;
            public override long Length => 0;
            public override long Position { get; set; }
            public override long Seek(long offset, SeekOrigin origin) => 0;
            public override void SetLength(long value) { }
        }

        public sealed class StreamServer : IAsyncDisposable
        {
            public StreamServer(EndPoint endPoint, Func<GreenSocket, Task> handler) { }
            public StreamServer(EndPoint endPoint, Action<GreenSocket> handler) { }
            public void Stop(CancellationToken cancellationToken) { }
            public Task StopAsync(CancellationToken cancellationToken) => null;
            public void Drain() { }
            public Task DrainAsync(CancellationToken cancellationToken) => null;
            public ValueTask DisposeAsync() => default;
        }

        public class GreenTcpClient
        {
            public GreenTcpClient() { }
            public GreenTcpClient(string hostname, int port) { }
            public GreenTcpClient(IPEndPoint one, IPEndPoint other) { }
            public Task ConnectAsync(string hostname, int port) => null;
        }

        public static class Bsd
        {
            public static GreenSocket CreateServer(EndPoint address, int? backlog = null, bool reuse = false, bool dual = false) => null;
            public static GreenSocket CreateServer(string host, int port) => null;
            public static ValueTask<GreenSocket> CreateServerAsync(string host, int port) => default;
            public static List<string> GetAddrInfo(string host, int port) => null;
            public static ValueTask<IReadOnlyList<string>> GetAddrInfoAsync(string host, int port) => default;
        }
        """;

    /// <summary>As much of this very runtime as the sources need: each spec reads all of it.</summary>
    public static ImmutableArray<MetadataReference> Runtime { get; } =
    [
        .. new[]
        {
            "Microsoft.Win32.Primitives", "System.Collections", "System.Console", "System.Linq", "System.Memory", "System.Net.Primitives",
            "System.Net.Sockets", "System.Private.CoreLib", "System.Runtime", "System.Threading",
        }.Select(name => MetadataReference.CreateFromFile(
            Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"))),
    ];

    /// <summary>Our names, as an assembly.</summary>
    public static MetadataReference Greensock { get; } = Compile();

    private static PortableExecutableReference Compile()
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        var compilation = CSharpCompilation.Create("Akka.Greensock", [CSharpSyntaxTree.ParseText(Names)], Runtime, options);
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
