namespace Akka.Greensock;

/// <summary>
/// The functions of gevent's socket module, by their names there in the spelling of .NET. Those that wait park the
/// calling greenlet and nothing else; each says whether it does.
/// </summary>
/// <seealso href="https://www.gevent.org/api/gevent.socket.html">gevent: gevent.socket</seealso>
public static partial class Bsd;
