using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Greensock;

/// <summary>The section <c>akka.greensock</c>, read and checked. <c>HOCON.conf</c> says what each key means.</summary>
public sealed record GreensockSettings
{
    private GreensockSettings(SettingsReader root, HubOptions hub)
    {
        Hub = hub;
        HubCount = root.Int("hubs", 1, 256);
        SettingsReader socket = root.Section("socket");
        ReceiveBufferBytes = socket.Bytes("receive-buffer", 512, 16 * 1024 * 1024);
        PooledReceiveBuffers = socket.Int("pooled-receive-buffers", 0, 1_000_000);
        SendQueueBytes = socket.Bytes("send-queue", 1024, 1024 * 1024 * 1024);
        ConnectTimeout = socket.TimeOrInfinite("connect-timeout", TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1));
        RegisterTimeout = socket.TimeOrInfinite("register-timeout", TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1));
        CloseTimeout = socket.TimeOrInfinite("close-timeout", TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1));
        SettingsReader connect = root.Section("connect");
        HappyEyeballs = connect.OneOf("happy-eyeballs", "on", "off") == "on";
        ConnectAttemptDelay = connect.Time("attempt-delay", TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(2));
        RefusesConcurrentUse = socket.OneOf("concurrent-use", "queue", "refuse") == "refuse";
        SettingsReader server = root.Section("server");
        ServerBacklog = server.Int("backlog", 1, 65_535);
        ServerMaximumConnections = server.Int("maximum-connections", 1, 10_000_000);
        ServerStopTimeout = server.Time("stop-timeout", TimeSpan.Zero, TimeSpan.FromDays(1));

        Resolver = root.OneOfOrType<IResolver>("resolver", Resolvers.Names);
        SettingsReader resolversReader = root.Section("resolvers");
        ThreadResolver = LookupPoolSettings.From(resolversReader.Section("thread"));
        DnsResolver = DnsResolverSettings.From(resolversReader.Section("dns"));
        SettingsReader akkaReader = resolversReader.Section("akka");
        AkkaResolverTimeout = akkaReader.Time("timeout", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10));

        // Akka takes these two, but only once there is something to dispatch.
        SettingsReader dispatcher = root.Section("dispatcher");
        dispatcher.Int("throughput", 1, 1_000_000);
        SettingsReader mailbox = root.Section("mailbox");
        mailbox.TypeOf<MailboxType>("mailbox-type");
    }

    /// <summary>How many hubs the extension starts. <c>hubs</c>.</summary>
    public int HubCount { get; }

    /// <summary>How each hub works. <c>hub</c>.</summary>
    public HubOptions Hub { get; }

    /// <summary>The size of a receive buffer. <c>socket.receive-buffer</c>.</summary>
    public int ReceiveBufferBytes { get; }

    /// <summary>How many receive buffers a hub keeps for reuse. <c>socket.pooled-receive-buffers</c>.</summary>
    public int PooledReceiveBuffers { get; }

    /// <summary>How many bytes told to a connection's actor may wait for its peer. <c>socket.send-queue</c>.</summary>
    public int SendQueueBytes { get; }

    /// <summary>
    /// How long a <see cref="Protocol.Connect"/> waits for each address. <c>socket.connect-timeout</c>.
    /// </summary>
    public TimeSpan ConnectTimeout { get; }

    /// <summary>
    /// How long a connection made by message waits for its <see cref="Protocol.Register"/>.
    /// <c>socket.register-timeout</c>.
    /// </summary>
    public TimeSpan RegisterTimeout { get; }

    /// <summary>
    /// How long a <see cref="Protocol.Close"/> waits for the peer to take what was sent. <c>socket.close-timeout</c>.
    /// </summary>
    public TimeSpan CloseTimeout { get; }

    /// <summary>
    /// Whether the addresses of a host race for a connection (RFC 8305), or are tried one after another.
    /// <c>connect.happy-eyeballs</c>.
    /// </summary>
    public bool HappyEyeballs { get; }

    /// <summary>
    /// How long an attempt to connect is alone before the next address is tried beside it. <c>connect.attempt-delay</c>.
    /// </summary>
    public TimeSpan ConnectAttemptDelay { get; }

    /// <summary>
    /// Whether a second greenlet that would wait in a direction of a socket gets a
    /// <see cref="ConcurrentObjectUseException"/> instead. <c>socket.concurrent-use</c>.
    /// </summary>
    public bool RefusesConcurrentUse { get; }

    /// <summary>How many connections may wait to be accepted by a <c>StreamServer</c>. <c>server.backlog</c>.</summary>
    public int ServerBacklog { get; }

    /// <summary>
    /// How many connections a <c>StreamServer</c> serves at a time. <c>server.maximum-connections</c>.
    /// </summary>
    public int ServerMaximumConnections { get; }

    /// <summary>
    /// How long a <c>StreamServer</c> that stops waits for its connections to end by themselves.
    /// <c>server.stop-timeout</c>.
    /// </summary>
    public TimeSpan ServerStopTimeout { get; }

    /// <summary>
    /// Who looks up names: thread, blocking, dns, akka, or the name of a type that is an <see cref="IResolver"/>.
    /// <c>resolver</c>.
    /// </summary>
    public string Resolver { get; }

    internal LookupPoolSettings ThreadResolver { get; }

    internal DnsResolverSettings DnsResolver { get; }

    internal TimeSpan AkkaResolverTimeout { get; }

    /// <summary>Reads the section <c>akka.greensock</c> of a system's configuration.</summary>
    /// <param name="config">The system's configuration, with the reference configuration as its fallback.</param>
    /// <exception cref="ConfigurationException">A key is missing, malformed or out of its bounds; the message names
    /// key, value and range.</exception>
    public static GreensockSettings FromConfig(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        const string path = "akka.greensock";
        return new GreensockSettings(new SettingsReader(SettingsReader.SectionOf(config, path, path), path), HubOptions.FromConfig(config));
    }
}
