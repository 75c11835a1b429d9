using Akka.Greensock;

namespace DropInChat;

/// <summary>What runs beside what: with Greensock's sockets, whose calls park a greenlet, a greenlet.</summary>
internal static class Threads
{
    /// <summary>Runs the program, on a hub.</summary>
    public static void Run(Action main) => Hub.Run(main);

    /// <summary>Runs a body beside whoever calls.</summary>
    public static void Start(Action body) => Greenlet.Spawn(body);
}
