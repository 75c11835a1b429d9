namespace Akka.Greensock;

/// <content>What waiting for the descriptors of others needs of epoll beyond the hub's own.</content>
internal static partial class Libc
{
    public const int EpollCtlMod = 3;
    public const uint EpollOneShot = 1u << 30;
}
