using System.Net;

namespace Akka.Greensock;

/// <summary>A host as gethostbyname_ex and gethostbyaddr know it.</summary>
/// <param name="Name">Its primary name.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Addresses">Its addresses, all of one family.</param>
/// <seealso href="https://docs.python.org/3/library/socket.html#socket.gethostbyname_ex">gevent:
/// gethostbyname_ex</seealso>
public sealed record HostEntry(string Name, IReadOnlyList<string> Aliases, IReadOnlyList<IPAddress> Addresses);
