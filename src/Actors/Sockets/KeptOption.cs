using System.Net.Sockets;

namespace Akka.Greensock;

/// <summary>An option as it was set, so that it can be set again on another descriptor.</summary>
/// <param name="Form">By which call.</param>
/// <param name="Level">The level; for SO_LINGER whether it is on.</param>
/// <param name="Name">The option's name or number.</param>
/// <param name="Value">An integer value; for SO_LINGER the seconds.</param>
/// <param name="Bytes">A value of any other form.</param>
internal readonly record struct KeptOption(OptionForm Form, int Level, int Name, int Value, byte[]? Bytes)
{
    /// <summary>Sets it. On the hub, or on a descriptor that nobody else has yet.</summary>
    public Errno ApplyTo(IKernel kernel, int descriptor) => (Form switch
    {
        OptionForm.Integer => kernel.SetOption(descriptor, (SocketOptionLevel)Level, (SocketOptionName)Name, Value),
        OptionForm.Bytes => kernel.SetOption(descriptor, (SocketOptionLevel)Level, (SocketOptionName)Name, Bytes!),
        OptionForm.Raw => kernel.SetRawOption(descriptor, Level, Name, Bytes!),
        OptionForm.Linger => kernel.SetLinger(descriptor, Level != 0, Value),
        _ => kernel.SetInheritable(descriptor, Value != 0),
    }).Errno;

    /// <summary>The two set the same option, so that the later one alone counts.</summary>
    public bool Replaces(in KeptOption earlier) => Form == earlier.Form
        && (Form is OptionForm.Linger or OptionForm.Inheritable || (Level == earlier.Level && Name == earlier.Name));
}
