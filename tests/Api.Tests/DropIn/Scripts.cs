using System.Collections;

namespace Akka.Greensock.Tests;

/// <summary>Lines of code by what they are about, to be run over the BCL and over ours.</summary>
internal sealed class Scripts : IEnumerable<string>
{
    private readonly Dictionary<string, Func<Net, object?>> _scripts = [];

    public TheoryData<string> Names => [.. _scripts.Keys];

    public Func<Net, object?> this[string name] => _scripts[name];

    public void Add(string name, Func<Net, object?> script) => _scripts.Add(name, script);

    /// <summary>The same, for what returns nothing.</summary>
    public void Add(string name, Action<Net> script) => _scripts.Add(name, net =>
    {
        script(net);
        return "returned";
    });

    public IEnumerator<string> GetEnumerator() => _scripts.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
