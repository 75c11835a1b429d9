namespace Conformance;

/// <summary>The program of examples/DropInChat behaves alike in both of its builds.</summary>
public class DropInChatSpecs
{
    private const string Bcl = "Bcl";
    private const string Greensock = "Greensock";

    private static readonly string[] HeardByAnn =
    [
        "* ann joined", "* bob joined", "<ann> hello", "<bob> hi ann", "* here: ann, bob", "* bob left", "<ann> alone",
    ];

    private static readonly string[] HeardByBob = ["* bob joined", "<ann> hello", "<bob> hi ann"];

    [Theory]
    [InlineData(Bcl, Bcl)]
    [InlineData(Greensock, Greensock)]
    [InlineData(Bcl, Greensock)]
    [InlineData(Greensock, Bcl)]
    public async Task A_conversation_is_the_same_whoever_serves_it(string serverBuild, string clientBuild)
    {
        using ChatProcess server = await ChatProcess.ServerAsync(serverBuild);
        using var ann = ChatProcess.Client(clientBuild, server, "ann");
        await ann.HearsAsync(1);
        using var bob = ChatProcess.Client(clientBuild, server, "bob");
        await ann.HearsAsync(1);
        await bob.HearsAsync(1);
        ann.Type("hello");
        await ann.HearsAsync(1);
        await bob.HearsAsync(1);
        bob.Type("hi ann");
        await ann.HearsAsync(1);
        await bob.HearsAsync(1);
        ann.Type("/who");
        await ann.HearsAsync(1);
        bob.Type("/quit");
        await ann.HearsAsync(1);
        ann.Type("alone");
        ann.EndInput();
        Assert.Equal(0, await ann.EndsAsync());
        Assert.Equal(0, await bob.EndsAsync());

        Assert.Equal(HeardByAnn, ann.Said);
        Assert.Equal(HeardByBob, bob.Said);
    }

    [Theory]
    [InlineData(Bcl)]
    [InlineData(Greensock)]
    public async Task A_client_that_dies_is_missed_by_the_others(string build)
    {
        using ChatProcess server = await ChatProcess.ServerAsync(build);
        using var ann = ChatProcess.Client(build, server, "ann");
        await ann.HearsAsync(1);
        using var bob = ChatProcess.Client(build, server, "bob");
        await ann.HearsAsync(1);
        bob.Kill();
        await ann.HearsAsync(1);
        Assert.Equal(["* ann joined", "* bob joined", "* bob left"], ann.Said);
    }

    [Theory]
    [InlineData(Bcl)]
    [InlineData(Greensock)]
    public async Task Clients_end_with_their_server(string build)
    {
        using ChatProcess server = await ChatProcess.ServerAsync(build);
        using var ann = ChatProcess.Client(build, server, "ann");
        await ann.HearsAsync(1);
        server.Kill();
        Assert.Equal(0, await ann.EndsAsync());
        Assert.Equal(["* ann joined"], ann.Said);
    }

    [Theory]
    [InlineData(Bcl)]
    [InlineData(Greensock)]
    public async Task Many_clients_talk_at_once(string build)
    {
        const int many = 8;
        using ChatProcess server = await ChatProcess.ServerAsync(build);
        var clients = new List<ChatProcess>();
        for (int number = 0; number < many; number++)
        {
            var client = ChatProcess.Client(build, server, $"c{number}");
            clients.Add(client);
            foreach (ChatProcess each in clients)
            {
                await each.HearsAsync(1); // that the newest has joined
            }
        }

        clients.ForEach(client => client.Type("x"));
        foreach (ChatProcess client in clients)
        {
            int joined = client.Said.Count;
            await client.HearsAsync(many);
            Assert.Equal(Enumerable.Range(0, many).Select(number => $"<c{number}> x"), client.Said.Skip(joined).Order());
        }

        clients.ForEach(client => client.Dispose());
    }
}
