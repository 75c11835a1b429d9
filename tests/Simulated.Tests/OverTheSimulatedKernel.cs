namespace Akka.Greensock.Tests;

public sealed class SimulatedThreadGreenletSpecs() : ThreadGreenletSpecs(SimulatedMachine.Kernel);

[Collection(Alone.Name)]
public sealed class SimulatedGreensockTerminationSpecs() : GreensockTerminationSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedHubPortSpecs() : HubPortSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedConnectSpecs() : ConnectSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedConnectTimeoutSpecs() : ConnectTimeoutSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedListenSpecs() : ListenSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedRegisterTimeoutSpecs() : RegisterTimeoutSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedStreamCloseTimeoutSpecs() : StreamCloseTimeoutSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedStreamClosingSpecs() : StreamClosingSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedStreamReceivingSpecs() : StreamReceivingSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedStreamSendingSpecs() : StreamSendingSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedListenerProtocolSpecs() : ListenerProtocolSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedSocketActorSpecs() : SocketActorSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedBsdSocketsSpecs() : BsdSocketsSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedCreateConnectionSpecs() : CreateConnectionSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedCreateServerSpecs() : CreateServerSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedCloseMatrixSpecs() : CloseMatrixSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedConnectRaceSpecs() : ConnectRaceSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedGreenSocketSpecs() : GreenSocketSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedSemanticsSpecs() : SemanticsSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedStreamServerSpecs() : StreamServerSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedGreenNetworkStreamSpecs() : GreenNetworkStreamSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedBsdWaitingSpecs() : BsdWaitingSpecs(SimulatedMachine.Kernel);

public sealed class SimulatedUnixSemanticsSpecs() : UnixSemanticsSpecs(SimulatedMachine.Kernel);
