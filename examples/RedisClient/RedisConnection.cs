using System.Buffers;
using System.Net.Sockets;
using Akka.Greensock;

namespace RedisClient;

/// <summary>
/// A connection to a Redis server that the greenlets of a hub share. Commands go out in the order of the calls, many in one send, and
/// their replies come in that order. It is made when a call needs it, and again after it broke. No command is sent twice: what was
/// in flight fails, for it may have been executed; what was not sent yet waits for the next connection, as long as its caller does.
/// </summary>
public sealed class RedisConnection(RedisOptions options) : IAsyncDisposable
{
    private const int BatchBytes = 65536;
    private readonly Hub _hub = Hub.Current ?? throw new InvalidOperationException("new RedisConnection: this thread is no hub.");
    private readonly LinkedList<Call> _waiting = new(); // to be sent
    private readonly LinkedList<Call> _inFlight = new(); // sent, if only in part; the next reply is for the first
    private GreenSocket? _socket; // null while commands cannot be sent
    private Greenlet? _keeper; // connects, and reads replies
    private Greenlet? _writer;
    private Exception? _trouble; // why the last connection ended, or did not come about
    private bool _disposed;

    /// <summary>Sends a command, and parks until its reply is there, which may be a <see cref="RespError"/>.</summary>
    /// <exception cref="RedisConnectionException">The connection broke. The command may have been executed, or not.</exception>
    /// <exception cref="TimeoutException">There was no reply in time; the message says whether the command was sent.</exception>
    /// <exception cref="InvalidOperationException">Too many calls wait already, or the caller is of another hub.</exception>
    public ValueTask<RespValue> SendAsync(params ReadOnlySpan<RespArgument> command) => SendAsync(options.CallTimeout, command);

    /// <summary>The same, with a time limit of its own.</summary>
    public ValueTask<RespValue> SendAsync(TimeSpan timeout, params ReadOnlySpan<RespArgument> command)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return CallAsync(new Call(command), timeout);
    }

    /// <summary>Lets the calls made so far end, says QUIT, and closes: within the time limit of a call.</summary>
    public async ValueTask DisposeAsync()
    {
        bool isToQuit = !_disposed && (_socket is not null || _waiting.Count > 0);
        _disposed = true;
        await (isToQuit ? Greenlet.Spawn(() => CallAsync(new Call(["QUIT"]), options.CallTimeout).AsTask()).JoinAsync() : default);
        await (_keeper?.KillAsync() ?? default);
        Fail(_waiting, "the connection was disposed of before this was sent");
    }

    private async ValueTask<RespValue> CallAsync(Call call, TimeSpan timeout)
    {
        if (Hub.Current != _hub || _waiting.Count + _inFlight.Count >= options.MaximumCalls)
        {
            string reason = Hub.Current != _hub ? $"it belongs to {_hub}" : $"{options.MaximumCalls} calls wait already";
            throw new InvalidOperationException($"{call.Name} to {options.Server}: {reason}.", _trouble);
        }

        LinkedListNode<Call> place = _waiting.AddLast(call);
        _keeper = _keeper is { IsDead: false } ? _keeper : Greenlet.Spawn(KeepAsync, $"redis {options.Server}");
        StartWriting();
        using GreenletTimeout limit = GreenletTimeout.Start(timeout, new TimeoutException());
        try
        {
            return await Greenlet.AwaitAsync(call.Task, Timeout.InfiniteTimeSpan);
        }
        catch (TimeoutException e) when (e == limit.Exception)
        {
            string state = place.List == _waiting ? "was not sent" : "was sent, and may be executed";
            throw new TimeoutException($"{call.Name} to {options.Server} {state}: no reply in {timeout.TotalMilliseconds} ms.", _trouble);
        }
        finally
        {
            // Whoever gives up takes back what was not sent. What was sent will be answered, and keeps its place for that.
            if (place.List == _waiting) { _waiting.Remove(place); }
        }
    }

    private async Task KeepAsync()
    {
        for (int failures = 0; _waiting.Count > 0;)
        {
            try
            {
                using GreenSocket socket = await Bsd.CreateConnectionAsync(options.Server, totalTimeout: options.ConnectTimeout);
                var replies = new RespReader(new GreenNetworkStream(socket), options.MaximumReplyBytes);
                await IntroduceAsync(socket, replies);
                _socket = socket;
                for (StartWriting(); ; failures = 0)
                {
                    RespValue reply = await replies.ReadAsync();
                    Call call = _inFlight.First?.Value ?? throw new InvalidDataException("The server answers what nobody asked.");
                    _inFlight.RemoveFirst();
                    call.SetResult(reply);
                }
            }
            catch (Exception e) when (e is SocketException or IOException or InvalidDataException or TimeoutException)
            {
                (_trouble, failures) = (e, failures + 1);
            }
            finally
            {
                (_socket, _writer) = (null, null);
                Fail(_inFlight, "the connection broke before the reply came, and it may have been executed");
            }

            await Greenlet.SleepAsync(options.PauseAfter(failures));
        }
    }

    private async ValueTask IntroduceAsync(GreenSocket socket, RespReader replies)
    {
        using GreenletTimeout limit = GreenletTimeout.Start(options.ConnectTimeout);
        foreach (RespArgument[] command in options.Introduction())
        {
            await socket.SendAllAsync(RespArgument.Encode(command));
            if (await replies.ReadAsync() is RespError(var text)) { throw new RedisConnectionException($"{command[0]}: {text}"); }
        }
    }

    // A greenlet of its own sends, so that a caller that is killed cuts no command. It takes what has come until it has its turn.
    private void StartWriting() =>
        _writer = _socket is { } socket && _writer is not { IsDead: false } ? Greenlet.Spawn(() => WriteAsync(socket)) : _writer;

    private async Task WriteAsync(GreenSocket socket)
    {
        try
        {
            while (_socket == socket && _waiting.Count > 0)
            {
                var batch = new ArrayBufferWriter<byte>();
                for (; _waiting.First is { } place && batch.WrittenCount < BatchBytes; _inFlight.AddLast(place))
                {
                    batch.Write(place.Value.Bytes);
                    _waiting.Remove(place);
                }

                await socket.SendAllAsync(batch.WrittenMemory);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            socket.Dispose(); // as the keeper will notice
        }
    }

    private void Fail(LinkedList<Call> calls, string reason)
    {
        for (; calls.First is { } place; calls.RemoveFirst())
        {
            place.Value.SetException(new RedisConnectionException($"{place.Value.Name} to {options.Server}: {reason}.", _trouble));
            _ = place.Value.Task.Exception; // its caller may have given up, and then nobody need hear of it
        }
    }

    private sealed class Call(ReadOnlySpan<RespArgument> command) : TaskCompletionSource<RespValue>
    {
        public byte[] Bytes { get; } = RespArgument.Encode(command);

        public string Name { get; } = command[0].ToString();
    }
}
