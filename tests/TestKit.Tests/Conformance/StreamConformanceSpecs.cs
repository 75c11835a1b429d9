using System.Reflection;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>The suite finds what is wrong with a stream.</summary>
public class StreamConformanceSpecs
{
    public static TheoryData<Flaw, string> Flaws => new()
    {
        { Flaw.SwapsBytes, nameof(StreamConformance.Bytes_arrive_in_order_whatever_the_split) },
        { Flaw.LosesTheFirstByteOfALargeRead, nameof(StreamConformance.A_write_of_megabytes_arrives_byte_for_byte) },
        { Flaw.IgnoresTheOffset, nameof(StreamConformance.A_write_sends_its_part_of_the_buffer_and_is_done_with_it) },
        { Flaw.KeepsTheBuffer, nameof(StreamConformance.A_write_sends_its_part_of_the_buffer_and_is_done_with_it) },
        { Flaw.EndsAfterAnEmptyWrite, nameof(StreamConformance.An_empty_write_sends_nothing) },
        { Flaw.SpoilsTheReadAfterACancelledOne, nameof(StreamConformance.A_cancelled_read_loses_no_byte) },
        { Flaw.FailsAfterTheFirstEnd, nameof(StreamConformance.The_end_is_read_again_and_again) },
        { Flaw.NeverWaitsForTheReader, nameof(StreamConformance.A_writer_that_nobody_reads_waits_and_goes_on_later) },
        { Flaw.ChecksNoArguments, nameof(StreamConformance.Arguments_are_checked) },
        { Flaw.FailsOnASecondDispose, nameof(StreamConformance.Disposing_twice_is_disposing_once) },
        {
            Flaw.LosesWhatWasWrittenBeforeTheClose,
            nameof(StreamConformance.After_a_close_the_peer_reads_all_that_was_written_and_then_the_end)
        },
        { Flaw.SaysItCanSeek, nameof(StreamConformance.It_reads_and_writes_and_does_not_seek) },
    };

    [Theory]
    [MemberData(nameof(Flaws))]
    public void A_flaw_is_found_by_its_fact(Flaw flaw, string fact)
    {
        Assert.Null(FailureOf(Flaw.None, fact));
        Assert.NotNull(FailureOf(flaw, fact));
    }

    [Fact]
    public void A_pair_knows_its_ends()
    {
        (PipeStream one, PipeStream other) = PipeStream.Pair(1000);
        var pair = new DuplexPair(one, other);
        Assert.Same(other, pair.PeerOf(one));
        Assert.Same(one, pair.PeerOf(other));
        Assert.Throws<ArgumentException>(() => pair.PeerOf(Stream.Null));
    }

    /// <summary>Runs a fact on a hub, on this thread.</summary>
    private static Exception? FailureOf(Flaw flaw, string fact)
    {
        MethodInfo method = typeof(StreamConformance).GetMethod(fact)!;
        return Record.Exception(() => TestHub.Run(async () =>
        {
            Hub.Current!.ErrorHandler = static _ => { };
            await (Task)method.Invoke(new Suite(flaw), null)!;
        }));
    }

    private sealed class Suite(Flaw flaw) : StreamConformance
    {
        protected override int MostBufferedBytes => 128 * 1024;

        protected override Task RunAsync(Func<Task> body) => Greenlet.AwaitAsync(body(), Patience).AsTask(); // a flaw may hang it

        protected override Task<DuplexPair> ConnectAsync()
        {
            (PipeStream one, PipeStream other) = PipeStream.Pair(64 * 1024);
            return Task.FromResult(new DuplexPair(new FlawedStream(one, flaw), new FlawedStream(other, flaw)));
        }
    }
}
