namespace DropInChat;

/// <summary>
/// Who is there. The lock is held for the list alone, and never while a line is sent: a call that waits, made with a lock in
/// hand, would hold up everybody with the BCL's sockets, and all of the hub with Greensock's.
/// </summary>
internal sealed class ChatRoom
{
    private readonly Lock _gate = new();
    private readonly List<ChatGuest> _guests = [];

    public void Enter(ChatGuest guest)
    {
        lock (_gate)
        {
            _guests.Add(guest);
        }

        Say($"* {guest.Name} joined");
    }

    public void Leave(ChatGuest guest)
    {
        lock (_gate)
        {
            _guests.Remove(guest);
        }

        Say($"* {guest.Name} left");
    }

    public string Names() => string.Join(", ", Everybody().Select(guest => guest.Name).Order(StringComparer.Ordinal));

    public void Say(string line)
    {
        foreach (ChatGuest guest in Everybody())
        {
            guest.Tell(line);
        }
    }

    private ChatGuest[] Everybody()
    {
        lock (_gate)
        {
            return [.. _guests];
        }
    }
}
