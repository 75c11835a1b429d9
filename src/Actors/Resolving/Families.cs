using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>Which addresses of a host are wanted.</summary>
[Flags]
internal enum Families
{
    None = 0,
    Four = 1,
    Six = 2,
    Both = Four | Six,
}

internal static class FamiliesExtensions
{
    public static bool Have(this Families families, IPAddress address) =>
        families.HasFlag(address.AddressFamily == AddressFamily.InterNetwork ? Families.Four : Families.Six);
}
