using System.Net.Sockets;

namespace DropInChat;

/// <summary>Sends what it reads from the console, and prints what it receives, until either ends.</summary>
internal static class ChatClient
{
    public static void Run(int port, string name)
    {
        using var connection = new TcpClient("127.0.0.1", port);
        using var reader = new StreamReader(connection.GetStream());

        // A thread in either build: it waits for the console, which no library parks for. Its sends are its own to wait for.
        var keyboard = new Thread(() => Type(connection, name)) { IsBackground = true };
        keyboard.Start();
        try
        {
            while (reader.ReadLine() is { } line)
            {
                Console.WriteLine(line);
            }
        }
        catch (IOException e)
        {
            Console.WriteLine($"* lost: {((SocketException)e.InnerException!).SocketErrorCode}");
        }
    }

    private static void Type(TcpClient connection, string name)
    {
        using var writer = new StreamWriter(connection.GetStream(), leaveOpen: true) { AutoFlush = true };
        writer.WriteLine(name);
        while (Console.ReadLine() is { } line)
        {
            writer.WriteLine(line);
        }

        connection.Client.Shutdown(SocketShutdown.Send);
    }
}
