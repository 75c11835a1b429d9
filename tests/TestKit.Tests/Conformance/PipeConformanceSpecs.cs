using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>A duplex stream that is no socket's and cannot be reset, without a hub and in an async greenlet of one.</summary>
public class PipeConformanceSpecs : StreamConformance
{
    protected override bool CanEndSending => true;

    protected override int MostBufferedBytes => 128 * 1024;

    protected override Task<DuplexPair> ConnectAsync()
    {
        (PipeStream one, PipeStream other) = PipeStream.Pair(64 * 1024);
        return Task.FromResult(new DuplexPair(one, other));
    }

    protected override ValueTask EndSendingAsync(DuplexPair pair, Stream end) => ((PipeStream)end).EndWritingAsync();
}

public class PipeOnAHubConformanceSpecs : PipeConformanceSpecs
{
    protected override Task RunAsync(Func<Task> body)
    {
        TestHub.Run(body);
        return Task.CompletedTask;
    }
}
