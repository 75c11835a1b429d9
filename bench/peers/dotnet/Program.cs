using System.Net;
using Akka.Greensock.Peers;

// peers MODE PORT: an echo server of what .NET has without us. Prints "listening on 127.0.0.1:PORT"; port 0 takes a
// free one. MODE is bcl (System.Net.Sockets, awaited), threads (System.Net.Sockets, blocking) or akkaio (Akka.IO). Where
// DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 is set, bcl runs its continuations on the thread that polls, and not
// on the pool.
if (args is not ["bcl" or "threads" or "akkaio", string text] || !int.TryParse(text, out int port))
{
    Console.Error.WriteLine("peers bcl|threads|akkaio PORT");
    return 2;
}

var endPoint = new IPEndPoint(IPAddress.Loopback, port);
if (args[0] == "threads")
{
    ThreadEcho.Serve(endPoint);
}

await (args[0] == "bcl" ? SocketEcho.ServeAsync(endPoint) : AkkaEcho.ServeAsync(endPoint));
return 0;
