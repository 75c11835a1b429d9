namespace Akka.Greensock;

/// <content>What is set on a socket of AF_ALG, and the operations that it does.</content>
/// <seealso href="https://docs.kernel.org/crypto/userspace-if.html">the kernel's userspace crypto interface</seealso>
public static partial class Posix
{
    /// <summary>Option of level SOL_ALG: the key. Linux only.</summary>
    public static int ALG_SET_KEY => On(linux: 1);

    /// <summary>Ancillary data: the initialisation vector. Linux only.</summary>
    public static int ALG_SET_IV => On(linux: 2);

    /// <summary>Ancillary data: the operation, one of ALG_OP_…. Linux only.</summary>
    public static int ALG_SET_OP => On(linux: 3);

    /// <summary>
    /// Ancillary data: how many of the bytes are associated data, which is authenticated and not encrypted. Linux only.
    /// </summary>
    public static int ALG_SET_AEAD_ASSOCLEN => On(linux: 4);

    /// <summary>Option of level SOL_ALG: the length of the authentication tag in bytes. Linux only.</summary>
    public static int ALG_SET_AEAD_AUTHSIZE => On(linux: 5);

    /// <summary>
    /// The number that CPython gives to this name. No release of Linux has it; there 6 is ALG_SET_DRBG_ENTROPY. Linux
    /// only.
    /// </summary>
    public static int ALG_SET_PUBKEY => On(linux: 6);

    /// <summary>Decrypt. Linux only.</summary>
    public static int ALG_OP_DECRYPT => On(linux: 0);

    /// <summary>Encrypt. Linux only.</summary>
    public static int ALG_OP_ENCRYPT => On(linux: 1);

    /// <summary>Sign: the number that CPython gives to this name; no release of Linux has it. Linux only.</summary>
    public static int ALG_OP_SIGN => On(linux: 2);

    /// <summary>Verify: the number that CPython gives to this name; no release of Linux has it. Linux only.</summary>
    public static int ALG_OP_VERIFY => On(linux: 3);
}
