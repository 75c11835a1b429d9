namespace Akka.Greensock;

/// <summary>
/// The descriptors of others that somebody waits for on one hub, by number. Nothing of one is left here, nor in the
/// poller, once nobody waits for it. On the hub.
/// </summary>
internal sealed class ForeignDescriptors(Hub hub, IPoller poller)
{
    private readonly Dictionary<int, ForeignDescriptor> _byNumber = [];
    private bool _hasEnded;

    /// <summary>The hub ends: it looks at the kernel no more, and a wait that began now would never be told.</summary>
    public void End() => _hasEnded = true;

    /// <summary>Has a wait told when its descriptor is ready.</summary>
    /// <returns>Perm: it always is, and the wait was not taken. Canceled: the hub ends. Any other error: nor was
    /// it.</returns>
    public KernelResult Add(WaitOperation wait)
    {
        if (_hasEnded)
        {
            return KernelResult.Fail(Errno.Canceled);
        }

        if (_byNumber.TryGetValue(wait.Number, out ForeignDescriptor? descriptor))
        {
            if (!descriptor.IsClosed && Rearm(descriptor, wait.Interest))
            {
                Append(descriptor, wait);
                return KernelResult.Ok();
            }

            // The number was closed behind our back, and is another descriptor's by now, or nobody's. Those who wait
            // for the old one would wait for ever.
            descriptor.Abandon();
        }

        return AddNew(wait);
    }

    /// <summary>Asks for the next event. False: the number was closed.</summary>
    public bool Rearm(ForeignDescriptor descriptor, Readiness more = Readiness.None) => poller.RearmForeign(
        descriptor.Number, descriptor.Interest | more, descriptor.Slot, descriptor.Generation).IsOk;

    /// <summary>Nobody waits for it any more.</summary>
    public void LetGo(ForeignDescriptor descriptor)
    {
        if (descriptor.Slot >= 0)
        {
            hub.Descriptors.Remove(descriptor.Slot);
            descriptor.Slot = -1;
            _byNumber.Remove(descriptor.Number);
            hub.Numbers.Remove(descriptor);
            poller.RemoveForeign(descriptor.Number);
        }
    }

    private KernelResult AddNew(WaitOperation wait)
    {
        var descriptor = new ForeignDescriptor(hub, wait.Number);
        hub.Numbers.Add(descriptor); // before the kernel is asked: a close from now on finds it
        (int slot, descriptor.Generation) = hub.Descriptors.Add(descriptor);
        KernelResult added = poller.AddForeign(wait.Number, wait.Interest, slot, descriptor.Generation);
        if (!added.IsOk)
        {
            hub.Descriptors.Remove(slot);
            hub.Numbers.Remove(descriptor);
            return added;
        }

        descriptor.Slot = slot;
        _byNumber.Add(wait.Number, descriptor);
        Append(descriptor, wait);
        return added;
    }

    private static void Append(ForeignDescriptor descriptor, WaitOperation wait)
    {
        descriptor.Append(wait);
        wait.Joined(descriptor);
    }
}
