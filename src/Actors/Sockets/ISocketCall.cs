namespace Akka.Greensock;

/// <summary>A call that stands in one of a socket's queues, whatever it returns.</summary>
internal interface ISocketCall
{
    /// <summary>What it is called in errors, such as <c>receive</c>.</summary>
    string Verb { get; }

    /// <summary>The file that makes it; null where it is a call of the socket itself.</summary>
    object? Holder { get; }
}
