namespace DropInChat;

/// <summary>What runs beside what: with the BCL's sockets, whose calls block a thread, a thread.</summary>
internal static class Threads
{
    /// <summary>Runs the program.</summary>
    public static void Run(Action main) => main();

    /// <summary>Runs a body beside whoever calls.</summary>
    public static void Start(Action body) => new Thread(() => body()) { IsBackground = true }.Start();
}
