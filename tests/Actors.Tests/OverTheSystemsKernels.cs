namespace Akka.Greensock.Tests;

// The suites that hold for every kernel, over those of the system. tests/Simulated.Tests has them over a simulated one.

[Collection(Alone.Name)]
public sealed class LinuxGreensockTerminationSpecs() : GreensockTerminationSpecs("linux");

public sealed class LinuxHubPortSpecs() : HubPortSpecs("linux");

public sealed class LinuxConnectSpecs() : ConnectSpecs("linux");

public sealed class LinuxConnectTimeoutSpecs() : ConnectTimeoutSpecs("linux");

public sealed class LinuxListenSpecs() : ListenSpecs("linux");

public sealed class LinuxRegisterTimeoutSpecs() : RegisterTimeoutSpecs("linux");

public sealed class LinuxStreamCloseTimeoutSpecs() : StreamCloseTimeoutSpecs("linux");

public sealed class LinuxStreamClosingSpecs() : StreamClosingSpecs("linux");

public sealed class LinuxStreamReceivingSpecs() : StreamReceivingSpecs("linux");

public sealed class LinuxStreamSendingSpecs() : StreamSendingSpecs("linux");

public sealed class LinuxListenerProtocolSpecs() : ListenerProtocolSpecs("linux");

public sealed class LinuxSocketActorSpecs() : SocketActorSpecs("linux");

[Collection(Alone.Name)]
public sealed class PortableGreensockTerminationSpecs() : GreensockTerminationSpecs("portable");

public sealed class PortableHubPortSpecs() : HubPortSpecs("portable");

public sealed class PortableConnectSpecs() : ConnectSpecs("portable");

public sealed class PortableConnectTimeoutSpecs() : ConnectTimeoutSpecs("portable");

public sealed class PortableListenSpecs() : ListenSpecs("portable");

public sealed class PortableRegisterTimeoutSpecs() : RegisterTimeoutSpecs("portable");

public sealed class PortableStreamCloseTimeoutSpecs() : StreamCloseTimeoutSpecs("portable");

public sealed class PortableStreamClosingSpecs() : StreamClosingSpecs("portable");

public sealed class PortableStreamReceivingSpecs() : StreamReceivingSpecs("portable");

public sealed class PortableStreamSendingSpecs() : StreamSendingSpecs("portable");

public sealed class PortableListenerProtocolSpecs() : ListenerProtocolSpecs("portable");

public sealed class PortableSocketActorSpecs() : SocketActorSpecs("portable");
