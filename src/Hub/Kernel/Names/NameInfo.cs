namespace Akka.Greensock;

/// <summary>The names of an end point.</summary>
/// <param name="Host">The host's name, or its address in text form.</param>
/// <param name="Service">The service's name, or the port as a number.</param>
/// <seealso href="https://docs.python.org/3/library/socket.html#socket.getnameinfo">gevent: getnameinfo</seealso>
public sealed record NameInfo(string Host, string Service);
