namespace Akka.Greensock.Tests;

// The suites that hold for every kernel, over those of the system. tests/Simulated.Tests has them over a simulated one.

public sealed class LinuxCreateConnectionSpecs() : CreateConnectionSpecs("linux");

public sealed class LinuxCreateServerSpecs() : CreateServerSpecs("linux");

public sealed class LinuxCloseMatrixSpecs() : CloseMatrixSpecs("linux");

public sealed class LinuxConnectRaceSpecs() : ConnectRaceSpecs("linux");

public sealed class LinuxGreenSocketSpecs() : GreenSocketSpecs("linux");

public sealed class LinuxSemanticsSpecs() : SemanticsSpecs("linux");

public sealed class LinuxStreamServerSpecs() : StreamServerSpecs("linux");

public sealed class LinuxGreenNetworkStreamSpecs() : GreenNetworkStreamSpecs("linux");

public sealed class LinuxUnixSemanticsSpecs() : UnixSemanticsSpecs("linux");

public sealed class PortableBsdSocketsSpecs() : BsdSocketsSpecs("portable");

public sealed class PortableCreateConnectionSpecs() : CreateConnectionSpecs("portable");

public sealed class PortableCreateServerSpecs() : CreateServerSpecs("portable");

public sealed class PortableCloseMatrixSpecs() : CloseMatrixSpecs("portable");

public sealed class PortableConnectRaceSpecs() : ConnectRaceSpecs("portable");

public sealed class PortableGreenSocketSpecs() : GreenSocketSpecs("portable");

public sealed class PortableSemanticsSpecs() : SemanticsSpecs("portable");

public sealed class PortableStreamServerSpecs() : StreamServerSpecs("portable");

public sealed class PortableGreenNetworkStreamSpecs() : GreenNetworkStreamSpecs("portable");
