using DropInChat;

// DropInChat server PORT (0 for any free one), or DropInChat client PORT NAME.
switch (args)
{
    case ["server", var port]:
        Threads.Run(() => ChatServer.Run(int.Parse(port)));
        return 0;
    case ["client", var port, var name]:
        Threads.Run(() => ChatClient.Run(int.Parse(port), name));
        return 0;
    default:
        Console.Error.WriteLine("usage: DropInChat server PORT | client PORT NAME");
        return 2;
}
