using System.Net.Sockets;
using System.Text;

namespace DropInChat;

/// <summary>Somebody in the room.</summary>
internal sealed class ChatGuest(string name, NetworkStream stream)
{
    public string Name { get; } = name;

    /// <summary>Sends a line, in one piece: lines of several threads do not mix.</summary>
    public void Tell(string line)
    {
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The thread that serves this guest finds out by itself.
        }
    }
}
