namespace Conformance;

/// <summary>
/// Where ours differs from the BCL. Each stands in docs/reference/drop-in.md too, and one that has gone fails its spec.
/// </summary>
internal static class Differences
{
    public static IReadOnlyList<Difference> All { get; } =
    [
        new(
            "AcceptSpecs.Listening_without_an_address_leads_nowhere",
            "A listener that was not bound has the address that the system gave it, and accepts",
            "listen(2) binds. The BCL does not ask where, so nobody could connect.",
            "Assert.False() Failure"),
        new(
            "NonBlockingSpecs.Awaitable_calls_wait_all_the_same",
            "An awaited call fails with `WouldBlock` on a socket whose `Blocking` is false",
            "`Blocking` is gevent's `setblocking`, a timeout of zero, and holds for every call.",
            "Awaitable_calls_wait_all_the_same"),
        new(
            "ReceiveSpecs.Flags_that_no_receive_has_are_refused",
            "`SocketFlags.Multicast` is passed on, and changes nothing",
            "Flags that .NET has no name for are the kernel's to judge: BSD's are given the same way.",
            "No exception was thrown"),
        WithoutInformation("AsyncDatagramSpecs.ReceiveMessageFrom_tells_that_it_was_cut_off"),
        WithoutInformation("BeginEndSpecs.Datagrams_with_their_information"),
        WithoutInformation("DatagramSpecs.ReceiveMessageFrom_tells_that_it_was_cut_off"),
        WithoutInformation("EventArgsSpecs.Datagrams_with_their_information"),
    ];

    private static Difference WithoutInformation(string spec) => new(
        spec,
        "A datagram comes without its `IPPacketInformation` on the portable kernel",
        "That kernel has no ancillary data.",
        "Actual:   null")
    {
        Places = [Place.GreenletOnPortable],
    };

    /// <summary>Runs a spec, and turns its verdict around where ours differs.</summary>
    public static void Apply(Place place, string spec, string file, Action run)
    {
        string name = $"{Path.GetFileNameWithoutExtension(file)}.{spec}";
        if (All.FirstOrDefault(one => one.Spec == name && one.Places.Contains(place)) is not { } difference)
        {
            run();
            return;
        }

        Exception? failure = Record.Exception(run);
        Assert.True(failure is not null, $"{name} holds in {place}: take it out of {nameof(Differences)}.");
        Assert.Contains(difference.Shows, failure.ToString(), StringComparison.Ordinal);
    }
}
