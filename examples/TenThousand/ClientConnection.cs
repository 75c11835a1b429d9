using System.Diagnostics;
using System.Net.Sockets;
using Akka.Greensock;

namespace TenThousand;

/// <summary>
/// One connection, as one greenlet: it connects, asks and checks the answers until the load drains, and closes. Read it
/// top to bottom.
/// </summary>
internal sealed class ClientConnection(Load load, int number)
{
    private const string Connecting = "connecting";

    private long _request;
    private int _matched;
    private string _doing = Connecting;

    public async Task RunAsync()
    {
        try
        {
            using GreenSocket socket = await load.ConnectAsync(number);
            _doing = "waiting for the start";
            await load.Started;

            _doing = "talking";
            long sentAt = Stopwatch.GetTimestamp();
            while (!load.IsDraining)
            {
                ReadOnlyMemory<byte> request = load.Payload.Of(number, _request);
                await socket.SendAllAsync(request);
                for (_matched = 0; _matched < request.Length;)
                {
                    using ReceivedBytes answer = await socket.ReceiveAsync();
                    Check(answer, request.Span[_matched..]);
                    _matched += answer.Length;
                }

                // The next request leaves at once, so one look at the clock serves both.
                long now = Stopwatch.GetTimestamp();
                load.Window.Answered(now - sentAt, request.Length);
                sentAt = now;
                _request++;
            }

            _doing = "closing";
            socket.Shutdown(SocketShutdown.Send);
            using ReceivedBytes rest = await socket.ReceiveAsync();
            Check(rest, []);
        }
        catch (OperationCanceledException) when (load.IsInterrupted)
        {
            // Interrupted before it was connected: nothing was promised, so nothing is lost.
        }
        catch (Exception e)
        {
            load.Failures.Add(
                KindOf(e),
                $"connection {number} was {_doing} (request {_request}, {_matched} bytes of its answer). {TextOf(e)}");
        }
        finally
        {
            if (_doing != Connecting)
            {
                load.Closed();
            }
        }
    }

    private void Check(ReceivedBytes answer, ReadOnlySpan<byte> expected)
    {
        if (answer.IsEndOfStream && !expected.IsEmpty)
        {
            throw new EndOfStreamException("The server closed it.");
        }

        if (answer.Length > expected.Length)
        {
            throw new InvalidDataException($"{answer.Length - expected.Length} bytes more came back than were sent.");
        }

        if (!answer.Span.SequenceEqual(expected[..answer.Length]))
        {
            int match = answer.Span.CommonPrefixLength(expected);
            throw new InvalidDataException(
                $"Byte {_matched + match} of the answer is {answer.Span[match]}, and {expected[match]} was sent.");
        }
    }

    private string KindOf(Exception e) => e switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "refused",
        SocketException when _doing == Connecting => "not connected",
        SocketException or EndOfStreamException => "connection lost",
        InvalidDataException => "wrong bytes",
        GreenletExitException => "no answer",
        _ => "unexpected",
    };

    private static string TextOf(Exception e) => e switch
    {
        GreenletExitException => "None came in time, so it was killed.",
        SocketException or EndOfStreamException or InvalidDataException => e.Message,
        _ => e.ToString(),
    };
}
