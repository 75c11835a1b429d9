// Peers that the suites have of the BCL are Greensock's here, as in a program that has swapped its aliases: no other could talk to a
// simulated socket.
global using Socket = Akka.Greensock.GreenSocket;
global using TcpListener = Akka.Greensock.GreenTcpListener;
global using UdpClient = Akka.Greensock.GreenUdpClient;

using System.Runtime.CompilerServices;
using Akka.Greensock.TestKit;

namespace Akka.Greensock.Tests;

/// <summary>One simulated machine for this whole process, in the place of the platform's kernel, with hubs that have threads.</summary>
internal static class SimulatedMachine
{
    public const string Kernel = "simulated";

    public static SimulatedHost Host { get; } = SimulatedNetwork.ForThreads().AddHost("here");

    [ModuleInitializer]
    internal static void Substitute() => Kernels.Substitute(Host.Kernel);
}
