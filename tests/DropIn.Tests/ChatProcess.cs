using System.Diagnostics;
using Akka.Greensock.Tidy;

namespace Conformance;

/// <summary>A running program of examples/DropInChat, spoken to by its console.</summary>
internal sealed class ChatProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _said = [];

    private ChatProcess(string build, params string[] arguments)
    {
        string configuration = Directory.GetParent(AppContext.BaseDirectory.TrimEnd('/'))!.Name;
        string program = Path.Combine(
            RepositoryRoot.Path, $"examples/DropInChat/{build}/bin/{configuration}/net10.0/DropInChat.{build}.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Everything that it has said so far, as far as it was waited for.</summary>
    public IReadOnlyList<string> Said => _said;

    /// <summary>Its port, once it listens.</summary>
    public int Port { get; private set; }

    public static async Task<ChatProcess> ServerAsync(string build)
    {
        var server = new ChatProcess(build, "server", "0");
        string line = (await server.NextAsync())!;
        Assert.StartsWith("listening on 127.0.0.1:", line, StringComparison.Ordinal);
        server.Port = int.Parse(line.Split(':')[1]);
        return server;
    }

    public static ChatProcess Client(string build, ChatProcess server, string name) =>
        new(build, "client", server.Port.ToString(), name);

    public void Type(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits until it has said so many lines more.</summary>
    public async Task HearsAsync(int lines)
    {
        for (int line = 0; line < lines; line++)
        {
            _said.Add(await NextAsync() ?? throw new InvalidOperationException($"It ended after: {string.Join(" | ", _said)}"));
        }
    }

    /// <summary>Waits for its end, and gives its exit code.</summary>
    public async Task<int> EndsAsync()
    {
        while (await NextAsync() is { } line)
        {
            _said.Add(line);
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private Task<string?> NextAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
}
