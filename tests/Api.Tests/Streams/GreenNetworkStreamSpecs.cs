using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Akka.Greensock.Tests;

/// <summary>How a connection behaves as a <see cref="Stream"/>, by itself and below what reads and writes streams.</summary>
public abstract class GreenNetworkStreamSpecs(string kernelName) : SocketSpecs(kernelName)
{
    [Fact]
    public void Bytes_pass_both_ways_and_the_end_is_a_read_of_nothing() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using var client = new GreenNetworkStream(pair.Client);
        await using var server = new GreenNetworkStream(pair.Server);
        byte[] data = Pattern.Bytes(200_000);
        byte[] received = new byte[data.Length];

        Greenlet writer = Greenlet.Spawn(async () =>
        {
            await client.WriteAsync(data.AsMemory(0, 100_000));
            await client.WriteAsync(data, 100_000, 100_000, CancellationToken.None);
            await client.FlushAsync();
            client.Flush();
            pair.Client.Shutdown(SocketShutdown.Send);
        });
        await server.ReadExactlyAsync(received.AsMemory(0, 150_000));
        await server.ReadExactlyAsync(received, 150_000, 50_000);
        await writer;

        Pattern.Check(received, 0);
        Assert.Equal(0, await server.ReadAsync(received));
        Assert.Equal(0, await server.ReadAsync(received, 0, 10));
    });

    [Fact]
    public void It_can_read_and_write_and_not_seek() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using (var stream = new GreenNetworkStream(pair.Client))
        {
            Assert.Same(pair.Client, stream.Socket);
            Assert.True(stream.CanRead);
            Assert.True(stream.CanWrite);
            Assert.False(stream.CanSeek);
            Assert.True(stream.CanTimeout);
            Assert.Throws<NotSupportedException>(() => stream.Length);
            Assert.Throws<NotSupportedException>(() => stream.Position);
            Assert.Throws<NotSupportedException>(() => stream.Position = 1);
            Assert.Throws<NotSupportedException>(() => stream.Seek(0, SeekOrigin.Begin));
            Assert.Throws<NotSupportedException>(() => stream.SetLength(1));
            await ThrowsAsync<ArgumentOutOfRangeException>(() => stream.ReadAsync(new byte[1], 0, 2));
            Assert.Throws<ArgumentNullException>(() => stream.Read(null!, 0, 0));
            stream.Dispose();
            Assert.False(stream.CanRead);
            Assert.False(stream.CanWrite);
            await ThrowsAsync<ObjectDisposedException>(async () => await stream.ReadAsync(new byte[1]));
            await ThrowsAsync<ObjectDisposedException>(async () => await stream.WriteAsync(new byte[1]));
        }

        await EchoAsync(pair.Client, pair.Server); // the stream did not own it
        Assert.Throws<ArgumentNullException>(() => new GreenNetworkStream(null!));
        using GreenSocket unconnected = NewSocket();
        Assert.Throws<IOException>(() => new GreenNetworkStream(unconnected));
    });

    [Fact]
    public void One_that_owns_its_socket_closes_it() => OnHub(async () =>
    {
        foreach (bool awaits in new[] { true, false })
        {
            using Pair pair = await ConnectionAsync();
            var stream = new GreenNetworkStream(pair.Client, ownsSocket: true);
            if (awaits)
            {
                await stream.DisposeAsync();
                await stream.DisposeAsync();
            }
            else
            {
                stream.Dispose();
                stream.Close();
            }

            Assert.False(pair.Client.Connected);
            Assert.Equal(0, await pair.Server.ReceiveAsync(new byte[1]));
        }
    });

    [Fact]
    public void A_failure_comes_as_an_IOException_around_the_sockets_own() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using var stream = new GreenNetworkStream(pair.Client);
        pair.Client.Timeout = TimeSpan.FromMilliseconds(1);
        IOException late = await ThrowsAsync<IOException>(async () => await stream.ReadAsync(new byte[1]));
        Assert.IsType<SocketTimeoutException>(late.InnerException);
        pair.Client.Timeout = Timeout.InfiniteTimeSpan;

        Greenlet reader = await StartedAsync(async () => await stream.ReadAsync(new byte[1]));
        pair.Server.LingerState = new LingerOption(true, 0);
        pair.Server.Close();
        var reset = Assert.IsType<SocketException>(Assert.IsType<IOException>(await EndOfAsync(reader)).InnerException);
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
        IOException write = await ThrowsAsync<IOException>(async () => await stream.WriteAsync(new byte[1]));
        Assert.Equal(SocketError.Shutdown, Assert.IsType<SocketException>(write.InnerException).SocketErrorCode);

        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        Greenlet cancelled = await StartedAsync(async () => await stream.ReadAsync(new byte[1], source.Token));
        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfAsync(cancelled));
    });

    [Fact]
    public void On_a_hub_the_synchronous_members_throw_always() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        await using var stream = new GreenNetworkStream(pair.Client);
        await pair.Server.SendAllAsync(new byte[8]);
        await pair.Client.ReceiveAsync(Memory<byte>.Empty); // there would be nothing to wait for

        foreach ((Action call, string twin) in new (Action, string)[]
        {
            (() => stream.ReadExactly(new byte[1], 0, 1), nameof(Stream.ReadAsync)),
            (() => stream.ReadByte(), nameof(Stream.ReadAsync)),
            (() => stream.ReadExactly(stackalloc byte[1]), nameof(Stream.ReadAsync)),
            (() => stream.Write(new byte[1], 0, 1), nameof(Stream.WriteAsync)),
            (() => stream.Write(stackalloc byte[1]), nameof(Stream.WriteAsync)),
            (() => stream.WriteByte(1), nameof(Stream.WriteAsync)),
        })
        {
            Assert.Contains(twin, Assert.Throws<BlockingSwitchOutException>(call).Message, StringComparison.Ordinal);
        }

        Assert.Equal(8, pair.Client.Available);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_thread_that_is_no_hub_reads_and_writes_synchronously(bool hasContext)
    {
        using var owner = new TestHub(Options);
        Pair pair = await owner.RunAsync(ConnectionAsync);
        await TestHub.Elsewhere(() =>
        {
            if (!hasContext)
            {
                Converse();
                return;
            }

            // A blocked thread cannot run what is posted to its context: waiting must not need it.
            OneThreadContext.Run(() =>
            {
                Converse();
                return Task.CompletedTask;
            });
        }).WaitAsync(Patience);
        pair.Dispose();

        void Converse()
        {
            using var client = new GreenNetworkStream(pair.Client);
            using var server = new GreenNetworkStream(pair.Server);
            byte[] buffer = new byte[16];
            for (int i = 0; i < 50; i++)
            {
                Task<int> reading = Task.Run(() => server.Read(buffer, 0, 16)); // parks, mostly: on a thread of its own
                client.Write(Pattern.Bytes(16), 0, 16);
                Assert.Equal(16, reading.GetAwaiter().GetResult());
                Pattern.Check(buffer, 0);
                server.WriteByte(7);
                Assert.Equal(7, client.ReadByte());
            }

            pair.Client.Timeout = TimeSpan.FromMilliseconds(1);
            Assert.IsType<SocketTimeoutException>(Assert.Throws<IOException>(() => client.ReadByte()).InnerException);
            server.Dispose();
            Assert.Throws<ObjectDisposedException>(() => server.Read(buffer, 0, 1));
            Assert.Throws<ObjectDisposedException>(() => server.Write(buffer, 0, 1));
        }
    }

    [Fact]
    public void Closing_it_aborts_a_read_that_is_awaited() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        var stream = new GreenNetworkStream(pair.Client, ownsSocket: true);
        Task<int> reading = stream.ReadAsync(new byte[1], 0, 1);
        stream.Dispose();
        IOException failure = await ThrowsAsync<IOException>(() => reading);
        var aborted = Assert.IsAssignableFrom<SocketException>(failure.InnerException);
        Assert.Equal(SocketError.OperationAborted, aborted.SocketErrorCode);
    });

    [Fact]
    public void What_libraries_await_without_a_context_goes_on_on_the_hub() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        foreach (Stream stream in new[] { new GreenNetworkStream(pair.Client), pair.Client.MakeFile() })
        {
            Greenlet<(Hub?, Hub?)> reader = await StartedAsync(() => ReadAsLibrariesDoAsync(stream));
            await pair.Server.SendAllAsync(new byte[] { 1 });
            Assert.Equal((Hub.Current, Hub.Current), await reader);
            Assert.True(SynchronizationContext.Current is Greenlet);
        }
    });

    [Fact]
    public void So_it_does_below_a_thread_greenlet_which_keeps_its_context() => TestHub.Run(
        () =>
        {
            using Pair pair = Greenlet.Await(ConnectionAsync());
            Task<(Hub?, Hub?)> reading = ReadAsLibrariesDoAsync(new GreenNetworkStream(pair.Client));
            pair.Server.SendAll(new byte[] { 1 });
            Assert.Equal((Hub.Current, Hub.Current), Greenlet.Await(reading));
            Assert.True(SynchronizationContext.Current is Greenlet);
        },
        Options);

    [Fact]
    public void Lines_pass_through_readers_and_writers_of_text() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        // A line may be two writes, and without this the second would wait for the ACK of the first (Nagle).
        pair.Client.NoDelay = pair.Server.NoDelay = true;
        Greenlet server = Greenlet.Spawn(async () =>
        {
            using var reader = new StreamReader(new GreenNetworkStream(pair.Server), Encoding.UTF8);
            await using var writer = new StreamWriter(new GreenNetworkStream(pair.Server), new UTF8Encoding(false));
            while (await reader.ReadLineAsync() is { } line)
            {
                Assert.NotNull(Greenlet.Current);
                await writer.WriteLineAsync($"{line}, grüße");
                await writer.FlushAsync();
            }
        });
        using var answers = new StreamReader(new GreenNetworkStream(pair.Client), Encoding.UTF8);
        await using var questions = new StreamWriter(new GreenNetworkStream(pair.Client), new UTF8Encoding(false));
        for (int i = 0; i < 200; i++)
        {
            await questions.WriteLineAsync($"line {i} {new string('ü', i * 10)}");
            await questions.FlushAsync();
            Assert.Equal($"line {i} {new string('ü', i * 10)}, grüße", await answers.ReadLineAsync());
        }

        pair.Client.Shutdown(SocketShutdown.Send);
        await server;
    });

    [Fact]
    public void Pipelines_read_and_write_it() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        PipeWriter writer = PipeWriter.Create(new GreenNetworkStream(pair.Client));
        PipeReader reader = PipeReader.Create(new GreenNetworkStream(pair.Server));
        byte[] data = Pattern.Bytes(500_000);
        Greenlet sending = Greenlet.Spawn(async () =>
        {
            for (int i = 0; i < data.Length; i += 5000)
            {
                await writer.WriteAsync(data.AsMemory(i, 5000));
            }

            await writer.CompleteAsync();
            pair.Client.Shutdown(SocketShutdown.Send);
        });

        long position = 0;
        while (true)
        {
            ReadResult result = await reader.ReadAsync();
            foreach (ReadOnlyMemory<byte> segment in result.Buffer)
            {
                Pattern.Check(segment.Span, position);
                position += segment.Length;
            }

            reader.AdvanceTo(result.Buffer.End);
            Assert.NotNull(Greenlet.Current);
            if (result.IsCompleted)
            {
                break;
            }
        }

        await reader.CompleteAsync();
        await sending;
        Assert.Equal(data.Length, position);
    });

    [Fact]
    public void A_copy_to_another_connection_ends_with_the_stream() => OnHub(async () =>
    {
        using Pair first = await ConnectionAsync();
        using Pair second = await ConnectionAsync();
        byte[] data = Pattern.Bytes(300_000);
        Greenlet proxy = Greenlet.Spawn(async () =>
        {
            await new GreenNetworkStream(first.Server).CopyToAsync(new GreenNetworkStream(second.Client));
            second.Client.Shutdown(SocketShutdown.Send);
        });
        Greenlet source = Greenlet.Spawn(async () =>
        {
            await first.Client.SendAllAsync(data);
            first.Client.Shutdown(SocketShutdown.Send);
        });

        Pattern.Check(await ReceiveExactlyAsync(second.Server, data.Length), 0);
        Assert.Equal(0, await second.Server.ReceiveAsync(new byte[1]));
        await proxy;
        await source;
    });

    [Fact]
    [Trait("Category", "Slow")]
    public void TLS_speaks_over_it() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using X509Certificate2 certificate = SelfSigned("localhost");
        byte[] data = Pattern.Bytes(300_000);
        Hub hub = Hub.Current!;
        Greenlet server = Greenlet.Spawn(async () =>
        {
            await using var tls = new SslStream(new GreenNetworkStream(pair.Server));
            await tls.AuthenticateAsServerAsync(certificate);
            byte[] received = new byte[data.Length];
            await tls.ReadExactlyAsync(received);
            Assert.Same(hub, Hub.Current);
            await tls.WriteAsync(received);
            Assert.Equal(0, await tls.ReadAsync(received));
        });

        await using (var tls = new SslStream(
            new GreenNetworkStream(pair.Client), false, (_, presented, _, _) => presented!.Equals(certificate)))
        {
            await tls.AuthenticateAsClientAsync("localhost");
            Assert.True(tls.IsEncrypted);
            Assert.Same(hub, Hub.Current);
            Greenlet writer = Greenlet.Spawn(async () => await tls.WriteAsync(data));
            byte[] received = new byte[data.Length];
            await tls.ReadExactlyAsync(received);
            Pattern.Check(received, 0);
            await writer;
            await tls.ShutdownAsync();
        }

        await server;
        await EchoAsync(pair.Client, pair.Server); // neither TLS stream owned its socket
    });

    [Fact]
    [Trait("Category", "Slow")]
    public void A_TLS_handshake_that_fails_throws_on_both_sides_and_a_parked_one_is_killed() => OnHub(async () =>
    {
        using Pair pair = await ConnectionAsync();
        using X509Certificate2 certificate = SelfSigned("localhost");
        Greenlet server = Greenlet.Spawn(async () =>
        {
            await using var tls = new SslStream(new GreenNetworkStream(pair.Server));
            await tls.AuthenticateAsServerAsync(certificate);
            await tls.ReadAsync(new byte[1]);
        });
        server.Observe();
        await using (var tls = new SslStream(new GreenNetworkStream(pair.Client), false, (_, _, _, _) => false))
        {
            await ThrowsAsync<AuthenticationException>(async () => await tls.AuthenticateAsClientAsync("localhost"));
        }

        pair.Client.Close();
        await EndOfAsync(server);

        using Pair silent = await ConnectionAsync();
        Greenlet waiting = await StartedAsync(async () =>
        {
            await using var tls = new SslStream(new GreenNetworkStream(silent.Server));
            await tls.AuthenticateAsServerAsync(certificate);
        });
        Assert.False(waiting.IsDead);
        Assert.True(await waiting.KillAsync(timeout: Patience));
        Assert.Equal(GreenletState.Killed, waiting.State);
        await EchoAsync(silent.Client, silent.Server);
    });

    [Fact]
    [Trait("Category", "Slow")]
    public void Reading_and_writing_allocate_no_more_than_a_callback_for_each_wait()
    {
        if (KernelName != "linux")
        {
            return; // Socket.Select allocates by itself
        }

        OnHub(async () =>
        {
            using Pair pair = await ConnectionAsync();
            var client = new GreenNetworkStream(pair.Client);
            var server = new GreenNetworkStream(pair.Server);
            Greenlet echo = Greenlet.Spawn(async () =>
            {
                byte[] buffer = new byte[256];
                while (await server.ReadAsync(buffer) is int count and not 0)
                {
                    await server.WriteAsync(buffer.AsMemory(0, count));
                }
            });
            byte[] message = new byte[128];

            // Two waits for each request. The BCL's pooled async methods post their completion to the greenlet, as to any context.
            const int limit = 20_000 * 2 * 120;
            var windows = new AllocationWindows(limit);
            while (windows.Next())
            {
                for (int i = 0; i < 20_000; i++)
                {
                    await client.WriteAsync(message);
                    await client.ReadAsync(message);
                }
            }

            pair.Client.Shutdown(SocketShutdown.Send);
            await echo;

            Assert.InRange(windows.Allocated, 0, limit);
        });
    }

    private static X509Certificate2 SelfSigned(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var end = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, end);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static async Task<(Hub? Inner, Hub? Outer)> ReadAsLibrariesDoAsync(Stream stream)
    {
        Hub? inner = await ReadAsync().ConfigureAwait(false);
        return (inner, Hub.Current);

        async Task<Hub?> ReadAsync()
        {
            await stream.ReadExactlyAsync(new byte[1]).ConfigureAwait(false);
            return Hub.Current;
        }
    }
}
