namespace Akka.Greensock;

/// <summary>By which call of the seam an option is set.</summary>
internal enum OptionForm
{
    /// <summary>By the BCL's names, an integer.</summary>
    Integer,

    /// <summary>By the BCL's names, bytes.</summary>
    Bytes,

    /// <summary>By the platform's numbers, bytes.</summary>
    Raw,

    /// <summary>SO_LINGER.</summary>
    Linger,

    /// <summary>FD_CLOEXEC, inverted.</summary>
    Inheritable,
}
