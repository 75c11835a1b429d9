namespace Akka.Greensock.TestKit;

/// <summary>A system call of a simulated kernel, by the name of its man page.</summary>
public enum SystemCall
{
    /// <summary>socket(2).</summary>
    Socket,

    /// <summary>socketpair(2).</summary>
    SocketPair,

    /// <summary>pipe(2).</summary>
    Pipe,

    /// <summary>close(2). The descriptor is gone whatever the answer is.</summary>
    Close,

    /// <summary>fcntl(2): F_DUPFD, F_GETFL, F_SETFL, F_GETFD, F_SETFD, and what takes descriptors in and lets them out.</summary>
    Control,

    /// <summary>bind(2).</summary>
    Bind,

    /// <summary>listen(2).</summary>
    Listen,

    /// <summary>accept4(2).</summary>
    Accept,

    /// <summary>connect(2).</summary>
    Connect,

    /// <summary>The outcome of a connect in progress: getsockopt(2) of SO_ERROR.</summary>
    FinishConnect,

    /// <summary>poll(2) of one descriptor.</summary>
    Poll,

    /// <summary>recv(2).</summary>
    Receive,

    /// <summary>send(2).</summary>
    Send,

    /// <summary>recvfrom(2).</summary>
    ReceiveFrom,

    /// <summary>sendto(2).</summary>
    SendTo,

    /// <summary>recvmsg(2).</summary>
    ReceiveMessage,

    /// <summary>sendmsg(2).</summary>
    SendMessage,

    /// <summary>sendfile(2).</summary>
    SendFile,

    /// <summary>read(2), of a pipe.</summary>
    Read,

    /// <summary>write(2), of a pipe.</summary>
    Write,

    /// <summary>shutdown(2).</summary>
    Shutdown,

    /// <summary>getsockname(2).</summary>
    GetLocalAddress,

    /// <summary>getpeername(2).</summary>
    GetPeerAddress,

    /// <summary>getsockopt(2).</summary>
    GetOption,

    /// <summary>setsockopt(2).</summary>
    SetOption,

    /// <summary>ioctl(2).</summary>
    IOControl,

    /// <summary>unlink(2) and stat(2) of a Unix socket's name.</summary>
    UnixName,

    /// <summary>epoll_ctl(2).</summary>
    PollerAdd,
}
