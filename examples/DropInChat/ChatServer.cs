using System.Net;
using System.Net.Sockets;

namespace DropInChat;

/// <summary>Listens, and serves each client on a thread of its own.</summary>
internal static class ChatServer
{
    public static void Run(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Console.WriteLine($"listening on {listener.LocalEndpoint}");
        var room = new ChatRoom();
        while (true)
        {
            TcpClient client = listener.AcceptTcpClient();
            Threads.Start(() => Serve(client, room));
        }
    }

    private static void Serve(TcpClient connection, ChatRoom room)
    {
        using (connection)
        {
            ChatGuest? guest = null;
            try
            {
                NetworkStream stream = connection.GetStream();
                using var reader = new StreamReader(stream);
                guest = new ChatGuest(reader.ReadLine() ?? "", stream);
                room.Enter(guest);
                while (reader.ReadLine() is { } line)
                {
                    if (line == "/who")
                    {
                        guest.Tell($"* here: {room.Names()}");
                    }
                    else if (line == "/quit")
                    {
                        break;
                    }
                    else
                    {
                        room.Say($"<{guest.Name}> {line}");
                    }
                }
            }
            catch (IOException)
            {
                // The client is gone; the others go on.
            }

            if (guest is not null)
            {
                room.Leave(guest);
            }
        }
    }
}
